"""What would make the figures wrong is found and named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktgeber.core.format import show
from taktgeber.evidence import read_experiment

from .experiment_file import shop, write


def codes(reading):
    return {finding.code: finding for finding in reading.findings}


def read(path: Path, rows, **asked):
    return read_experiment(write(path / "shop.csv", rows), variant="arm", **{"metrics": ["spend"], **asked})


def test_a_market_that_lost_units_is_named_and_nothing_is_to_be_believed(tmp_path: Path):
    rows = shop(n=8000)
    lost = (rows["arm"] == "B") & (rows["market"] == "north") & (np.random.default_rng(1).random(8000) < 0.3)
    rows = {name: values[~lost] for name, values in rows.items()}
    reading = read(tmp_path, rows, segments=["market"])
    found = codes(reading)["sample-ratio"]
    assert found.severity == "stop"
    assert 'market "north"' in show(found)
    assert not reading.trusted
    assert reading.findings[0] is found


def test_losses_everywhere_are_carried_by_no_slice(tmp_path: Path):
    rows = shop(n=8000)
    lost = (rows["arm"] == "B") & (np.random.default_rng(1).random(8000) < 0.15)
    rows = {name: values[~lost] for name, values in rows.items()}
    assert "No single slice of market carries it" in show(
        codes(read(tmp_path, rows, segments=["market"]))["sample-ratio"]
    )


def test_slices_that_are_off_in_opposite_ways_are_found(tmp_path: Path):
    rows = shop(n=4000)
    rng = np.random.default_rng(2)
    north = rng.random(4000) < np.where(rows["arm"] == "A", 0.6, 0.4)
    rows["market"] = np.where(north, "north", "south")
    found = codes(read(tmp_path, rows, segments=["market"]))
    assert "sample-ratio" not in found
    assert "sample-ratio-slice" in found


def test_a_planned_split_is_no_mismatch(tmp_path: Path):
    rows = shop(n=4000)
    rows["arm"] = np.where(np.arange(4000) % 10 == 0, "B", "A")
    assert "sample-ratio" in codes(read(tmp_path, rows))
    assert "sample-ratio" not in codes(read(tmp_path, rows, split={"A": 90, "B": 10}))


def test_arms_that_differed_before_are_found(tmp_path: Path):
    rows = shop(n=4000)
    rows["before"] = rows["before"] + 5 * (rows["arm"] == "B")
    found = codes(read(tmp_path, rows, covariates=["before"]))["imbalance-before"]
    assert found.severity == "stop"
    assert '"before"' in show(found)


def test_one_unit_that_decides_is_found(tmp_path: Path):
    rows = shop(effect=1.0)
    assert "few-units-decide" not in codes(read(tmp_path, shop(effect=8.0)))
    rows["spend"] = rows["spend"].copy()
    rows["spend"][-1] = 4000.0
    assert "one-unit-carries" in codes(read(tmp_path, rows))
    rows = shop(effect=0.0, seed=12)
    rows["spend"] = 10 + 0.01 * rows["spend"]
    rows["spend"][rows["arm"] == "B"] += 0.05
    before = read(tmp_path, rows).comparisons[0].plain
    rows["spend"][0] = 60.0
    after = read(tmp_path, rows)
    assert (before.p < 0.05) != (after.comparisons[0].plain.p < 0.05)
    assert "few-units-decide" in codes(after)


def test_a_cap_that_decides_is_said(tmp_path: Path):
    rows = shop(effect=2.5)
    rows["spend"] = rows["spend"].copy()
    rows["spend"][:3] = 3000.0
    assert "cap-decides" in codes(read(tmp_path, rows, metrics=["spend:cap=60"]))


def test_an_effect_that_differs_between_markets_is_found(tmp_path: Path):
    rows = shop(n=2000)
    rows["spend"] = rows["spend"] + 8 * ((rows["arm"] == "B") & (rows["market"] == "north"))
    reading = read(tmp_path, rows, segments=["market"])
    assert "effect-differs" in codes(reading)
    (part,) = reading.segmented
    assert part.corrected < 0.001
    assert {effect.level for effect in part.effects} == {"north", "south"}


def test_cells_lost_in_one_arm_are_an_effect_themselves(tmp_path: Path):
    rows = {name: list(values) for name, values in shop(n=2000).items()}
    for i in range(0, 1000, 10):
        rows["spend"][i] = None
    assert codes(read(tmp_path, rows, missing="drop"))["cells-left-out"].severity == "warn"


def test_delivery_that_does_not_differ_is_said(tmp_path: Path):
    rows = shop()
    rows["got"] = np.arange(400) % 2
    reading = read(tmp_path, rows, delivered="got")
    assert "delivery-alike" in codes(reading)


def test_few_of_a_kind_are_said(tmp_path: Path):
    rows = shop()
    rows["rare"] = (np.arange(400) % 150 == 3).astype(int)
    assert "few-of-a-kind" in codes(read(tmp_path, rows, metrics=["rare:proportion"]))


def test_rows_are_taken_as_units_and_that_is_said(tmp_path: Path):
    rows = shop()
    assert "rows-taken-as-units" in codes(read(tmp_path, rows))
    assert "rows-taken-as-units" not in codes(read(tmp_path, rows, unit="id"))


@pytest.mark.parametrize("seed", range(3))
def test_a_clean_experiment_has_nothing_to_watch(tmp_path: Path, seed: int):
    reading = read(tmp_path, shop(n=2000, seed=seed), unit="id", covariates=["before"], segments=["market"])
    assert reading.findings == ()
