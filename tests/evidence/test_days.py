"""An experiment by day: a split that leaves the plan, an effect that fades, grows or differs by weekday."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence import read_experiment
from taktgeber.stats.sequential_split import anytime_p

from . import daily
from .experiment_file import shop, write

FIRST = date(2026, 3, 2)  # a Monday


def run(n: int = 8000, days: int = 28, seed: int = 3, effect: float = 2.0) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """A shop whose units come evenly over the days, and the day of each, from nought."""
    rows = shop(n, seed, effect)
    since = np.random.default_rng([seed, 1]).permutation(np.arange(n) % days)
    rows["at"] = np.array([(FIRST + timedelta(days=int(day))).isoformat() for day in since])
    return rows, since


def read(path: Path, rows, **asked):
    file = write(path / "shop.csv", rows)
    return read_experiment(file, **{"variant": "arm", "metrics": ["spend"], "unit": "id", "date": "at"} | asked)


def codes(reading):
    return {finding.code: finding for finding in reading.findings}


def keep(rows, kept):
    return {name: values[kept] for name, values in rows.items()}


@pytest.mark.parametrize("seed", range(3))
def test_a_quiet_experiment_has_nothing_to_watch(tmp_path: Path, seed: int):
    rows, _ = run(4000, seed=seed)
    reading = read(tmp_path, rows, metrics=["spend", "came:proportion"], covariates=["before"])
    assert reading.findings == ()
    assert reading.days.days.length == 28
    assert sum(map(sum, reading.days.days.counts().values())) == 4000


def test_the_first_day_is_said_on_which_a_wrong_split_could_be_known(tmp_path: Path):
    rows, since = run()
    lost = (rows["arm"] == "B") & (since > 9) & (np.random.default_rng(1).random(8000) < 0.3)
    reading = read(tmp_path, keep(rows, ~lost))
    found = codes(reading)["sample-ratio-by-day"]
    assert found.severity == "stop"
    counts = [[int(((since == day) & (rows["arm"] == arm) & ~lost).sum()) for arm in "AB"] for day in range(28)]
    p = anytime_p(counts, (1, 1))
    first = next(day for day, each in enumerate(p) if each < 0.01)
    assert reading.days.split_p == pytest.approx(p)
    assert 9 < first < 27
    assert show((FIRST + timedelta(days=first)).strftime("could be known on %-d %b %Y")) in show(found.says)


def test_the_day_that_carries_a_mismatch_is_named(tmp_path: Path):
    rows, since = run(20_000)
    lost = (rows["arm"] == "B") & (since == 10)
    found = codes(read(tmp_path, keep(rows, ~lost)))["sample-ratio"]
    assert 'It is carried by at "2026-03-12"' in show(found.advice)


@pytest.mark.parametrize(("slope", "code"), [(-0.15, "novelty"), (0.15, "primacy")])
@pytest.mark.parametrize("rows_per_unit", ["one", "many"])
def test_an_effect_that_fades_or_grows_is_found_with_its_halves(tmp_path: Path, slope, code, rows_per_unit):
    rows, since = run(effect=0.0)
    rows["spend"] = rows["spend"] + (rows["arm"] == "B") * ((4.0 if slope < 0 else 0.2) + slope * since)
    reading = read(tmp_path, rows, rows_per_unit=rows_per_unit)
    assert set(codes(reading)) == {code}
    (one,) = reading.days.effects
    assert one.trend.slope == pytest.approx(slope, abs=4 * one.trend.error)
    early = since < 14
    halves = [rows["spend"][part & (rows["arm"] == "B")].mean() - rows["spend"][part & (rows["arm"] == "A")].mean()
              for part in (early, ~early)]  # fmt: skip
    assert [one.first.difference.value, one.second.difference.value] == pytest.approx(halves, rel=1e-9)


def test_an_effect_of_weekends_alone_is_found_and_whole_weeks_advised(tmp_path: Path):
    rows, since = run(days=24, effect=0.0)
    rows["spend"] = rows["spend"] + 3 * (rows["arm"] == "B") * (since % 7 > 4)
    found = codes(read(tmp_path, rows))
    assert set(found) == {"weekday", "part-week"}
    assert "up to 22 Mar 2026" in show(found["part-week"].advice)


def test_a_fading_effect_is_no_effect_of_weekdays(tmp_path: Path):
    rows, since = run(40_000, effect=0.0)
    rows["spend"] = rows["spend"] + (rows["arm"] == "B") * (4 - 0.12 * since)
    assert set(codes(read(tmp_path, rows, covariates=["before"]))) == {"novelty"}


def test_days_of_few_units_are_joined(tmp_path: Path):
    rows, _ = run(400)
    (one,) = read(tmp_path, rows).days.effects
    assert one.trend is not None
    assert one.weekdays is None
    rows, _ = run(100)
    assert read(tmp_path, rows).days.effects[0].trend is None


def test_of_many_rows_a_unit_the_first_day_counts(tmp_path: Path):
    rows, since = run(2000)
    later = keep(rows, since < 5)
    later["at"] = np.full(len(later["at"]), "2026-04-20")
    both = {name: np.concatenate([rows[name], later[name]]) for name in rows}
    reading = read(tmp_path, both, rows_per_unit="many")
    assert reading.days.days.length == 28
    assert reading.days.days.counts()[FIRST] == tuple(int(((since == 0) & (rows["arm"] == a)).sum()) for a in "AB")


@pytest.mark.parametrize(
    "written", ["%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"]
)
def test_days_are_read_however_they_are_written(tmp_path: Path, written: str):
    rows, _ = run(400)
    plain = read(tmp_path, rows).days.days.counts()
    rows["at"] = np.array([date.fromisoformat(day).strftime(written) for day in rows["at"]])
    assert read(tmp_path, rows).days.days.counts() == plain


def test_parquet_and_strata_and_clusters_by_day(tmp_path: Path):
    rows, _ = run(2000)
    file = write(tmp_path / "shop.csv", rows)
    duckdb.sql(f"COPY (SELECT *, id // 4 AS shop FROM '{file}') TO '{tmp_path}/shop.parquet'")
    asked = {"variant": "arm", "metrics": ["spend"], "date": "at", "unit": "id"}
    reading = read_experiment(tmp_path / "shop.parquet", **asked, stratum="market")
    assert reading.days.days.counts() == read_experiment(file, **asked).days.days.counts()
    assert reading.days.effects[0].trend is not None
    clusters = read_experiment(tmp_path / "shop.parquet", **asked, cluster="shop")
    assert sum(map(sum, clusters.days.days.counts().values())) == 500


def test_times_of_a_zone_are_days_of_utc(tmp_path: Path):
    rows, _ = run(400)
    file = write(tmp_path / "shop.csv", rows)
    late = "(\"at\"::VARCHAR || ' 23:30:00-05')::TIMESTAMPTZ"
    duckdb.sql(f"COPY (SELECT * REPLACE ({late} AS \"at\") FROM '{file}') TO '{tmp_path}/late.parquet'")
    reading = read_experiment(tmp_path / "late.parquet", variant="arm", metrics=["spend"], date="at")
    assert reading.days.days.dates[0] == FIRST + timedelta(days=1)


def test_days_that_cannot_be_read_are_refused(tmp_path: Path):
    rows, _ = run(40)
    rows["at"] = np.array(["2026-03-02"] * 39 + ["soon"])
    with pytest.raises(Refusal, match=r'shop.csv, row 41, column "at": one row has no day here'):
        read(tmp_path, rows)
    rows["at"] = np.full(40, "01/02/2026")
    with pytest.raises(Refusal, match="can have the day or the month first"):
        read(tmp_path, rows)
    with pytest.raises(Refusal, match='no column "when", which --date names'):
        read(tmp_path, rows, date="when")
    with pytest.raises(Refusal, match="--date names the column of variants or of units itself"):
        read(tmp_path, rows, date="id")


def test_so_many_days_are_something_else(tmp_path: Path):
    rows = shop(1002)
    rows["at"] = np.array([(FIRST + timedelta(days=day)).isoformat() for day in range(1002)])
    with pytest.raises(Refusal, match="it holds 1,002 values or more"):
        read(tmp_path, rows)


def test_quiet_days_of_revenue_rarely_alarm():
    assert daily.steady(60, 1, days=14, a_day=50) >= 55
    assert daily.alike(60, 1, days=14, a_day=50) >= 55


def test_an_effect_by_day_is_welchs_difference(tmp_path: Path):
    rows, since = run(4000)
    one = read(tmp_path, rows).days.effects[0].by_weekday[6]
    own = since % 7 == 5
    parts = [rows["spend"][own & (rows["arm"] == arm)] for arm in "BA"]
    assert one.difference.value == pytest.approx(parts[0].mean() - parts[1].mean(), rel=1e-9)
    assert one.error == pytest.approx(sum(part.var(ddof=1) / len(part) for part in parts) ** 0.5, rel=1e-9)
