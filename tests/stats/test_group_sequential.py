"""Boundaries of several looks: as other programs print them, and what they promise."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.stats import group_sequential, walk
from taktgeber.stats.futility import with_futility
from taktgeber.stats.group_sequential import (
    boundaries,
    drift_for,
    fixed_drift,
    inflation,
    nominal_level,
    stopping,
    stopping_at,
)
from taktgeber.stats.spending import Spending

KNOWN = json.loads((Path(__file__).parent / "fixtures" / "group_sequential.json").read_text("utf-8"))
DAYS = tuple((day + 1) / 28 for day in range(28))
FRACTIONS = st.lists(st.integers(1, 200), min_size=1, max_size=8, unique=True).map(
    lambda days: tuple(sorted(d / max(days) for d in days))
)


@pytest.mark.parametrize("known", KNOWN["boundaries"], ids=lambda known: f"{known['family']}-{known['upper'][0]}")
def test_boundaries_are_those_that_others_print(known):
    made = boundaries(known["fractions"], known["error"], Spending(known["family"], known["rho"]), known["sides"])
    for ours, theirs in zip(made.upper, known["upper"], strict=True):
        assert theirs is None or ours == pytest.approx(theirs, abs=known["digits"])


def test_power_size_and_savings_are_those_of_rpact():
    known = KNOWN["characteristics"]
    made = boundaries(known["fractions"], known["error"], Spending(known["family"], known["rho"]), known["sides"])
    drift = drift_for(made, known["power"])
    assert drift**2 == pytest.approx(known["shift"], abs=5e-7)
    assert inflation(made, known["power"]) == pytest.approx(known["inflation"], abs=5e-8)
    at, half, none = stopping_at((drift, drift / 2, 0.0), made)
    assert at.up == pytest.approx(known["stops"], abs=5e-8)
    sizes = [s.expected_fraction * known["inflation"] for s in (at, half, none)]
    assert sizes == pytest.approx(known["sizes"], abs=1e-7)


@pytest.mark.parametrize("known", KNOWN["futility"], ids=lambda known: known["family"])
def test_giving_up_is_spent_as_rpact_spends_it(known):
    made = boundaries(known["fractions"], known["error"], Spending(known["family"], known["rho"]), 1)
    with_lower, drift = with_futility(made, known["power"], Spending("power", known["rho_futility"]))
    assert with_lower.upper == made.upper
    assert with_lower.lower[:-1] == pytest.approx(known["lower"], abs=5e-8)
    reached = stopping(with_lower, drift).up
    assert [math.fsum(reached[: k + 1]) for k in range(3)] == pytest.approx(known["cumulative"], abs=5e-8)
    if known["shift"]:
        assert drift**2 == pytest.approx(known["shift"], abs=5e-7)
        fixed = (drift / fixed_drift(known["error"], known["power"], 1)) ** 2
        sizes = [stopping(with_lower, d).expected_fraction * fixed for d in (drift, drift / 2, 0.0)]
        assert sizes == pytest.approx(known["sizes"], abs=5e-8)


@settings(max_examples=30)
@given(FRACTIONS, st.sampled_from(("obrien-fleming", "pocock", "power")), st.sampled_from((0.01, 0.05, 0.1)))
def test_the_error_is_what_was_promised(fractions, family, error):
    made = boundaries(fractions, error, Spending(family))
    none = stopping(made, 0.0)
    assert math.fsum((*none.up, *none.down)) == pytest.approx(error, abs=1e-9)
    assert [math.fsum(none.up[: k + 1]) for k in range(len(fractions))] == pytest.approx(made.spent, abs=1e-10)


@settings(max_examples=30)
@given(FRACTIONS, st.floats(0.3, 0.95))
def test_more_looks_need_more_units_and_their_power_is_met(fractions, power):
    made = boundaries(fractions, 0.05)
    assert inflation(made, power) >= 1 - 1e-9
    assert stopping(made, drift_for(made, power)).power == pytest.approx(power, abs=1e-9)


@settings(max_examples=12)
@given(FRACTIONS.filter(lambda f: len(f) > 1), st.sampled_from((1, 2)))
def test_giving_up_costs_size_and_keeps_power(fractions, sides):
    made = boundaries(fractions, 0.05, sides=sides)
    with_lower, drift = with_futility(made, 0.8)
    assert drift >= drift_for(made, 0.8) - 1e-9
    assert stopping(with_lower, drift).power == pytest.approx(0.8, abs=1e-9)
    assert all(
        low >= before for low, before in zip(with_lower.lower, made.lower, strict=True) if not math.isinf(before)
    )


def test_one_look_is_the_plain_test():
    made = boundaries((1.0,), 0.05)
    assert made.upper[0] == pytest.approx(1.959963985)
    assert inflation(made, 0.8) == pytest.approx(1)
    assert nominal_level(made.upper[0]) == pytest.approx(0.05)


def test_twice_the_points_change_no_boundary(monkeypatch):
    few = boundaries(DAYS, 0.05).upper
    once = walk._gauss_legendre
    monkeypatch.setattr(walk, "_gauss_legendre", lambda low, high, widest: once(low, high, widest / 2))
    many = group_sequential.boundaries(DAYS, 0.05).upper
    assert few == pytest.approx(many, abs=2e-9)


def test_looks_may_come_close_together():
    made = boundaries((0.5, 0.5001, 1.0), 0.05)
    none = stopping(made, 0.0)
    assert math.fsum((*none.up, *none.down)) == pytest.approx(0.05, abs=1e-8)


def test_looks_too_close_to_be_told_apart_are_named():
    with pytest.raises(ValueError, match="too close"):
        boundaries((0.5, 0.500001, 1.0), 0.05)


def test_a_first_look_without_any_error_to_spend_has_no_boundary():
    assert boundaries(DAYS, 0.05).upper[0] == math.inf


@pytest.mark.parametrize(
    ("fractions", "error", "says"),
    [
        ((), 0.05, "above 0"),
        ((0.0, 1.0), 0.05, "above 0"),
        ((0.5, 0.5), 0.05, "grows"),
        ((float("nan"),), 0.05, "above 0"),
        ((1.0,), 0.0, "error lies"),
        ((1.0,), 1.0, "error lies"),
    ],
)
def test_nonsense_is_named(fractions, error, says):
    with pytest.raises(ValueError, match=says):
        boundaries(fractions, error)


def test_power_beyond_its_range_is_named():
    with pytest.raises(ValueError, match="power lies"):
        drift_for(boundaries((1.0,), 0.05), 1.0)
    with pytest.raises(ValueError, match="power lies"):
        with_futility(boundaries((0.5, 1.0), 0.05), 0.01)
    with pytest.raises(ValueError, match="rho"):
        Spending("power", 0.0)
