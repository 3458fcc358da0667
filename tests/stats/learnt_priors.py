"""Is the scale of a prior recovered from tests in few markets, and does the next test's prediction hold under it?

Each test runs in two to five markets; its standard deviation between markets is half-normal with the true scale, and
standard errors lie around `error` times that scale.
"""

from __future__ import annotations

import numpy as np

from taktgeber.stats.heterogeneity_prior import half_normal_scale
from taktgeber.stats.new_market import new_market_law_under_prior

SCALE = 0.02
MEAN = 0.01


def one_test(rng: np.random.Generator, error: float, markets: int | None = None) -> tuple[list[float], list[float]]:
    """Estimates of its markets and of one more without its standard error, the last being the truth there; errors."""
    k = markets or int(rng.integers(2, 6))
    tau = SCALE * abs(rng.normal())
    errors = error * SCALE * np.exp(rng.uniform(-0.5, 0.5, k))
    true = MEAN + tau * rng.normal(size=k + 1)
    return [*(true[:k] + errors * rng.normal(size=k)).tolist(), float(true[k])], errors.tolist()


def learnt(rng: np.random.Generator, tests: int, error: float) -> list[tuple[list[float], list[float]]]:
    return [(estimates[:-1], errors) for estimates, errors in (one_test(rng, error) for _ in range(tests))]


def simulate_scale(runs: int, seed: int, tests: int = 10, error: float = 1.0) -> int:
    """Runs in which the 90 % interval of the scale held it."""
    rng = np.random.default_rng([seed, tests, round(100 * error)])
    held = 0
    for _ in range(runs):
        found = half_normal_scale(learnt(rng, tests, error))
        held += found.low <= SCALE <= found.high
    return int(held)


def simulate_next(runs: int, seed: int, tests: int = 10, error: float = 1.0) -> int:
    """Runs in which the 95 % prediction from two markets, under the scale learnt from `tests` others, held a third."""
    rng = np.random.default_rng([seed, tests, round(100 * error), 2])
    held = 0
    for _ in range(runs):
        scale = half_normal_scale(learnt(rng, tests, error)).value
        estimates, errors = one_test(rng, error, markets=2)
        law = new_market_law_under_prior(estimates[:-1], errors, scale)
        held += 0.025 <= law.below(estimates[-1]) <= 0.975
    return int(held)


def recovered(runs: int, seed: int, tests: int, error: float = 1.0) -> float:
    """The median of the scales found, over the true one."""
    rng = np.random.default_rng([seed, tests, round(100 * error), 3])
    return float(np.median([half_normal_scale(learnt(rng, tests, error)).value for _ in range(runs)])) / SCALE
