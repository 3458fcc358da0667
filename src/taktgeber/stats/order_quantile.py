"""A quantile of an arm from its order statistics, with a standard error that needs no density.

The ranks between which the quantile lies with a given chance follow the binomial law of how many units lie below
it (normal approximation; Woodruff 1952, JASA 47(260)); the width between the values at these ranks, over that of the
ranks in standard deviations, is the standard error (for the median McKean & Schrader 1984, Commun. Stat. 13(6)).
"""

from __future__ import annotations

import math

from .adjusted import Level
from .tails import normal_quantile

_CHANCE = 0.95


def ranks(n: int, share: float) -> tuple[int, int, int]:
    """Ranks (from 1) of the lower end, the quantile and the upper end. Raises ValueError where n is too small for
    the ends to lie within the data."""
    if not 0 < share < 1:
        raise ValueError(f"a quantile lies between 0 and 1, got {share}")
    reach = normal_quantile((1 + _CHANCE) / 2) * math.sqrt(n * share * (1 - share))
    low, high = math.floor(n * share - reach), math.ceil(n * share + reach) + 1
    if low < 1 or high > n:
        raise ValueError(f"{n} units are too few for a quantile of {share}")
    return low, max(math.ceil(n * share), 1), high


def quantile_level(low: float, value: float, high: float, n: int, share: float) -> Level:
    """low, value, high: the values at `ranks(n, share)`, in the metric's unit."""
    below, _, above = ranks(n, share)
    # The chance between the two whole ranks, which are a little wider apart than asked for.
    spread = math.sqrt(n * share * (1 - share))
    error = (high - low) / ((above - below) / spread)
    return Level(value, error**2, math.inf, n)
