"""Units in more than one arm are counted, named and left out; where they began tells whether that is sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence import read_experiment

from .experiment_file import shop, write


def mixed(n: int, began: str = "A", rows: dict[str, np.ndarray] | None = None) -> dict[str, np.ndarray]:
    """n units that began in one arm stand in the other too, three days later."""
    rows = rows or shop(n=4000)
    rows = {**rows, "at": np.full(len(rows["arm"]), "2026-03-01")}
    twice = np.flatnonzero(rows["arm"] == began)[:n]
    again = {name: values[twice] for name, values in rows.items()}
    again["arm"] = np.full(n, "B" if began == "A" else "A")
    again["at"] = np.full(n, "2026-03-04")
    return {name: np.concatenate([rows[name], again[name]]) for name in rows}


def read(path: Path, rows, **asked):
    return read_experiment(
        write(path / "shop.csv", rows), **{"variant": "arm", "metrics": ["spend"], "unit": "id"} | asked
    )


def found(reading):
    (one,) = [finding for finding in reading.findings if finding.code == "exposure-mixing"]
    return one


@pytest.mark.parametrize("rows_per_unit", ["one", "many"])
@pytest.mark.parametrize(("n", "severity"), [(1, "note"), (60, "warn"), (210, "stop")])
def test_the_more_units_are_mixed_the_graver_it_is(tmp_path: Path, n: int, severity: str, rows_per_unit: str):
    reading = read(tmp_path, mixed(n), rows_per_unit=rows_per_unit)
    assert found(reading).severity == severity
    assert reading.counts == (2000 - n, 2000)
    assert (reading.mixing.units, reading.mixing.whole, reading.mixing.between) == (n, 4000, {("A", "B"): n})
    assert reading.trusted == (severity != "stop")


def test_what_is_read_is_what_the_others_say_alone(tmp_path: Path):
    rows, others = mixed(60), shop(n=4000)
    alone = {name: values[60:] for name, values in others.items()}
    one, other = (read(tmp_path, each, metrics=["spend", "spend:p90"], covariates=["before"]) for each in (rows, alone))
    for seen, same in zip(one.comparisons, other.comparisons, strict=True):
        assert (seen.read.p, seen.read.error) == pytest.approx((same.read.p, same.read.error), rel=1e-9)


def test_it_is_said_between_which_arms(tmp_path: Path):
    rows = shop(n=3000)
    rows["arm"] = np.tile(["A", "B", "C"], 1000)
    rows = {name: np.concatenate([values, values[:3], values[:1]]) for name, values in rows.items()}
    rows["arm"][3000:] = ["B", "C", "B", "C"]
    says = show(found(read(tmp_path, rows)).says)
    assert says == (
        "3 units (0.1 % of all) stand in more than one arm and are left out: 2 in B and C and 1 in A, B and C."
    )


def test_where_they_began_tells_whether_the_arms_lose_alike(tmp_path: Path):
    both = mixed(15, "B", {name: values for name, values in mixed(15).items() if name != "at"})
    both["at"][4000:4015] = "2026-03-04"  # the first fifteen again, as `mixed` wrote all of them anew
    even = read(tmp_path, both, date="at")
    assert even.mixing.first == {"A": 15, "B": 15}
    assert found(even).severity == "note"
    uneven = read(tmp_path, mixed(30), date="at")
    assert uneven.mixing.first == {"A": 30}
    assert found(uneven).severity == "stop"
    assert "did not begin in the arms as planned (p below 0.001)" in show(found(uneven).advice)


def test_units_that_entered_two_arms_at_once_began_in_none(tmp_path: Path):
    rows = mixed(30)
    rows["at"][4000:] = "2026-03-01"
    assert read(tmp_path, rows, date="at").mixing.first == {}


def test_a_unit_that_stands_twice_in_one_arm_is_still_refused(tmp_path: Path):
    rows = {name: np.concatenate([values, values[-1:]]) for name, values in mixed(3).items()}
    rows["id"][-1] = rows["id"][3999]
    rows["arm"][-1] = rows["arm"][3999]
    with pytest.raises(Refusal, match="3,998 rows hold only 3,997 units"):
        read(tmp_path, rows)


def test_an_arm_of_nobody_but_mixed_units_is_refused(tmp_path: Path):
    rows = mixed(2000)
    with pytest.raises(Refusal, match="2,000 units are in more than one variant"):
        read(tmp_path, rows)


def test_a_cap_of_a_share_is_of_the_units_that_are_read(tmp_path: Path):
    others = {name: values[60:] for name, values in shop(n=4000).items()}
    one, other = (read(tmp_path, rows, metrics=["spend:cap=p90"], rows_per_unit="many") for rows in (mixed(60), others))
    (seen,), (alone,) = one.comparisons, other.comparisons
    assert seen.metric.cap == alone.metric.cap
    assert seen.plain.p == pytest.approx(alone.plain.p, rel=1e-9)


def test_units_may_have_names_instead_of_numbers(tmp_path: Path):
    rows = mixed(60)
    rows["id"] = np.array([f"u{i}" for i in rows["id"]])
    assert read(tmp_path, rows).counts == (1940, 2000)
