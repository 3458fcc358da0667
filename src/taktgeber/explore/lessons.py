"""A lesson: what a bet taught, whether its idea held or not, and how long to trust it.

A failed bet leaves one as well as a bet that held. Its best-before date is there because stale evidence
costs more than too little exploration does, wherever the world moves (Posen & Levinthal 2012).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Entry, Period


@dataclass(frozen=True, slots=True)
class Lesson:
    """day: when it was learned; reused_by: who else builds on it; verdict: held, refuted or open."""

    lesson: str
    initiative: str
    learned: str
    verdict: str
    best_before: date | None
    reused_by: tuple[str, ...]
    reused_on: date | None
    day: date
    entry: int

    def fresh_on(self, day: date) -> bool:
        return self.best_before is None or day <= self.best_before

    def learned_in(self, period: Period) -> bool:
        return period.contains(self.day)

    def reused_in(self, period: Period) -> bool:
        return self.reused_on is not None and period.contains(self.reused_on)


def lesson_of(entry: Entry, known: Lesson | None) -> Lesson:
    """The lesson after an entry; entering it again (reuse, a later date) keeps the day it was learned."""
    body = entry.payload
    reused = tuple(dict.fromkeys((known.reused_by if known else ()) + _names(body.get("reused_by"))))
    newly_reused = bool(reused) and (known is None or reused != known.reused_by)
    said = day_of(entry)
    return Lesson(
        lesson=str(body["lesson"]),
        initiative=str(body.get("initiative", known.initiative if known else "")),
        learned=str(body.get("learned", known.learned if known else "")),
        verdict=str(body.get("verdict", known.verdict if known else "open")),
        best_before=date_in(body, "best_before") or (known.best_before if known else None),
        reused_by=reused,
        reused_on=said if newly_reused else (known.reused_on if known else None),
        day=known.day if known else said,
        entry=entry.seq,
    )


def day_of(entry: Entry) -> date:
    """The day an entry speaks of: its own "day", or the day it was written."""
    return date_in(entry.payload, "day") or entry.at.date()


def date_in(body: Mapping[str, Any], name: str) -> date | None:
    value = body.get(name)
    if isinstance(value, Mapping):
        value = value.get("day")
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def _names(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)
