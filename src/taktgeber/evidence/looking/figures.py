"""Numbers of a look as figures of the house, in the unit of the effect."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktgeber.core import Estimate, Exact, Text, text
from taktgeber.evidence.shown import estimate, plain, share
from taktgeber.stats.interval import Interval

_MOST_MONEY = 1e15
_LEAST_SHARE = 1e-5


@dataclass(frozen=True, slots=True)
class LookFigures:
    """unit: of the effect, as in a Figure; level: of its two-sided intervals, one sided bounds hold by half the rest;
    units: that they rest on."""

    unit: str
    level: float
    units: int

    def number(self, value: float) -> Exact | Text:
        return plain(value, self._unit(value))

    def interval(self, value: float, low: float, high: float) -> Estimate:
        """Finite ends."""
        return estimate(Interval(value, low, high, self.level, self.units), self._unit(value, low, high))

    def bounded(self, value: float, low: float, high: float) -> Estimate | Text:
        """Ends that are infinite are said in words: one side alone, or nothing known yet."""
        if math.isfinite(high):
            return self.interval(value, low, high)
        if math.isinf(low):
            return text("{value}, without an interval yet", value=self.number(value))
        return text("{value} ({level}: at least {low})", value=self.number(value), level=share((1 + self.level) / 2),
                    low=self.number(low))  # fmt: skip

    def _unit(self, *values: float) -> str:
        return self.unit if max(map(abs, values)) < _MOST_MONEY else "times"


def small_share(value: float) -> Exact | Text:
    """What is spent, which may be next to nothing."""
    return text("under 0.001 %") if 0 < value < _LEAST_SHARE else share(value)


def boundary(z: float) -> Exact | Text:
    return text("none yet") if math.isinf(z) else plain(z)
