"""Numbers of a plan as figures of the house: planned, so exact; their period is that of the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktgeber.core import Exact, Period, Ratio, Text, text

_FINE = 10**9
_MANY_TIMES = 1e4


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """baseline: what a lift is a share of; 0: lifts are shown in the metric's unit."""

    period: Period
    baseline: float

    def count(self, n: int) -> Exact:
        return Exact(n, "times", self.period)

    def share(self, value: float) -> Exact | Text:
        if 0 < value < 1e-5:
            return text("under 0.001 %")
        return Exact(Ratio(round(value * _FINE), _FINE), "share", self.period)

    def number(self, value: float) -> Exact:
        digits = 10 ** max(0, 6 - math.floor(math.log10(abs(value)))) if value else 1
        return Exact(Ratio(round(value * digits), digits), "times", self.period)

    def lift(self, effect: float) -> Exact | Text:
        """Of the baseline's size; the sign is kept. In the metric's unit where the baseline is nothing beside it."""
        if abs(effect) > _MANY_TIMES * abs(self.baseline):
            return self.number(effect)
        return Exact(Ratio(round(effect / abs(self.baseline) * _FINE), _FINE), "share", self.period)

    def boundary(self, z: float) -> Exact | Text:
        return text("none yet") if math.isinf(z) else self.number(z)
