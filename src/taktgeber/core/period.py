"""A period: from its first to its last day, both included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends on or after its first day, got {self.first} to {self.last}")

    @classmethod
    def of_weeks(cls, first: date, weeks: int) -> Period:
        return cls(first, first + timedelta(weeks=weeks, days=-1))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def contains(self, other: Period | date) -> bool:
        first, last = (other.first, other.last) if isinstance(other, Period) else (other, other)
        return self.first <= first and last <= self.last

    def overlaps(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last

    def before(self) -> Period:
        """The period of equal length that ends on the day before this one begins."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def after(self) -> Period:
        return Period(self.last + timedelta(days=1), self.last + timedelta(days=self.days))
