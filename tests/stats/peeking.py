"""Experiments that are looked at every day: how often a plan errs, finds what is there, and says how large it is.

Users of two arms convert or not, day by day; each look compares the shares of all days so far, with the variances
as estimated by then. Nothing in the simulation knows of Brownian motion. Each function gives the number of runs in
which the promise held.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.group_sequential import Boundaries, boundaries, drift_for, fixed_drift
from taktgeber.stats.stopped_estimate import after_stopping

SHARE, A_DAY = 0.10, 500  # conversions in the control arm; users of one arm on one day


def simulate_no_effect(runs: int, seed: int, days: int = 28) -> int:
    """Runs without an effect in which none of the daily looks shows one."""
    return runs - _shown(runs, seed, days, 0.0)


def simulate_effect(runs: int, seed: int, days: int = 28) -> int:
    """Runs in which a look shows the effect that one look at the end would show four times in five."""
    return _shown(runs, seed, days, fixed_drift(0.05, 0.80))


def simulate_interval(runs: int, seed: int, looks: int = 5) -> int:
    """Runs in which the corrected 95 % interval holds an effect that stops most of them early."""
    return _corrected(runs, seed, looks, drift_for(_daily(looks), 0.90))[0]


def simulate_estimate(runs: int, seed: int, looks: int = 5) -> int:
    """Runs in which the corrected estimate does not exceed that effect: half of them, if it is median unbiased."""
    return _corrected(runs, seed, looks, drift_for(_daily(looks), 0.90))[1]


@cache
def _daily(days: int) -> Boundaries:
    return boundaries([(day + 1) / days for day in range(days)], 0.05)


def _shown(runs: int, seed: int, days: int, drift: float) -> int:
    difference, error, _ = _shares(np.random.default_rng([seed, days, round(1000 * drift)]), runs, days, drift)
    z = difference / error
    upper = np.array(_daily(days).upper)
    if drift == 0:
        return int((np.abs(z) >= upper).any(axis=1).sum())
    first = np.where(np.abs(z) >= upper, np.arange(days), days).min(axis=1)
    right = z[np.arange(runs), np.minimum(first, days - 1)] > 0
    return int(((first < days) & right).sum())


def _corrected(runs: int, seed: int, looks: int, drift: float) -> tuple[int, int]:
    difference, error, effect = _shares(np.random.default_rng([seed, looks]), runs, looks, drift, 2000)
    bounds = _daily(looks)
    crossed = np.abs(difference / error) >= np.array(bounds.upper)
    last = np.where(crossed.any(axis=1), crossed.argmax(axis=1), looks - 1)
    held = below = 0
    for run, look in enumerate(last.tolist()):
        f, low, high = (side[: look + 1] for side in (bounds.fractions, bounds.lower, bounds.upper))
        made = after_stopping(f, low, high, float(difference[run, look]), float(error[run, look]))
        held += made.low <= effect <= made.high
        below += made.estimate <= effect
    return held, below


def _shares(
    rng: np.random.Generator, runs: int, days: int, drift: float, a_day: int = A_DAY
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Difference of the shares so far and its standard error, shape (runs, days), and the true difference."""
    effect = drift * float(np.sqrt(2 * SHARE * (1 - SHARE) / (a_day * days)))
    for _ in range(5):  # the treated share has a variance of its own
        treated = SHARE + effect
        effect = drift * float(np.sqrt((SHARE * (1 - SHARE) + treated * (1 - treated)) / (a_day * days)))
    users = a_day * np.arange(1, days + 1)
    shares = [rng.binomial(a_day, p, (runs, days)).cumsum(axis=1) / users for p in (SHARE, SHARE + effect)]
    variance = sum(s * (1 - s) / users for s in shares)
    return shares[1] - shares[0], np.sqrt(variance), effect
