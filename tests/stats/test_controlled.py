"""A slope with other columns held still, against textbook formulas written out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.stats.controlled import Held, Rows, influences, slope_of
from taktgeber.stats.spline import natural_spline, quantile_knots


def table(seed: int, n: int = 60, k: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(n, k))
    x = z @ rng.normal(size=k) + rng.normal(size=n)
    return z, x, 0.7 * x + z @ rng.normal(size=k) + rng.normal(size=n) * (1 + x * x)


def slope(y: np.ndarray, x: np.ndarray, z: np.ndarray, rows: Rows):
    held = Held(z, rows)
    return slope_of(held.rest(x), held.rest(y), held)


def test_slope_and_error_are_those_of_least_squares_with_residuals_of_rows_left_out():
    z, x, y = table(1)
    design = np.column_stack([np.ones(60), z, x])
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    residual = (y - design @ beta) / (1 - ((design @ inverse) * design).sum(1))
    robust = inverse @ (design * residual[:, None] ** 2).T @ design @ inverse
    found = slope(y, x, z, Rows(np.ones(60)))
    assert found.value == pytest.approx(beta[-1], rel=1e-10)
    assert found.error == pytest.approx(robust[-1, -1] ** 0.5, rel=1e-10)
    assert (found.free, found.n) == (55, 60)


@settings(max_examples=25)
@given(st.integers(0, 1000))
def test_a_row_of_weight_three_is_three_rows(seed):
    z, x, y = table(seed, 20, 2)
    weight = np.random.default_rng(seed).integers(1, 4, 20)
    once = slope(y, x, z, Rows(weight.astype(float)))
    each = slope(*(np.repeat(v, weight, axis=0) for v in (y, x, z)), Rows(np.ones(weight.sum())))
    assert (once.value, once.error, once.free) == pytest.approx((each.value, each.error, each.free), rel=1e-8)


def test_columns_that_repeat_others_or_do_not_vary_change_nothing():
    z, x, y = table(2)
    more = np.column_stack([z, z[:, 0] + z[:, 1], np.full(60, 4.0), 2 * z[:, 2] + 1])
    held = Held(more, Rows(np.ones(60)))
    assert held.kept.tolist() == [0, 1, 2]
    assert slope(y, x, more, Rows(np.ones(60))).value == pytest.approx(slope(y, x, z, Rows(np.ones(60))).value)


def test_large_offsets_and_scales_keep_the_slope():
    z, x, y = table(3)
    plain = slope(y, x, z, Rows(np.ones(60)))
    far = slope(1e9 + 1e3 * y, 1e6 + x, 1e8 + 1e4 * z, Rows(np.ones(60)))
    assert far.value == pytest.approx(1e3 * plain.value, rel=1e-6)


def test_influences_of_two_slopes_tell_the_error_of_their_difference():
    z, x, y = table(4, 4000)
    rows = Rows(np.ones(4000))
    bare, held = Held(np.empty((4000, 0)), rows), Held(z, rows)
    change = influences(bare.rest(x), bare.rest(y), bare) - influences(held.rest(x), held.rest(y), held)
    draws = []
    rng = np.random.default_rng(5)
    for _ in range(60):
        some = Rows(rng.multinomial(4000, np.full(4000, 1 / 4000)).astype(float) + 1e-9)
        draws.append(slope(y, x, np.empty((4000, 0)), some).value - slope(y, x, z, some).value)
    assert change.slope.error == pytest.approx(np.std(draws), rel=0.35)


def test_over_periods_errors_grow_with_what_persists_and_stand_on_few_cosines():
    rng = np.random.default_rng(6)
    n = 400
    x, noise = rng.normal(size=(2, n)).cumsum(axis=1) * 0.1
    y = x + noise
    alone = slope(y, x, np.empty((n, 0)), Rows(np.ones(n)))
    in_time = slope(y, x, np.empty((n, 0)), Rows(np.ones(n), np.arange(n)))
    assert in_time.error > 3 * alone.error
    assert in_time.free == 21  # 0.4 * 400 ** (2 / 3), rounded down
    few = slope(y[:19], x[:19], np.empty((19, 0)), Rows(np.ones(19), np.arange(19)))
    assert few.free == 17


def test_over_periods_a_slope_in_persistent_noise_is_held_nine_times_in_ten():
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(100):
        x, noise = np.zeros(200), np.zeros(200)
        for t in range(1, 200):
            x[t], noise[t] = 0.6 * x[t - 1] + rng.normal(), 0.6 * noise[t - 1] + rng.normal()
        found = slope(0.5 * x + noise, x, np.empty((200, 0)), Rows(np.ones(200), np.arange(200))).interval(0.9)
        held += found.low <= 0.5 <= found.high
    assert held >= 78  # of 100 at .9, fewer once in 10,000


def test_a_natural_spline_is_straight_beyond_its_outer_knots_and_meets_any_line():
    x = np.linspace(-3, 3, 301)
    knots = quantile_knots(x, 5)
    terms = natural_spline(x, knots)
    assert terms.shape == (301, 4)
    bent = np.abs(np.diff(terms, 2, axis=0)).max(axis=1)
    outside = (x[1:-1] < knots[0] - 0.05) | (x[1:-1] > knots[-1] + 0.05)
    assert bent[outside].max() < 1e-12 < bent[~outside].max()
    assert np.array_equal(terms[:, 0], x)


def test_too_lumpy_numbers_give_fewer_knots():
    assert len(quantile_knots(np.array([0.0] * 90 + [1.0] * 10), 5)) < 5
