"""What moved for customers on a day, by market: orders placed and brought back, beside the day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taktgeber.core import Book, Columns, Engine


@dataclass(frozen=True, slots=True)
class Moved:
    """One market's day: distinct orders and returns, and the day before's."""

    market: str | None
    orders: int
    returns: int
    orders_before: int
    returns_before: int


@dataclass(frozen=True, slots=True)
class DayOrders:
    """Reduction: distinct transactions by market and kind (sale, return) of one day and the day before."""

    day: date
    tolerance: float = 0.0

    @property
    def reads(self) -> tuple[str, ...]:
        return ("transactions",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        lines = tables["transactions"]
        lines = lines.mutate(day=lines["at"].date())
        near = (lines.day >= self.day - timedelta(days=1)) & (lines.day <= self.day)
        told = lines.filter(near & lines["kind"].isin(("sale", "return")))
        return told.group_by(["market", "kind", "day"]).aggregate(number=told.transaction.nunique())

    def summary(self, columns: Columns) -> tuple[Moved, ...]:
        rows = zip(columns["market"], columns["kind"], columns["day"], columns["number"], strict=True)
        counted: dict[str | None, dict[tuple[str, bool], int]] = {}
        for market, kind, day, number in rows:
            newest = str(day)[:10] == self.day.isoformat()
            counted.setdefault(market if isinstance(market, str) else None, {})[str(kind), newest] = int(number)
        return tuple(_moved(market, counted[market]) for market in sorted(counted, key=lambda m: m or ""))


def _moved(market: str | None, by: Mapping[tuple[str, bool], int]) -> Moved:
    return Moved(market, by.get(("sale", True), 0), by.get(("return", True), 0), by.get(("sale", False), 0),
                 by.get(("return", False), 0))  # fmt: skip


def moved_on(engine: Engine, snapshot: str, day: date) -> tuple[Moved, ...]:
    batch = engine.batch(snapshot)
    asked = batch.add(DayOrders(day))
    batch.run()
    return asked.get()


def newest_day(book: Book) -> date | None:
    """The last day of which orders are loaded, by the ledger alone: no table is read."""
    from taktgeber.data import LOADS

    ends: Sequence[date] = [
        span[1]
        for load in book.state(LOADS).of("transactions")
        for coverage in load.seen.values()
        if (span := coverage.span())
    ]
    return max(ends, default=None)
