"""Whether an effect grows or fades with time: a line through estimates with known standard errors.

Weighted least squares with w = 1 / error^2: where the errors are right, the slope has the variance
1 / sum of w (t - mean t)^2, and it is normal where the estimates are (Draper & Smith 1998, Applied Regression Analysis,
section 9.2).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .tails import normal_above


@dataclass(frozen=True, slots=True)
class Trend:
    """slope, error: in the unit of the effect by unit of time; p: two-sided, of no slope."""

    slope: float
    error: float
    p: float


def trend(effects: Sequence[tuple[float, float, float]]) -> Trend:
    """effects: time, estimate and standard error (> 0), at two times at least."""
    if len({time for time, _, _ in effects}) < 2:
        raise ValueError("a trend needs estimates at two times at least")
    if any(not error > 0 for _, _, error in effects):
        raise ValueError("every estimate has a standard error above nought")
    weights = [1 / error**2 for _, _, error in effects]
    whole = math.fsum(weights)
    middle = math.fsum(w * time for w, (time, _, _) in zip(weights, effects, strict=True)) / whole
    spread = math.fsum(w * (time - middle) ** 2 for w, (time, _, _) in zip(weights, effects, strict=True))
    slope = math.fsum(w * (time - middle) * y for w, (time, y, _) in zip(weights, effects, strict=True)) / spread
    error = 1 / math.sqrt(spread)
    return Trend(slope, error, 2 * normal_above(abs(slope) / error))
