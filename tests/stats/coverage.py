"""How often intervals hold the truth: simulated weeks, days and pairs with a truth that is known.

Each function gives the number of runs in which the 90 % interval held the truth. `lean` is the
correlation of a week with the week before: the closed form treats weeks as exchangeable, so it is measured
for how much it promises too much where they lean on each other.
"""

from __future__ import annotations

import numpy as np

from taktgeber.stats import paired_difference, ratio_by_day_blocks, ratio_of_sums

TRUTH = 12.0  # pounds a conversion


def simulate(runs: int, seed: int, weeks: int = 13, lean: float = 0.0) -> int:
    """Ratio of spend over conversions by week: conversions are counted, spend is noisy and moves with them."""
    rng = np.random.default_rng([seed, weeks, round(1000 * lean)])
    held = 0
    for _ in range(runs):
        size = np.exp(0.25 * _leaning(rng, weeks, lean))
        under = rng.poisson(60 * size)
        over = TRUTH * 60 * size * np.exp(0.2 * _leaning(rng, weeks, lean) - 0.02)
        reading = ratio_of_sums(over, under)
        held += reading.low <= TRUTH <= reading.high
    return int(held)


def simulate_leaning(runs: int, seed: int) -> int:
    """The same where every week leans on the one before by half."""
    return simulate(runs, seed, lean=0.5)


def simulate_few(runs: int, seed: int, customers: int = 8) -> int:
    """Spend over very few new customers in thirteen weeks, as in a small market."""
    rng = np.random.default_rng([seed, customers])
    held = done = 0
    while done < runs:
        under = rng.poisson(customers / 13, 13)
        over = 100 * np.exp(0.1 * rng.normal(size=13) - 0.005)
        if under.sum():  # else there is no CAC to tell
            done += 1
            reading = ratio_of_sums(over, under)
            held += reading.low <= 1300 / customers <= reading.high
    return int(held)


def simulate_days(runs: int, seed: int, days: int = 28) -> int:
    """Two to five weeks of days with the rhythm of the week; the truth is the ratio of the weekly means."""
    rng = np.random.default_rng([seed, days])
    rhythm = np.array([1.1, 1.1, 1.1, 1.05, 1.0, 0.75, 0.9])[np.arange(days) % 7]
    held = 0
    for _ in range(runs):
        size = rhythm * np.exp(0.2 * _leaning(rng, days, 0.3))
        under = rng.poisson(12 * size)
        over = TRUTH * 12 * size * np.exp(0.3 * _leaning(rng, days, 0.3) - 0.045)
        reading = ratio_by_day_blocks(over, under, draws=400)
        held += reading.low <= TRUTH <= reading.high
    return int(held)


def simulate_pairs(runs: int, seed: int, pairs: int = 6) -> int:
    """New customers by week under a pulse: a level that wanders, a trend, and an effect of twelve a week."""
    rng = np.random.default_rng([seed, pairs])
    held = 0
    for _ in range(runs):
        level = 40 * np.exp(0.2 * _leaning(rng, 2 * pairs, 0.5)) + 0.8 * np.arange(2 * pairs)
        first = rng.permutation(pairs) < pairs // 2
        on = np.stack([first, ~first], axis=1).ravel()
        counted = rng.poisson(level + 12 * on)
        reading = paired_difference(counted[on], counted[~on])
        held += reading.low <= 12 <= reading.high
    return int(held)


def _leaning(rng: np.random.Generator, n: int, lean: float) -> np.ndarray:
    """Standard normal steps in which each leans on the one before; stationary from the first."""
    steps = rng.normal(size=n)
    out = np.empty(n)
    out[0] = steps[0]
    for i in range(1, n):
        out[i] = lean * out[i - 1] + (1 - lean**2) ** 0.5 * steps[i]
    return out
