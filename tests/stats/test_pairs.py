"""Paired weeks, their width beforehand, chances and shares: known answers and coverage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from taktgeber.stats import chance_of_success, paired_difference, share_of, width_forecast

from .coverage import simulate_pairs
from .test_ratio import believable


def test_students_sleep_data_give_students_interval():
    """Student 1908 (Cushny and Peebles' sleep data): mean difference 1.58 hours, 90 % 0.87 to 2.29."""
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    reading = paired_difference(second, first)
    assert reading.value == pytest.approx(1.58)
    assert (reading.low, reading.high) == pytest.approx((0.8670, 2.2930), abs=5e-4)


def test_the_width_is_forecast_by_the_past_and_by_how_little_it_knows():
    past = np.array([3.0, -3.0] * 200)
    forecast = width_forecast(past, 6)
    exact = 2 * t.ppf(0.95, 5) * 3 / 6**0.5
    assert forecast.low < exact < forecast.high
    assert forecast.value == pytest.approx(exact * 0.93, rel=0.01)  # the median of s is below sigma
    assert width_forecast(past[:4], 6).width > forecast.width


def test_nine_of_ten_widths_lie_in_their_forecast():
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(500):
        forecast = width_forecast(rng.normal(0, 5, 12), 6)
        width = paired_difference(rng.normal(0, 5, 6), np.zeros(6)).width
        held += forecast.low <= width <= forecast.high
    assert believable(held, 500, 0.9)
    assert held < 480


def test_nine_of_ten_pulses_hold_the_truth():
    assert believable(simulate_pairs(400, 20250310), 400, 0.9)


@pytest.mark.parametrize("call", [lambda: paired_difference([1], [2]), lambda: width_forecast([1], 6)])
def test_one_pair_has_no_variance(call):
    with pytest.raises(ValueError, match="at least two pairs"):
        call()


def test_before_any_test_every_chance_is_as_likely():
    none = chance_of_success(0, 0)
    assert (none.value, none.low, none.high) == pytest.approx((0.5, 0.05, 0.95))
    assert chance_of_success(0, 3).value == pytest.approx(1 / 5)  # Laplace's rule of succession
    with pytest.raises(ValueError, match="not negative"):
        chance_of_success(-1, 0)


def test_jeffreys_interval_as_printed():
    """Brown, Cai & DasGupta 2001, table 5: 95 % for 1 of 7 is 0.016 to 0.501."""
    share = share_of(1, 7, 0.95)
    assert (share.low, share.high) == pytest.approx((0.016, 0.501), abs=6e-4)
    assert share_of(0, 7).low == 0
    assert share_of(7, 7).high == 1
    for n in (7, 87):  # the share under which none of n is as rare as one in twenty
        assert (1 - share_of(0, n).high) ** n == pytest.approx(0.05)
        assert share_of(n, n).low == pytest.approx(1 - share_of(0, n).high)
    with pytest.raises(ValueError, match="share needs an answer"):
        share_of(0, 0)
