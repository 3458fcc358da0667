"""Who writes of word and deed. No numbered house rule; number 13 stands behind the last one.

Promises, and decisions taken elsewhere, are written by who answers for a hand, counts, or works with people. A verdict
on a text counts only once one of them confirmed it: no machine does. Figures of a role are released by those who hold
it, each for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Fold, Refusal, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.govern import INITIATIVES, PEOPLE, UNITS, PeopleState

from .decided import DECISIONS
from .memory import WORDS, Words
from .subject import S, subject_of

Wrong = tuple[Text, Text]
WRITERS = ("sponsor", "exploit_lead", "explore_lead", "analyst", "operations")
_FOLDS: tuple[Fold[Any], ...] = (WORDS, PEOPLE, UNITS, INITIATIVES)
_DIGEST = re.compile(r"[0-9a-f]{64}")


class _Held:
    """The states of a rule, read as those of a book."""

    def __init__(self, states: tuple[Any, ...]) -> None:
        self._states = dict(zip((fold.name for fold in _FOLDS), states, strict=True))

    def state(self, fold: Fold[S], /) -> S:
        held: S = self._states[fold.name]
        return held


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    wrong = next(_day(entry), None) or next(_of_kind(states, entry), None)
    return None if wrong is None else Finding("word", "stop", *wrong)


def _day(entry: Entry) -> Iterator[Wrong]:
    if date.fromisoformat(entry.payload["day"]) > entry.at.date():
        yield text("the day has not come yet."), text("Give the day on which it was found.")


def _of_kind(states: tuple[Any, ...], entry: Entry) -> Iterator[Wrong]:
    if entry.kind == "released":
        yield from _released(states, entry)
        return
    yield from _may_write(states[1], entry)
    if entry.kind == "audited":
        yield from _audited(states[0], entry)


def _may_write(people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    if not any(people.holds(entry.actor, role, entry.at.date()) for role in WRITERS):
        yield (text("{actor} writes nothing of word and deed.", actor=entry.actor),
               text("One of these does, by decision: {roles}.", roles=tuple(map(named, WRITERS))))  # fmt: skip


def _audited(words: Words, entry: Entry) -> Iterator[Wrong]:
    known = words.audits.get(entry.payload["audited"])
    if known is not None:
        yield (text('the audit "{name}" was confirmed on {day}; what was said stays.', name=known.audited,
                    day=known.day),
               text("Give another short name to what you say now."))  # fmt: skip
    if not _DIGEST.fullmatch(entry.payload["digest"]):
        yield text("the digest is none of a text."), text("Audit the text again, and confirm that.")


def _released(states: tuple[Any, ...], entry: Entry) -> Iterator[Wrong]:
    try:
        subject = subject_of(_Held(states), entry.payload["released"], entry.at.date())
    except Refusal as unknown:
        yield unknown.says, unknown.mend
        return
    if entry.actor not in subject.holders:
        yield (text("{actor} does not hold this role, and releases nobody else's figures.", actor=entry.actor),
               text("Ask who holds it."))  # fmt: skip


RULE = Rule(0, ("promise", "audited", "taken", "released"), _FOLDS, _check)

rules = (RULE,)
folds = (WORDS, DECISIONS)
