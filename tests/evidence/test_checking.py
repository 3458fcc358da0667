"""An experiment may be checked on any day: what is found is what the reading finds, and no effect is looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.evidence import check_experiment, read_experiment
from taktgeber.evidence.checking.words import sentences

from .experiment_file import shop, write
from .test_days import keep, run
from .test_mixing import mixed


def check(path: Path, rows, **asked):
    return check_experiment(write(path / "shop.csv", rows), **{"variant": "arm", "unit": "id"} | asked)


def codes(checked):
    return {finding.code: finding for finding in checked.findings}


@pytest.mark.parametrize("seed", range(3))
def test_nothing_speaks_against_a_quiet_experiment(tmp_path: Path, seed: int):
    rows, _ = run(4000, seed=seed)
    checked = check(
        tmp_path, rows, metrics=["spend", "orders/visits"], covariates=["before"], segments=["market"], date="at"
    )
    assert checked.findings == ()
    assert show(sentences(checked)[0]) == "Nothing speaks against reading this experiment."
    assert checked.units == 4000


def test_it_finds_what_the_reading_finds(tmp_path: Path):
    rows, since = run(8000)
    lost = (rows["arm"] == "B") & (since > 9) & (np.random.default_rng(1).random(8000) < 0.3)
    rows = keep(rows, ~lost)
    rows["before"] = rows["before"] + 3 * (rows["arm"] == "B")
    rows = {name: np.concatenate([values, values[:60]]) for name, values in rows.items()}
    rows["arm"][-60:] = "B"
    asked = {"covariates": ["before"], "segments": ["market"], "date": "at"}
    checked = check(tmp_path, rows, **asked)
    reading = read_experiment(tmp_path / "shop.csv", variant="arm", unit="id", metrics=["spend"], **asked)
    assert set(codes(checked)) == {"sample-ratio", "sample-ratio-by-day", "exposure-mixing", "imbalance-before"}
    assert set(checked.findings) <= set(reading.findings)
    assert (checked.split, checked.mixing) == (reading.split, reading.mixing)
    assert checked.days.split_p == reading.days.split_p
    assert not checked.trusted


def test_the_values_of_a_metric_change_nothing(tmp_path: Path):
    rows, _ = run(2000)
    before = check(tmp_path, rows, metrics=["spend"], date="at")
    rows["spend"] = rows["spend"] + 50 * (rows["arm"] == "B")
    after = check(tmp_path, rows, metrics=["spend"], date="at")
    assert (before.findings, before.split, before.days.split_p) == (after.findings, after.split, after.days.split_p)
    assert after.days.effects == ()


def test_empty_cells_are_counted_by_arm(tmp_path: Path):
    rows = {name: list(values) for name, values in shop(n=2000).items()}
    for i in range(0, 1000, 10):
        rows["spend"][i] = None
    for i in range(0, 2000, 50):
        rows["before"][i] = None
    checked = check(tmp_path, rows, metrics=["spend"], covariates=["before"])
    says = [(f.code, f.severity, show(f.says)) for f in checked.findings]
    assert says == [
        ("cells-empty", "warn", '100 units have no "spend" (5 % of all).'),
        ("cells-empty", "note", '40 units have no "before" (2 % of all).'),
    ]


def test_an_arm_without_any_number_is_found_too(tmp_path: Path):
    rows = {name: list(values) for name, values in shop(n=400).items()}
    rows["spend"][:200] = [None] * 200
    assert codes(check(tmp_path, rows, metrics=["spend"]))["cells-empty"].severity == "warn"


def test_units_that_stand_twice_are_a_finding_and_counted_once(tmp_path: Path):
    rows = {name: np.concatenate([values, values[5:6]]) for name, values in shop().items()}
    checked = check(tmp_path, rows)
    assert codes(checked)["units-twice"].severity == "stop"
    assert (checked.split.counts, checked.duplicates.rows, checked.duplicates.apart) == ((200, 200), 401, 400)


def test_mixed_units_are_left_out_as_in_the_reading(tmp_path: Path):
    checked = check(tmp_path, mixed(60))
    assert codes(checked)["exposure-mixing"].severity == "warn"
    assert show(sentences(checked)[0]) == "This experiment may be read, with what is to watch in mind."
    assert checked.split.counts == (1940, 2000)


def test_clusters_and_many_rows_and_nothing_but_arms(tmp_path: Path):
    rows = shop(n=4000)
    rows["team"] = rows["id"] // 4
    clustered = check(tmp_path, rows, cluster="team", covariates=["before"])
    assert (clustered.split.counts, clustered.units) == ((500, 500), 4000)
    twice = {name: np.concatenate([values, values]) for name, values in rows.items()}
    assert check(tmp_path, twice, rows_per_unit="many", covariates=["before"]).split.counts == (2000, 2000)
    assert list(codes(check(tmp_path, rows, unit=None))) == ["rows-taken-as-units"]
    assert check(tmp_path, rows, unit=None, cluster="team").units == 4000


def test_what_cannot_be_checked_is_refused(tmp_path: Path):
    for asked, says in (
        ({"metrics": ["spent"]}, 'no column "spent", which --metric names'),
        ({"metrics": ["market"]}, "--metric needs numbers"),
        ({"unit": None, "rows_per_unit": "many"}, "no column of units is named"),
        ({"split": {"A": 1, "C": 1}}, "the planned split names A and C"),
    ):
        with pytest.raises(Refusal, match=says):
            check(tmp_path, shop(), **asked)
