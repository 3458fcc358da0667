"""What the lab remembers: a fold over lessons, assumptions and the stages of initiatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from taktgeber.core import Entry, Fold, Period

from .assumptions import Assumption, assumption_of
from .lessons import Lesson, date_in, day_of, lesson_of


@dataclass(frozen=True, slots=True)
class Lab:
    """assumptions: by (initiative, assumption); stopped: the day each stopped initiative was stopped;
    unread: entries of the lab that do not say what they should, and so count for nothing."""

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    assumptions: Mapping[tuple[str, str], Assumption] = field(default_factory=dict)
    stopped: Mapping[str, date] = field(default_factory=dict)
    unread: tuple[int, ...] = ()

    def lessons_of(self, initiative: str) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons.values() if lesson.initiative == initiative)

    def assumptions_of(self, initiative: str) -> tuple[Assumption, ...]:
        return tuple(a for a in self.assumptions.values() if a.initiative == initiative)

    def settled_in(self, period: Period) -> tuple[Assumption, ...]:
        return tuple(a for a in self.assumptions.values() if a.settled_in(period))

    def stopped_in(self, period: Period) -> tuple[str, ...]:
        return tuple(initiative for initiative, day in self.stopped.items() if period.contains(day))


def _remember(lab: Lab, entry: Entry) -> Lab:
    # What is found is always accepted; one entry that cannot be read must not silence all others.
    try:
        return _read(lab, entry)
    except (KeyError, ValueError, TypeError, AttributeError):
        return replace(lab, unread=(*lab.unread, entry.seq))


def _read(lab: Lab, entry: Entry) -> Lab:
    body = entry.payload
    if entry.kind == "lesson":
        name = str(body["lesson"])
        return replace(lab, lessons={**lab.lessons, name: lesson_of(entry, lab.lessons.get(name))})
    if entry.kind == "assumption":
        key = (str(body["initiative"]), str(body["assumption"]))
        return replace(lab, assumptions={**lab.assumptions, key: assumption_of(entry, lab.assumptions.get(key))})
    initiative = str(body["initiative"])
    if body["state"] != "stopped":
        return replace(lab, stopped={k: v for k, v in lab.stopped.items() if k != initiative})
    if initiative in lab.stopped:
        return lab
    return replace(lab, stopped={**lab.stopped, initiative: _stopped_on(entry)})


def _stopped_on(entry: Entry) -> date:
    """A bet found as stopped ended by its own date, not on the day that it was written down."""
    written, until = day_of(entry), date_in(entry.payload, "until")
    if entry.standing == "found" and until is not None:
        return min(until, written)
    return written


LAB: Fold[Lab] = Fold("explore.lab", ("lesson", "assumption", "initiative"), Lab, _remember)
