"""What an estimator gives back: a value and where it may lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """value, low, high: in the unit of the data; level: of the interval; n: observations it rests on."""

    value: float
    low: float
    high: float
    level: float
    n: int

    @property
    def width(self) -> float:
        return self.high - self.low

    def times(self, factor: float, shift: float = 0.0) -> Interval:
        """The interval of factor * x + shift."""
        ends = sorted((self.low * factor + shift, self.high * factor + shift))
        return Interval(self.value * factor + shift, ends[0], ends[1], self.level, self.n)
