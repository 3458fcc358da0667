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
    "director": ("Commercial director", ""),
    "planner": ("Production planner", ""),
    "auditor": ("Internal auditor", ""),
}

# Who signs in for each role, by a login that is called like it.
LOGINS = {
    "management": "director",
    "sponsor": "owner",
    "exploit-lead": "performance",
    "explore-lead": "lab",
    "market-lead": "germany",
    "analyst": "controller",
    "operations": "service",
    "front-line": "clerk",
    "partner": "planner",
    "auditor": "auditor",
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
    director: PersonId
    planner: PersonId
    auditor: PersonId


def engage(people: Path | str) -> Cast:
    from taktgeber.govern import People

    store = People(people)
    try:
        return Cast(**{part: store.add(called, terms or None) for part, (called, terms) in MEMBERS.items()})
    finally:
        store.close()


def give_accounts(people: Path | str, cast: Cast, password: str) -> None:
    """One for each role of the house, all with this password."""
    from taktgeber.govern.accounts import open_accounts

    accounts = open_accounts(people)
    try:
        for login, part in LOGINS.items():
            accounts.accept(accounts.invite(getattr(cast, part)), login, password)
    finally:
        accounts.close()


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
