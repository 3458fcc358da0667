"""How likely it is that a level changed by now: Bayesian online change points.

Run lengths are summed over exactly (Adams & MacKay 2007, arXiv:0710.3742, algorithm 1), with a constant chance of a
change before every step. Until the first change values are standard normal, as standardised forecast errors are; after
a change level and noise are unknown, under a normal-inverse-gamma prior, so that a run foretells by Student's law.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class NewLevel(NamedTuple):
    """Prior of what begins with a change: mean nought, worth `values` observations of precision; the variance has
    shape and rate. By default levels lie 2 noises around nought, and the noise stays about what it was."""

    values: float = 0.25
    shape: float = 5.0
    rate: float = 5.0


def change_chance(z: Floats, hazard: float, new: NewLevel | None = None) -> Floats:
    """z: (series, steps), NaN where nothing was seen; hazard: chance of a change before each step but the first.

    Returns: Chance, by each step, that there was a change since the beginning; shape of z.
    """
    prior = new or NewLevel()
    series, steps = z.shape
    stay, leave = math.log1p(-hazard), math.log(hazard)
    unchanged = np.zeros(series)
    runs, mean, rate, weight = (np.zeros((series, 0)) for _ in range(4))
    chance = np.zeros(z.shape)
    for step in range(steps):
        there = ~np.isnan(z[:, step, None])
        value = np.where(there, z[:, step, None], 0.0)
        if step:
            total = np.logaddexp(np.logaddexp.reduce(runs, axis=1), unchanged) if step > 1 else unchanged
            runs = np.concatenate([(total + leave)[:, None], runs + stay], axis=1)
            mean = np.concatenate([np.zeros((series, 1)), mean], axis=1)
            rate = np.concatenate([np.full((series, 1), prior.rate), rate], axis=1)
            weight = np.concatenate([np.full((series, 1), prior.values), weight], axis=1)
            unchanged = unchanged + stay
        unchanged = unchanged - there[:, 0] * (0.5 * value[:, 0] ** 2 + 0.5 * math.log(2 * math.pi))
        error = (value - mean) * there
        shape = prior.shape + (weight - prior.values) / 2
        scale = rate * (weight + 1) / (shape * weight)
        runs = runs + there * _log_student(error, 2 * shape, scale)
        rate = rate + weight * error**2 / (2 * (weight + 1))
        mean, weight = mean + error / (weight + 1), weight + there
        if step:
            changed = np.logaddexp.reduce(runs, axis=1)
            chance[:, step] = np.exp(changed - np.logaddexp(changed, unchanged))
    return chance


def _log_student(error: Floats, free: Floats, square: Floats) -> Floats:
    """Logarithm of the density; square: of the scale."""
    kinds, place = np.unique(free, return_inverse=True)
    constant = np.array([math.lgamma((f + 1) / 2) - math.lgamma(f / 2) - 0.5 * math.log(f * math.pi) for f in kinds])
    density: Floats = constant[place.reshape(free.shape)] - 0.5 * np.log(square)
    return density - (free + 1) / 2 * np.log1p(error**2 / (free * square))
