"""Sizes and power: as G*Power, R and the textbooks print them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from taktgeber.stats.decision_value import Belief
from taktgeber.stats.power import (
    Comparison,
    detectable_effect,
    noncentral_student_above,
    power_of,
    units_for,
)

from . import planned

EVEN = Comparison(1.0, 1.0)


def test_the_example_of_gpower():
    """Erdfelder, Faul & Buchner: G*Power reference manual, t test of means: d = .5, two tails, power .9032 at 172."""
    assert math.ceil(units_for(EVEN, 0.5, 0.9, 0.05) / 2) * 2 == 172
    assert power_of(EVEN, 0.5, 172, 0.05) == pytest.approx(0.9032, abs=5e-5)


def test_the_sizes_that_r_prints():
    """R 4, power.t.test: power .9 at delta 1 needs 22.02110, one-sided 17.84713 a group; 20 a group have .8689528."""
    assert units_for(EVEN, 1.0, 0.9, 0.05) / 2 == pytest.approx(22.02110, abs=2e-5)
    assert units_for(EVEN, 1.0, 0.9, 0.05, 1) / 2 == pytest.approx(17.84713, abs=2e-5)
    assert power_of(EVEN, 1.0, 40, 0.05) == pytest.approx(0.8689528, abs=5e-8)


def test_the_size_that_statsmodels_prints():
    """statsmodels, TTestIndPower().solve_power(.5, power=.8, alpha=.05): 63.76561; it counts the wrong side too."""
    assert units_for(EVEN, 0.5, 0.8, 0.05) / 2 == pytest.approx(63.76561, abs=3e-4)


def test_the_examples_of_chow_shao_and_wang():
    """Sample Size Calculations in Clinical Research, 2nd ed. 2008: shares .65 and .85 (p. 89) need 70 a group, a mean
    with sd .1 not worse by .05, one-sided .05 (section 3.2), 50: both by the normal law."""
    shares = Comparison(0.65 * 0.35, 0.85 * 0.15, student=False)
    assert math.ceil(units_for(shares, 0.2, 0.8, 0.05) / 2) == 70
    assert math.ceil(units_for(Comparison(0.01, 0.01, student=False), 0.05, 0.8, 0.05, 1) / 2) == 50


@pytest.mark.parametrize("free", [1.5, 2, 3, 10, 38, 200, 2.9e3, 3.1e3, 9e4])
@pytest.mark.parametrize("shift", [0.0, 0.5, 2.8, 10.0])
def test_the_noncentral_law_is_that_of_scipy(free, shift):
    t = stats.t.ppf(0.975, free)
    assert noncentral_student_above(t, free, shift) == pytest.approx(stats.nct.sf(t, free, shift), abs=2e-6)


@given(st.floats(0.05, 0.95), st.floats(0.1, 10), st.floats(0.1, 10), st.floats(0.02, 3), st.floats(0.2, 0.95))
def test_size_power_and_effect_undo_each_other(share, control, treated, effect, power):
    comparison = Comparison(control, treated, share, 1 - share)
    units = units_for(comparison, effect, power, 0.05)
    reached = power_of(comparison, effect, units, 0.05)
    assert reached >= power - 1e-9
    least = 2 / min(share, 1 - share)
    if units > least:
        assert reached == pytest.approx(power, abs=1e-9)
        assert detectable_effect(comparison, units, power, 0.05) == pytest.approx(effect, rel=1e-6)


def test_a_covariate_leaves_its_share_of_the_units():
    plain, adjusted = (units_for(Comparison(v, v), 0.01, 0.8, 0.05) for v in (1.0, 1 - 0.4))
    assert adjusted / plain == pytest.approx(0.6, rel=1e-6)


def test_nonsense_is_named():
    for wrong in ((-1.0, 1.0), (0.0, 0.0), (math.inf, 1.0)):
        with pytest.raises(ValueError, match="variances"):
            Comparison(*wrong)
    with pytest.raises(ValueError, match="shares"):
        Comparison(1.0, 1.0, 0.7, 0.7)
    with pytest.raises(ValueError, match="effect of zero"):
        units_for(EVEN, 0.0, 0.8, 0.05)
    with pytest.raises(ValueError, match="power lies"):
        units_for(EVEN, 0.1, 1.0, 0.05)
    with pytest.raises(ValueError, match="two units an arm"):
        power_of(EVEN, 0.1, 2, 0.05)
    with pytest.raises(ValueError, match="error lies"):
        power_of(EVEN, 0.1, 100, 1.0)


@given(st.floats(-2, 2), st.floats(0.1, 2), st.floats(-2, 2), st.floats(0.01, 5))
def test_a_better_test_changes_more_and_gains_more(mean, sd, threshold, error):
    belief = Belief(mean, sd, threshold)
    assert 0 <= belief.chance_to_flip(error) <= belief.chance_to_flip(error / 2) <= belief.chance_to_flip(0) <= 0.5
    assert -1e-12 <= belief.gain(error) <= belief.gain(error / 2) + 1e-12


def test_what_a_decision_gains_is_what_scipy_integrates():
    """Expected value of sample information of a normal mean: Raiffa & Schlaifer 1961, section 5.5."""
    belief, error = Belief(0.3, 1.0, 0.5), 0.7
    moved = stats.norm(0.3, belief.movement(error))
    expected = moved.expect(lambda m: max(m - 0.5, 0.0), lb=0.5, ub=12)
    assert belief.gain(error) == pytest.approx(expected, rel=1e-6)
    assert belief.chance_to_flip(error) == pytest.approx(moved.sf(0.5))
    assert belief.gain(belief.decisive_error()) == pytest.approx(0.9 * belief.gain(0))


def test_a_foregone_decision_is_named():
    with pytest.raises(ValueError, match="would change"):
        Belief(1.0, 0.01).decisive_error()
    assert Belief(1.0, 0.01).chance_to_flip(0.0) == 0.0
    assert Belief(0.0, 1.0).chance_to_show(1.959964, 0.5) == pytest.approx(
        2 * stats.norm.sf(1.959964 * 0.5 / math.hypot(1, 0.5))
    )


@pytest.mark.parametrize("simulate", [planned.simulate_mean, planned.simulate_share, planned.simulate_covariate])
def test_experiments_of_the_planned_size_show_what_is_there(simulate):
    runs = 3000
    assert abs(simulate(runs, 5) / runs - 0.8) < 3.9 * (0.8 * 0.2 / runs) ** 0.5 + 0.005
