"""Paired weeks: the mean of their differences, and how wide its interval will be before it is read.

Interval: Student's t over the differences of m pairs, m - 1 degrees of freedom. Forecast of its width:
differences of past pairs have the mean square s0^2 with k degrees of freedom; those to come will have s^2,
and s^2 / s0^2 follows Fisher's F(m - 1, k) where the weeks stay as restless as they were.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from .interval import Interval
from .tails import fisher_quantile, student_quantile


def paired_difference(on: ArrayLike, off: ArrayLike, level: float = 0.9) -> Interval:
    """Mean of on - off. Shapes (m,), m >= 2."""
    d = np.asarray(on, float) - np.asarray(off, float)
    if d.ndim != 1 or len(d) < 2:
        raise ValueError(f"a variance needs at least two pairs, got shape {d.shape}")
    mean = float(d.mean())
    half = student_quantile((1 + level) / 2, len(d) - 1) * float(d.std(ddof=1)) / len(d) ** 0.5
    return Interval(mean, mean - half, mean + half, level, len(d))


def width_forecast(past: ArrayLike, pairs: int, level: float = 0.9) -> Interval:
    """Width of the interval of paired_difference over `pairs` pairs to come.

    past: differences of pairs of weeks in which nothing was switched, shape (k,), k >= 2; their mean is
    taken as zero, since which week comes first is drawn. Raises ValueError for fewer.
    """
    d = np.asarray(past, float)
    if len(d) < 2 or pairs < 2:
        raise ValueError(f"a width needs at least two pairs before and ahead, got {len(d)} and {pairs}")
    spread = float(np.sqrt(np.mean(d**2)))
    width = 2 * student_quantile((1 + level) / 2, pairs - 1) * spread / pairs**0.5
    low, middle, high = (fisher_quantile(q, pairs - 1, len(d)) ** 0.5 for q in ((1 - level) / 2, 0.5, (1 + level) / 2))
    return Interval(width * middle, width * low, width * high, level, len(d))
