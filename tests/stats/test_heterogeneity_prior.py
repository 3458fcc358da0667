"""The scale of the prior of tau, learnt from tests in few markets."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate, stats

from taktgeber.stats.heterogeneity_prior import half_normal_scale

from .learnt_priors import recovered, simulate_next, simulate_scale

ALIKE = ([0.1, 0.1], [0.05, 0.05])
TESTS = [([0.03, 0.05], [0.01, 0.012]), ([0.0, 0.04, 0.01], [0.01, 0.02, 0.01]), ([-0.02, 0.03], [0.015, 0.02])]


def chance_of_contrasts(test: tuple[list[float], list[float]], tau: float) -> float:
    """The restricted likelihood by its definition: the density of all differences to the first estimate."""
    y, s = map(np.asarray, test)
    contrast = np.column_stack((-np.ones(len(y) - 1), np.eye(len(y) - 1)))
    spread = contrast @ np.diag(s**2 + tau**2) @ contrast.T
    return float(stats.multivariate_normal(np.zeros(len(y) - 1), spread).pdf(contrast @ y))


def test_the_scale_is_the_median_of_its_posterior_by_quadrature():
    tau = np.concatenate((np.linspace(0, 1e-4, 50), np.geomspace(1e-4, 300, 600)[1:]))
    chances = [[chance_of_contrasts(test, float(t)) for t in tau] for test in TESTS]

    def seen(scale: float) -> float:
        law = stats.halfnorm(scale=scale).pdf(tau)
        return math.prod(float(integrate.trapezoid(np.array(chance) * law, tau)) for chance in chances)

    grid = np.exp(np.arange(math.log(1e-5), math.log(80.0), 0.05))
    weight = np.array([seen(float(scale)) for scale in grid]) * grid
    below = (np.cumsum(weight) - weight / 2) / weight.sum()
    found = half_normal_scale(TESTS)
    for share, end in ((0.05, found.low), (0.5, found.value), (0.95, found.high)):
        assert end == pytest.approx(np.interp(share, below, grid), rel=0.01)
    assert found.n == 3


def test_the_scale_is_in_the_unit_of_the_estimates():
    small, large = half_normal_scale(TESTS), half_normal_scale([([1e3 * v for v in y], [1e3 * e for e in s])
                                                                for y, s in TESTS])  # fmt: skip
    assert large.value == pytest.approx(1e3 * small.value, rel=1e-3)


def test_what_lies_further_apart_gives_a_wider_prior():
    wide = [([2 * v for v in y], s) for y, s in TESTS]
    assert half_normal_scale(wide).value > 1.5 * half_normal_scale(TESTS).value
    assert half_normal_scale([*TESTS, ALIKE, ALIKE]).value < half_normal_scale(TESTS).value


def test_two_tests_are_too_few():
    with pytest.raises(ValueError, match="at least 3 tests, got 2"):
        half_normal_scale(TESTS[:2])


@pytest.mark.parametrize("worst", [([0.1], [0.1]), ([0.1, math.nan], [0.1, 0.1]), ([0.1, 0.2], [0.1, 0.0])])
def test_a_test_that_cannot_be_read_is_refused(worst):
    with pytest.raises(ValueError, match=r"at least two|finite"):
        half_normal_scale([*TESTS, worst])


def test_estimates_far_apart_for_their_errors_give_a_finite_scale():
    far = [([0.0, 1.0], [1e-5, 1e-5]), ([0.0, 2.0], [1e-5, 1e-5]), ([0.0, 0.5], [0.9, 1e-5])]
    found = half_normal_scale(far)
    assert 0.3 < found.low < found.value < found.high < 50


@pytest.mark.parametrize(("tests", "least", "most"), [(5, 0.75, 1.7), (10, 0.75, 1.35), (30, 0.85, 1.15)])
def test_the_scale_is_recovered(tests: int, least: float, most: float):
    assert least < recovered(80, 1, tests) < most


def test_its_interval_holds_and_so_does_what_is_predicted_under_it():
    assert simulate_scale(100, 1) > 75
    assert simulate_next(60, 1) > 48
