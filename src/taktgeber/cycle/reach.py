"""How far the data reach: the last day that media or bookings speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Columns, Engine


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


def last_day_of_data(engine: Engine, snapshot: str) -> date | None:
    """Media decide; where none are loaded, bookings do. None if neither is."""
    batch = engine.batch(snapshot)
    media, bookings = batch.add(LastDay("media", "last")), batch.add(LastDay("bookings", "date"))
    batch.run()
    return media.get() or bookings.get()


def _day(value: Any) -> date | None:
    if value is None or value != value:
        return None
    return date.fromisoformat(str(value)[:10])
