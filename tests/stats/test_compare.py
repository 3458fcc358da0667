"""Two arms: known answers, held against SciPy; baselines below and at nought; margins; chances."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate
from scipy import stats as peer

from taktgeber.stats.adjusted import Level, Measured, level
from taktgeber.stats.arm_means import unweighed
from taktgeber.stats.compare import margin_held, posterior, two_proportions, welch, wilson

from .sums import moments_of


def arm(values) -> Level:
    return level(unweighed(moments_of(float(np.mean(values)), y=values)), Measured("y"))


def share(yes: int, n: int) -> Level:
    return arm(np.repeat([1.0, 0.0], [yes, n - yes]))


@given(st.lists(st.floats(-100, 100), min_size=3, max_size=30), st.lists(st.floats(-100, 100), min_size=3, max_size=30))
def test_welch_is_that_of_scipy(x, y):
    if min(np.var(x), np.var(y)) < 1e-6:
        return
    there = peer.ttest_ind(x, y, equal_var=False)
    here = welch(arm(x), arm(y))
    assert here.p == pytest.approx(there.pvalue, rel=1e-8)
    ends = there.confidence_interval(0.95)
    assert (here.difference.low, here.difference.high) == pytest.approx((ends.low, ends.high), rel=1e-8, abs=1e-8)


def test_arms_that_do_not_vary_cannot_be_compared():
    for compare in (welch, two_proportions):
        with pytest.raises(ValueError, match="nothing varies"):
            compare(share(5, 5), share(5, 5))


def test_a_lift_is_the_delta_method_by_hand():
    """t/c - 1 with variance (v_t + (t/c)^2 v_c) / c^2."""
    treated, control = Level(12.0, 0.04, math.inf, 900), Level(10.0, 0.09, math.inf, 900)
    lift = welch(treated, control).lift
    half = 1.959963984540054 * math.sqrt((0.04 + 1.44 * 0.09) / 100)
    assert (lift.value, lift.low, lift.high) == pytest.approx((0.2, 0.2 - half, 0.2 + half), rel=1e-9)


def test_above_a_level_below_nought_a_rise_is_a_rise():
    up = welch(Level(-8.0, 0.04, math.inf, 900), Level(-10.0, 0.04, math.inf, 900))
    assert up.difference.value == 2
    assert up.lift.value == pytest.approx(0.2)


def test_over_a_level_that_may_be_nought_there_is_no_lift():
    for control in (Level(0.0, 0.04, math.inf, 900), Level(0.3, 0.04, math.inf, 900)):
        assert welch(Level(1.0, 0.04, math.inf, 900), control).lift is None


def test_shares_are_those_of_the_chi_square_test():
    """Cookie Cats, retention after seven days (n of the arms as in the file): z -3.16, p .0016."""
    seen = two_proportions(share(8279, 45489), share(8502, 44700))
    table = [[8279, 45489 - 8279], [8502, 44700 - 8502]]
    assert seen.p == pytest.approx(peer.chi2_contingency(table, correction=False).pvalue, rel=1e-9)
    assert seen.p == pytest.approx(0.0016, abs=5e-5)


def test_newcombes_interval_as_printed():
    """Newcombe 1998 (Stat. Med. 17, table II), method 10: 56/70 - 48/80 gives 0.0524 to 0.3339; 10/10 - 0/10 gives
    0.6075 to 1."""
    seen = two_proportions(share(56, 70), share(48, 80)).difference
    assert (seen.low, seen.high) == pytest.approx((0.0524, 0.3339), abs=6e-5)
    seen = two_proportions(share(10, 10), share(0, 10)).difference
    assert (seen.low, seen.high) == pytest.approx((0.6075, 1.0), abs=6e-5)


def test_wilsons_interval_as_printed():
    """Newcombe 1998 (Stat. Med. 17(8), 857, table I), method 3: 81 of 263 gives 0.2553 to 0.3662."""
    assert wilson(81 / 263, 263, 1.959964) == pytest.approx((0.2553, 0.3662), abs=6e-5)
    assert wilson(0.0, 20, 1.959964)[0] == 0


@pytest.mark.parametrize(("treated", "held"), [(9.95, True), (9.5, False), (9.8, None)])
def test_a_margin_is_held_broken_or_cannot_be_told(treated, held):
    found = margin_held(Level(treated, 0.001, math.inf, 900), Level(10.0, 0.001, math.inf, 900), -0.02, relative=True)
    assert found.held is held
    assert (found.p < 0.025) is (held is True)


def test_a_margin_above_nought_is_of_what_must_not_rise():
    held = margin_held(Level(10.05, 0.001, math.inf, 900), Level(10.0, 0.001, math.inf, 900), 0.5, relative=False)
    assert held.held is True
    assert held.room.value == pytest.approx(0.45)
    broken = margin_held(Level(11.05, 0.001, math.inf, 900), Level(10.0, 0.001, math.inf, 900), 0.02, relative=True)
    assert broken.held is False


def test_a_margin_below_a_level_below_nought_is_of_its_size():
    """A profit of -10 may fall to -10.2."""
    control = Level(-10.0, 0.0001, math.inf, 900)
    assert margin_held(Level(-10.1, 0.0001, math.inf, 900), control, -0.02, relative=True).held is True
    assert margin_held(Level(-10.5, 0.0001, math.inf, 900), control, -0.02, relative=True).held is False


def test_no_margin_is_no_margin():
    with pytest.raises(ValueError, match="margin of nought"):
        margin_held(share(5, 9), share(6, 9), 0.0, relative=True)


@given(st.floats(-5, 5), st.floats(0.1, 3), st.floats(0.1, 50))
def test_chance_and_loss_are_those_of_the_normal_law(by, error, prior):
    seen = welch(Level(by, error**2, math.inf, 900), Level(0.0, 0.0, math.inf, 900))
    found = posterior(seen, prior)
    law = peer.norm(found.mean, found.sd)
    assert found.better == pytest.approx(law.sf(0), abs=1e-12)
    grid = np.linspace(found.mean - 12 * found.sd, found.mean + 12 * found.sd, 20001)
    assert found.loss == pytest.approx(integrate.trapezoid(np.maximum(-grid, 0) * law.pdf(grid), grid), abs=1e-6)
    assert found.forgone - found.loss == pytest.approx(found.mean, abs=1e-12)
    less = posterior(seen, prior, less_is_better=True)
    assert (less.better, less.loss) == pytest.approx((1 - found.better, found.forgone), abs=1e-12)


def test_a_prior_has_a_width():
    with pytest.raises(ValueError, match="prior has a width"):
        posterior(welch(share(3, 9), share(2, 9)), 0.0)
