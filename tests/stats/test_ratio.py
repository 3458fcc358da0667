"""Ratios over weeks and days: known answers, edges, and how often the truth is inside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, t

from taktgeber.stats import ratio_by_day_blocks, ratio_of_sums

from .coverage import simulate, simulate_days, simulate_few, simulate_leaning


def test_the_delta_method_by_hand():
    """y = 2, 4, 6 over x = 1, 2, 2: r = 12/5; residuals -0.4, -0.8, 1.2; sum of squares 2.24."""
    reading = ratio_of_sums([2, 4, 6], [1, 2, 2])
    error = (3 / 2 * 2.24) ** 0.5 / 5
    assert reading.value == pytest.approx(2.4)
    assert reading.high - reading.value == pytest.approx(t.ppf(0.95, 2) * error)
    assert reading.n == 3


def test_over_few_equal_weights_it_is_students_interval_of_the_mean():
    """With as many waves as there are degrees of freedom the cosines are a whole basis: nothing is lost."""
    y = np.array([3.0, 5.0, 4.0, 9.0, 7.0])
    reading = ratio_of_sums(y, np.ones(5))
    half = t.ppf(0.95, 4) * y.std(ddof=1) / 5**0.5
    assert (reading.low, reading.high) == pytest.approx((y.mean() - half, y.mean() + half))


def test_a_constant_ratio_has_no_width():
    for reading in (ratio_of_sums([2, 4, 6], [1, 2, 3]), ratio_by_day_blocks([2.0] * 14, [1.0] * 14)):
        assert reading.width == pytest.approx(0, abs=1e-12)
        assert reading.value == 2


def test_what_is_never_negative_has_no_negative_end():
    assert ratio_of_sums([0, 0, 90], [1, 1, 1]).low == 0
    assert ratio_of_sums([0, -1, 90], [1, 1, 1]).low < 0


@pytest.mark.parametrize("read", [ratio_of_sums, ratio_by_day_blocks])
@pytest.mark.parametrize(
    ("over", "under", "says"),
    [
        ([1.0], [1.0], "at least two"),
        ([1.0] * 20, [0.0] * 20, "nothing to divide by"),
        ([1.0] * 20, [1.0] * 19, "equal length"),
    ],
)
def test_what_cannot_be_read_is_refused(read, over, under, says):
    with pytest.raises(ValueError, match=says):
        read(over, under)


def test_a_bootstrap_of_less_than_two_weeks_is_refused():
    with pytest.raises(ValueError, match="two blocks of 7 days, got 13"):
        ratio_by_day_blocks(np.ones(13), np.ones(13))


def test_the_bootstrap_says_the_same_every_time():
    rng = np.random.default_rng(3)
    y, x = rng.random(21), rng.random(21) + 1
    assert ratio_by_day_blocks(y, x) == ratio_by_day_blocks(y, x)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=2, max_size=30),
    st.floats(1e-3, 1e3),
)
def test_units_change_the_interval_as_they_change_the_value(rows, factor):
    y, x = (np.array(column, float) for column in zip(*rows, strict=True))
    one, other = ratio_of_sums(y, x), ratio_of_sums(factor * y, x)
    expected = (factor * one.low, factor * one.value, factor * one.high)
    assert (other.low, other.value, other.high) == pytest.approx(expected, rel=1e-6, abs=1e-9)
    assert one.low <= one.value <= one.high


@given(st.integers(14, 60))
def test_whole_weeks_of_one_rhythm_are_no_noise_to_the_bootstrap(days):
    days -= days % 7
    rhythm = np.tile([5.0, 4, 3, 3, 2, 1, 1], days // 7)
    assert ratio_by_day_blocks(rhythm, np.ones(days)).width == pytest.approx(0, abs=1e-9)


def believable(held: int, runs: int, share: float) -> bool:
    """A right method fails this once in 10,000 slices."""
    return bool(binom.cdf(held, runs, share) >= 1e-4)


def test_nine_of_ten_intervals_over_weeks_hold_the_truth():
    assert believable(simulate(400, 20250310), 400, 0.9)


def test_intervals_over_days_hold_the_truth_at_least_as_often():
    for days in (14, 28, 41):
        assert believable(simulate_days(200, 20250310, days), 200, 0.9)


def test_nine_of_ten_intervals_of_eight_customers_hold_the_truth():
    assert believable(simulate_few(400, 20250310), 400, 0.9)


def test_a_slow_wave_widens_and_a_quick_one_does_not():
    """Twelve weeks of the same residuals, once as one long swing, once in turn: the swing may go on."""
    slow = ratio_of_sums([2.0] * 6 + [4.0] * 6, np.ones(12))
    quick = ratio_of_sums([2.0, 4.0] * 6, np.ones(12))
    assert slow.value == quick.value == 3
    assert slow.width > 3 * quick.width


def test_weeks_that_lean_on_each_other_hold_it_less_often_and_the_docs_say_so():
    held = simulate_leaning(400, 20250310)
    assert 0.75 < held / 400 < 0.89
