"""Experiments of the size that was planned: how often one look at the end shows the effect that is there.

Each function gives the number of runs in which it did; four in five were planned for.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import stats

from taktgeber.stats.power import Comparison, units_for


def simulate_mean(runs: int, seed: int, effect: float = 0.5, spread: float = 1.5) -> int:
    """Few units, normal, the treated ones more restless, a third of them in the control: Welch's test."""
    comparison = Comparison(1.0, spread**2, 1 / 3, 2 / 3)
    units = units_for(comparison, effect, 0.8, 0.05)
    rng = np.random.default_rng([seed, round(1000 * effect)])
    control = rng.normal(0.0, 1.0, (runs, math.ceil(units / 3)))
    treated = rng.normal(effect, spread, (runs, math.ceil(2 * units / 3)))
    seen = stats.ttest_ind(treated, control, axis=1, equal_var=False)
    return int(((seen.pvalue < 0.05) & (seen.statistic > 0)).sum())


def simulate_share(runs: int, seed: int, share: float = 0.04, lifted: float = 0.05) -> int:
    """Shares of conversions, compared by their own variances."""
    comparison = Comparison(share * (1 - share), lifted * (1 - lifted), student=False)
    users = math.ceil(units_for(comparison, lifted - share, 0.8, 0.05) / 2)
    rng = np.random.default_rng([seed, users])
    control, treated = (rng.binomial(users, p, runs) / users for p in (share, lifted))
    error = np.sqrt((control * (1 - control) + treated * (1 - treated)) / users)
    return int(((treated - control) / error > stats.norm.ppf(0.975)).sum())


def simulate_covariate(runs: int, seed: int, known: float = 0.4) -> int:
    """Means adjusted by a covariate that explains two fifths of the variance: the plan's share of units is enough."""
    comparison = Comparison(1 - known, 1 - known)
    users = math.ceil(units_for(comparison, 0.2, 0.8, 0.05) / 2)
    rng = np.random.default_rng([seed, users, 1])
    before = rng.normal(size=(runs, 2, users))
    after = math.sqrt(known) * before + math.sqrt(1 - known) * rng.normal(size=before.shape)
    after[:, 1] += 0.2
    deviation = before - before.mean(axis=2, keepdims=True)
    slope = (deviation * after).sum(axis=(1, 2)) / (deviation**2).sum(axis=(1, 2))
    left = after - slope[:, None, None] * before
    seen = stats.ttest_ind(left[:, 1], left[:, 0], axis=1, equal_var=False)
    return int(((seen.pvalue < 0.05) & (seen.statistic > 0)).sum())
