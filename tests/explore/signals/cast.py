"""A ledger with a small firm, a premise and some signals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from taktgeber import rooms
from taktgeber.core import text
from taktgeber.cycle.house import _rules
from taktgeber.explore.signals.enter import keep_alarms
from taktgeber.explore.signals.raised import Raised
from taktgeber.govern import LedgerBook, open_book

SPONSOR, LEAD, LAB, ANALYST, FRONT = "p-50a1", "p-c4e7", "p-1ab0", "p-a0a0", "p-f0f0"
BEGIN = date(2025, 3, 10)


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.set(BEGIN)

    def set(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def new_book(folder: Path, clock: Clock) -> LedgerBook:
    """With the rules of all rooms, as every door opens it."""
    book = open_book(folder / "ledger.sqlite", rules=_rules(rooms.modules()), clock=clock)
    roles = ((SPONSOR, "sponsor"), (LEAD, "exploit_lead"), (LAB, "explore_lead"), (ANALYST, "analyst"),
             (FRONT, "front_line"))  # fmt: skip
    for person, role in roles:
        book.decide("role", {"person": person, "role": role, "first": BEGIN.isoformat()}, SPONSOR)
    premise = {"premise": "search-lasts", "says": "People find us by search.", "refutes": "Searches fall by a third.",
               "day": BEGIN.isoformat()}  # fmt: skip
    book.decide("premise", premise, SPONSOR)
    return book


def alarm(about: str = "searches", day: date = BEGIN, up: bool | None = False) -> Raised:
    return Raised(about, "level", day, day, up, 0.97, text('"{series}" fell.', series=about))


def raised(book: LedgerBook, about: str = "searches", day: date = BEGIN) -> str:
    """The name of a new signal."""
    (entry,) = keep_alarms(book, [alarm(about, day)], "searches.csv")
    return str(entry.payload["signal"])
