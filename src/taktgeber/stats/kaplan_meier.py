"""By when half of them have ended, where some have not ended yet.

Only those that ended tell a time, but leaving out the others would favour the quick ones: an open one counts among
those that could have ended until the day it was last seen (Kaplan & Meier 1958, JASA 53). The median's interval holds
the times at which the band of the curve holds one half (Brookmeyer & Crowley 1982, Biometrics 38), the band being that
of log(-log S) with Greenwood's variance (Kalbfleisch & Prentice 2002, The Statistical Analysis of Failure Time Data,
eq. 1.13), which stays within 0 and 1 with few.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .tails import normal_quantile

_HALF = 0.5 + 1e-9  # a product of shares is rounded: 23/24 * ... * 12/13 is a little above one half


@dataclass(frozen=True, slots=True)
class MedianTime:
    """value, low, high: in the unit of the times; None where the curve, or its band, never comes down to one half.
    n: all that were followed; ended: those of them that ended."""

    value: float | None
    low: float | None
    high: float | None
    level: float
    n: int
    ended: int


def median_time(times: Sequence[float], ended: Sequence[bool], level: float = 0.9) -> MedianTime:
    """times: shape (n,), until each ended or was last seen; ended: which of the two. The median is the first time by
    which half or more have ended. Raises ValueError for none, and for times that are negative or not finite."""
    if not times or len(times) != len(ended):
        raise ValueError(f"a median needs times, each with whether it ended, got {len(times)} and {len(ended)}")
    if any(not 0 <= time < math.inf for time in times):
        raise ValueError("times are finite and not negative")
    z = normal_quantile((1 + level) / 2)
    alive, spread = 1.0, 0.0
    found: dict[str, float] = {}
    for time in sorted({t for t, over in zip(times, ended, strict=True) if over}):
        at_risk = sum(t >= time for t in times)
        gone = sum(over and t == time for t, over in zip(times, ended, strict=True))
        alive *= 1 - gone / at_risk
        if alive <= _HALF:
            found.setdefault("value", time)
        if gone == at_risk:  # nobody is left: the band has no width to tell, and its lower edge is nought
            found.setdefault("low", time)
            break
        spread += gone / (at_risk * (at_risk - gone))
        turn = math.exp(z * math.sqrt(spread) / -math.log(alive))
        if alive**turn <= _HALF:
            found.setdefault("low", time)
        if alive ** (1 / turn) <= _HALF:
            found.setdefault("high", time)
    return MedianTime(found.get("value"), found.get("low"), found.get("high"), level, len(times), sum(ended))
