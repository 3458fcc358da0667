"""Forecast errors held against plain least squares, and what their law is said to be."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats as peer

from taktgeber.stats.one_step import Family, normal_of_student, one_step

ONE = Family(np.array([0.0]), np.array([[0.0, 1e4]]), np.array([1.0]))


def design(steps: int) -> np.ndarray:
    return np.stack([np.ones(steps), np.sin(np.arange(steps) / 5)], axis=1)


def test_one_model_gives_the_recursive_residuals_of_least_squares() -> None:
    """Brown, Durbin & Evans 1975, eq. 2: here by a fresh least squares fit before every value."""
    rng = np.random.default_rng(5)
    x = design(60)
    y = x @ [0.4, 2.0] + rng.normal(size=60)
    found = one_step(y[None], x, ONE, widest=np.inf)
    for step in (20, 35, 59):
        before, inverse = x[:step], np.linalg.inv(x[:step].T @ x[:step])
        fit = inverse @ before.T @ y[:step]
        assert found.habit[0, step] == pytest.approx(fit, abs=1e-4)
        square = ((y[:step] - before @ fit) ** 2).sum() + 1  # the prior is worth one value of one noise
        error = (y[step] - x[step] @ fit) / np.sqrt((1 + x[step] @ inverse @ x[step]) * square / (step + 1))
        exact = peer.norm.ppf(peer.t.cdf(error, step + 1))
        assert found.z[0, step] == pytest.approx(exact, abs=2e-3)


@pytest.mark.parametrize("free", [10.0, 25.0, 200.0])
def test_the_normal_value_has_the_tail_of_the_student_value(free: float) -> None:
    t = np.array([-6.0, -2.0, -0.3, 0.0, 0.5, 1.5, 4.0])
    exact = peer.norm.ppf(peer.t.cdf(t, free))
    assert normal_of_student(t, np.full(7, free)) == pytest.approx(exact, abs=2e-3)


@pytest.mark.parametrize("lean", [0.0, 0.3, 0.6, 0.9])
def test_errors_are_standard_and_free_of_leaning(lean: float) -> None:
    rng = np.random.default_rng(round(10 * lean))
    y = rng.normal(size=(400, 150))
    for step in range(1, 150):
        y[:, step] = lean * y[:, step - 1] + np.sqrt(1 - lean**2) * y[:, step]
    leaning = np.array([0.0, 0.3, 0.6, 0.9])
    family = Family(leaning, np.tile([0.0, 1.0], (4, 1)), np.full(4, 0.25))
    found = one_step(y, design(150), family)
    z = found.z[:, 60:]
    assert z.std() == pytest.approx(1, abs=0.03)
    assert abs(z.mean()) < 0.03
    assert abs((z[:, 1:] * z[:, :-1]).mean()) < 0.05
    assert found.leaning[:, -1].mean() == pytest.approx(lean, abs=0.1)


def test_missing_values_are_passed_over_and_spikes_hardly_taught() -> None:
    rng = np.random.default_rng(8)
    y = rng.normal(size=(1, 90))
    gappy, spiked = y.copy(), y.copy()
    gappy[0, [30, 31, 50]] = np.nan
    spiked[0, 40] = 1e9
    plain, gaps, spike = (one_step(each, design(90), ONE) for each in (y, gappy, spiked))
    assert np.all(gaps.z[0, [30, 31, 50]] == 0)
    assert np.all(np.isfinite(gaps.z))
    assert np.abs(plain.z[0, 60:] - gaps.z[0, 60:]).max() < 0.5
    assert spike.z[0, 40] > 4
    assert np.abs(plain.z[0, 60:] - spike.z[0, 60:]).max() < 0.6


def test_a_level_that_begins_anew_is_learned_from_what_follows() -> None:
    rng = np.random.default_rng(9)
    y = rng.normal(size=(1, 120))
    y[0, 60:] += 50
    begins = np.zeros(y.shape, bool)
    begins[0, 60] = True
    told = one_step(y, design(120), ONE, new_level=begins)
    assert np.abs(told.z[0, 61:]).max() < 4
    assert told.habit[0, -1, 0] == pytest.approx(50, abs=0.6)
