"""Who read what of whom: names, and whatever else is shown of single people or customers (C5).

Only pseudonyms and counts stand here, so that it may be kept when a person is erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from taktgeber.govern.database import read, writing
from taktgeber.govern.tables import READS

from .part import Part


@dataclass(frozen=True, slots=True)
class Read:
    """of: the pseudonym it was about, where it was one person; count: how many people or rows."""

    at: datetime
    reader: str
    what: str
    of: str | None
    count: int
    purpose: str


class Reads(Part):
    def note_read(self, reader: str, what: str, of: str | None, count: int, purpose: str) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                READS.insert().values(
                    at=self._now(), reader=reader, what=what, subject=of, count=count, purpose=purpose
                )
            )

    def reads(self, first: date | None = None, last: date | None = None, reader: str | None = None) -> tuple[Read, ...]:
        """From day to day (UTC), in order."""
        asked = READS.select().order_by(READS.c.at, READS.c.id)
        if first is not None:
            asked = asked.where(READS.c.at >= datetime.combine(first, time(), UTC))
        if last is not None:
            asked = asked.where(READS.c.at < datetime.combine(last + timedelta(1), time(), UTC))
        if reader is not None:
            asked = asked.where(READS.c.reader == reader)
        rows = read(self._engine, lambda connection: connection.execute(asked).all())
        return tuple(Read(r.at, r.reader, r.what, r.subject, r._mapping[READS.c.count], r.purpose) for r in rows)
