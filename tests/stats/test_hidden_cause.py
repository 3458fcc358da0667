"""How strong a hidden cause would have to be, against published figures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from taktgeber.stats.hidden_cause import (
    bias_of,
    e_value,
    error_with_hidden,
    partial_r2,
    robustness_value,
    strength_of_equal,
)

# Violence and attitudes to peace in Darfur: Cinelli & Hazlett 2020, table 1 (slope .0973158, error .0232565).
T, FREE, ERROR, SLOPE = 4.18445, 783, 0.0232565, 0.0973158


def test_darfur_partial_r2_and_robustness_values_as_published():
    assert partial_r2(T, FREE) == pytest.approx(0.0218731, abs=5e-8)
    assert robustness_value(T, FREE) == pytest.approx(0.1387764, abs=5e-8)
    assert robustness_value(T, FREE, 0.05) == pytest.approx(0.0762580, abs=5e-8)


def test_darfur_effect_beside_a_hidden_cause_once_as_strong_as_being_female_as_published():
    # Partial R2 .009164287 with exposure and .1246409 with outcome leave .0752203 with error .0218733.
    bias = bias_of(ERROR, FREE, 0.009164287, 0.1246409)
    assert SLOPE - bias == pytest.approx(0.0752203, abs=2e-7)
    assert error_with_hidden(ERROR, FREE, 0.009164287, 0.1246409) == pytest.approx(0.0218733, abs=2e-7)


def test_a_cause_of_the_robustness_value_brings_the_slope_to_nought():
    strength = robustness_value(T, FREE)
    assert bias_of(ERROR, FREE, strength, strength) == pytest.approx(SLOPE, rel=1e-5)


def test_robustness_is_nought_where_the_interval_holds_nought_already_and_keeps_its_digits_where_it_is_near_one():
    assert robustness_value(1.0, 100, 0.05) == 0.0
    assert robustness_value(0.0, 100) == 0.0
    assert 1 - robustness_value(1e8, 100) == pytest.approx(1e-14, rel=0.2, abs=1e-15)


def test_e_value_of_formula_feeding_and_infant_death_as_published():
    # VanderWeele & Ding 2017: risk ratio 3.9 (interval from 1.8) has E-value 7.26 (3.0).
    assert e_value(3.9) == pytest.approx(7.26, abs=0.005)
    assert e_value(1.8) == pytest.approx(3.0, abs=0.005)
    assert e_value(1 / 3.9) == pytest.approx(e_value(3.9))
    assert e_value(1.0) == 1.0


def test_a_hidden_twin_has_the_partial_r2_that_the_algebra_of_correlations_gives_it():
    # Two causes of x and y alike and unrelated: the known one's partial R2 bound that of its hidden twin.
    rng = np.random.default_rng(1)
    known, hidden, noise, rest = np.linalg.qr(rng.normal(size=(400, 4)))[0].T * 20
    x = 0.5 * known + 0.5 * hidden + noise
    y = 0.4 * known + 0.4 * hidden + rest
    with_x, with_y = partial_of(x, known, []), partial_of(y, known, [x])
    twin_x, twin_y = partial_of(x, hidden, [known]), partial_of(y, hidden, [known, x])
    bound_x, bound_y = strength_of_equal(with_x, with_y)
    assert bound_x == pytest.approx(twin_x, rel=1e-9)
    assert bound_y == pytest.approx(twin_y, rel=1e-9)


def test_two_causes_of_half_the_exposure_each_do_not_stand_beside_each_other():
    assert strength_of_equal(0.9, 0.1) == strength_of_equal(1 / 3, 0.1)
    assert strength_of_equal(0.2, 1.0) == (0.25, 1.0)
    assert math.isinf(bias_of(1.0, 100, 1.0, 0.5))


def partial_of(of: np.ndarray, by: np.ndarray, given: list[np.ndarray]) -> float:
    """Partial R2 without intercept."""
    design = np.column_stack([*given, np.zeros_like(of)])
    of, by = (v - design @ np.linalg.lstsq(design, v, rcond=None)[0] for v in (of, by))
    return float(of @ by) ** 2 / float(of @ of) / float(by @ by)
