"""The cast, called by role: the ledger holds pseudonyms, the erasable store what this person is called here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from taktgeber.core import PersonId

# What each member is called in the erasable store, and the terms that stand there and nowhere else.
MEMBERS = {
    "owner": ("Managing owner", ""),
    "performance": ("Head of performance", "bonus on return on ad spend"),
    "lab": ("Head of lab", "until 2025-03-10: a fifth of pay on customer acquisition cost"),
    "crm": ("Head of customer mailings", ""),
    "clerk": ("Clerk at the order desk", ""),
    "service": ("Team lead of customer service", ""),
    "germany": ("Market lead, Germany", ""),
    "controller": ("Controller", ""),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """Pseudonyms by part in the story."""

    owner: PersonId
    performance: PersonId
    lab: PersonId
    crm: PersonId
    clerk: PersonId
    service: PersonId
    germany: PersonId
    controller: PersonId


def engage(people: Path | str) -> Cast:
    from taktgeber.govern import People

    store = People(people)
    try:
        return Cast(**{part: store.add(called, terms or None) for part, (called, terms) in MEMBERS.items()})
    finally:
        store.close()


class StoryClock:
    """The clock by which the demo's history is written: set to a day, it goes on by a second a look."""

    def __init__(self, day: date) -> None:
        self.set(day)

    def set(self, day: date, hour: int = 9) -> None:
        self._now = datetime.combine(day, time(hour), UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


Clock = Callable[[], datetime]
