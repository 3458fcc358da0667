"""Estimates after early stopping: the book's example, and what the order promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.group_sequential import boundaries
from taktgeber.stats.stopped_estimate import after_stopping

from . import peeking

KNOWN = json.loads((Path(__file__).parent / "fixtures" / "group_sequential.json").read_text("utf-8"))["stopped"]


@pytest.mark.parametrize("design", ["obrien_fleming", "pocock"])
def test_the_example_of_the_book(design):
    known, n = KNOWN[design], KNOWN["fractions"]
    upper = known["upper"]
    error = n[-1] ** -0.5
    made = after_stopping(n, [-u for u in upper], upper, KNOWN["z"] * error, error, sides=1)
    assert made.p == pytest.approx(known["p"], abs=5e-9)
    assert made.estimate == pytest.approx(known["estimate"], abs=5e-4)
    assert (made.low, made.high) == pytest.approx(known["interval"], abs=6e-4)


def test_one_look_needs_no_correction():
    made = after_stopping((1.0,), (-2.0,), (2.0,), 3.0, 1.5)
    assert (made.estimate, made.low, made.high) == pytest.approx((3.0, 3 - 1.959964 * 1.5, 3 + 1.959964 * 1.5))
    assert (made.naive, made.naive_low, made.naive_high) == pytest.approx((made.estimate, made.low, made.high))


@given(st.floats(-6, 6), st.integers(1, 4))
def test_the_interval_agrees_with_the_decision_and_mirrors(z, look):
    bounds = boundaries((0.25, 0.5, 0.75, 1.0), 0.05)
    f, low, high = bounds.fractions[:look], bounds.lower[:look], bounds.upper[:look]
    made = after_stopping(f, low, high, z, 1.0)
    mirrored = after_stopping(f, low, high, -z, 1.0)
    assert (made.estimate, made.low, made.high) == pytest.approx(
        (-mirrored.estimate, -mirrored.high, -mirrored.low), abs=1e-7
    )
    assert made.low < made.estimate < made.high
    if z >= high[-1] + 1e-6:
        assert made.low > 0
        assert made.p < 0.05
        assert made.estimate <= made.naive + 1e-9
    elif look == 4 and z < high[-1] - 1e-6:
        assert made.low < 0
        assert made.p > 0.05 or z < 0


def test_a_very_strong_effect_is_read_too():
    bounds = boundaries(tuple((k + 1) / 28 for k in range(28)), 0.05)
    made = after_stopping(bounds.fractions[:2], bounds.lower[:2], bounds.upper[:2], 25.0, 1.0)
    assert (made.estimate, made.low, made.high) == pytest.approx((25.0, made.naive_low, made.naive_high))
    later = after_stopping(bounds.fractions[:3], bounds.lower[:3], bounds.upper[:3], 8.0, 1.0)
    assert 5.5 < later.low < later.estimate < 8 < later.high < 10


def test_small_p_values_keep_their_digits_on_both_sides():
    bounds = boundaries((0.5, 1.0), 0.05)
    up, down = (after_stopping(bounds.fractions, bounds.lower, bounds.upper, z, 1.0).p for z in (2.9, -2.9))
    assert up == pytest.approx(down, rel=1e-12)
    first = after_stopping((0.5,), bounds.lower[:1], bounds.upper[:1], -10.0, 1.0)
    assert first.p == pytest.approx(1.5239706e-23, rel=1e-6)


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        ({"naive": 1.0, "error": 0.0}, "above 0"),
        ({"naive": float("nan"), "error": 1.0}, "finite"),
        ({"naive": 1.0, "error": 1.0, "level": 1.0}, "level"),
    ],
)
def test_nonsense_is_named(given_, says):
    with pytest.raises(ValueError, match=says):
        after_stopping((1.0,), (-2.0,), (2.0,), **given_)
    with pytest.raises(ValueError, match="every look"):
        after_stopping((0.5, 1.0), (-2.0,), (2.0,), 1.0, 1.0)


@pytest.mark.parametrize(
    ("simulate", "share", "runs"),
    [
        (peeking.simulate_no_effect, 0.95, 2000),
        (peeking.simulate_effect, 0.77, 2000),
        (peeking.simulate_interval, 0.95, 400),
        (peeking.simulate_estimate, 0.50, 400),
    ],
)
def test_a_slice_of_peeking_keeps_its_promise(simulate, share, runs):
    held = simulate(runs, 11)
    assert abs(held / runs - share) < 3.9 * (share * (1 - share) / runs) ** 0.5 + 0.008
