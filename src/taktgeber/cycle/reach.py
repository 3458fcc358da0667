"""How far the data reach: the last day that media, bookings and orders speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Columns, Engine, Period

SILENT = 35  # days: a month of bookings, and a few


@dataclass(frozen=True, slots=True)
class LastDay:
    """Reduction: the latest value of one date column of one standard table; None if the table is empty."""

    table: str
    column: str
    tolerance: float = 0.0

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.table,)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        table = tables[self.table]
        return table.aggregate(last=table[self.column].max())

    def summary(self, columns: Columns) -> date | None:
        found = list(columns["last"])
        return _day(found[0]) if found else None


@dataclass(frozen=True, slots=True)
class Reach:
    """The last day of media, bookings and orders; None where nothing of the kind is loaded."""

    media: date | None
    bookings: date | None
    orders: date | None

    @property
    def plan(self) -> date | None:
        """What a plan builds on: media, or bookings where no media are loaded."""
        return self.media or self.bookings

    def short_of(self, period: Period) -> dict[str, date]:
        """What has not been loaded to the end of the beat, with the day that it reaches; empty if all has.

        One kind speaks of the last day. The others may fall silent before it (a pulse ends on off weeks,
        a shop is closed, books are kept by month), but not for long: a beat closed without its orders
        would score "cannot tell" for ever.
        """
        named = {"media": self.media, "bookings": self.bookings, "orders": self.orders}
        known = {name: day for name, day in named.items() if day is not None}
        if not any(day >= period.last for day in known.values()):
            return known
        return {name: day for name, day in known.items() if (period.last - day).days >= SILENT}


def reach(engine: Engine, snapshot: str) -> Reach:
    batch = engine.batch(snapshot)
    asked = [
        batch.add(LastDay(*column)) for column in (("media", "last"), ("bookings", "date"), ("transactions", "at"))
    ]
    batch.run()
    media, bookings, orders = (handle.get() for handle in asked)
    return Reach(media, bookings, orders)


def _day(value: Any) -> date | None:
    if value is None or value != value:
        return None
    return date.fromisoformat(str(value)[:10])
