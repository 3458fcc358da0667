"""A figure is exact, estimated or unknown; each carries what it takes to defend it (house rule 9).

Units: an ISO currency ("GBP": money, major units in estimates), "share" (0 to 1, shown in per cent),
"times" (money over money), "GBP per 1,000 impressions", "GBP per new customer" (money over a count),
else the plural of what is counted ("orders", "days", "weeks", "new customers", "rows").
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .money import Money, Ratio
from .period import Period
from .text import Text


@dataclass(frozen=True, slots=True)
class Exact:
    """Counted or booked: no interval, and says so."""

    value: int | Money | Ratio
    unit: str
    period: Period

    def __post_init__(self) -> None:
        if not self.unit:
            raise ValueError("no number without its unit")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Inferred. No + or - between estimates: their covariance is not known here.

    value, low, high: in unit; level: of the interval, such as 0.9; method: one phrase that says what
    the interval means; n: the sample the interval rests on (weeks, customers), not its size in rows.
    """

    value: float
    low: float
    high: float
    level: float
    unit: str
    period: Period
    method: str
    n: int

    def __post_init__(self) -> None:
        if not self.unit or not self.method:
            raise ValueError("no inferred number without its unit and method")
        if not all(map(math.isfinite, (self.value, self.low, self.high))):
            raise ValueError("an estimate is finite: say Unknown and what would be enough")
        if not self.low <= self.value <= self.high:
            raise ValueError(f"the value lies inside its interval, got {self.low} <= {self.value} <= {self.high}")
        if not 0 < self.level < 1:
            raise ValueError(f"a level lies between 0 and 1, got {self.level}")
        if self.n < 1:
            raise ValueError("an estimate rests on at least one observation")


@dataclass(frozen=True, slots=True)
class Unknown:
    """Cannot tell, and what would be enough."""

    why: Text
    enough: Text


Figure = Exact | Estimate | Unknown
