"""How far the data reach: the last day that media, bookings and orders speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Columns, Engine, Period

SILENT = 28  # days; two off weeks of the longest run of a pulse, and as many again


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
    """plan: the last day of media, of bookings where no media are loaded: what a plan builds on.
    media: of media alone; any: of media, bookings or orders."""

    media: date | None
    plan: date | None
    any: date | None

    def covers(self, period: Period) -> bool:
        """The beat is over in the data. Media may fall silent before its last day: a pulse ends on off weeks."""
        if self.any is None or self.any < period.last:
            return False
        return self.media is None or (period.last - self.media).days < SILENT


def reach(engine: Engine, snapshot: str) -> Reach:
    batch = engine.batch(snapshot)
    asked = [
        batch.add(LastDay(*column)) for column in (("media", "last"), ("bookings", "date"), ("transactions", "at"))
    ]
    batch.run()
    media, bookings, orders = (handle.get() for handle in asked)
    known = [day for day in (media, bookings, orders) if day is not None]
    return Reach(media, media or bookings, max(known, default=None))


def _day(value: Any) -> date | None:
    if value is None or value != value:
        return None
    return date.fromisoformat(str(value)[:10])
