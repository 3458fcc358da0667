"""The order of signals: raised once, then one fate after the other, each with what it needs. No numbered house rule.

Decided entries are refused in words where they break it; found ones are always kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.registry.memory import REGISTRY, Registry
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.premises.memory import Premises
from taktgeber.govern.roles import PEOPLE, PeopleState

from .fates import EDGES, WITH_REASON
from .memory import SIGNALS, Signals
from .signal import Signal

Wrong = tuple[Text, Text]
WRITERS = ("exploit_lead", "explore_lead", "sponsor", "analyst")


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    signals, people, premises, registry = states
    wrong = next(_may_write(people, entry), None) or next(_in_time(entry), None)
    if wrong is None and entry.kind == "signal":
        wrong = next(_raised(signals, entry), None)
    elif wrong is None:
        wrong = next(_fate(signals, premises, registry, entry), None)
    return None if wrong is None else Finding("order-of-signals", "stop", *wrong)


def _may_write(people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    if not any(people.holds(entry.actor, role, entry.at.date()) for role in WRITERS):
        yield (text("{actor} writes nothing of signals.", actor=entry.actor),
               text("One of these does, by decision: {roles}.", roles=tuple(map(named, WRITERS))))  # fmt: skip


def _in_time(entry: Entry) -> Iterator[Wrong]:
    for name in ("day", "since", "happened"):
        if name in entry.payload and date.fromisoformat(entry.payload[name]) > entry.at.date():
            yield text("this day has not come yet."), text("Give a day up to today.")


def _raised(signals: Signals, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known = signals.signals.get(body["signal"])
    if known is not None:
        yield (text('the signal "{name}" was raised on {day}; what was raised first stays.', name=known.signal,
                    day=known.day),
               text("Give another short name to what you hear now."))  # fmt: skip
    if body.get("since", body["day"]) > body["day"]:
        yield text("it began after it was raised."), text("Give the day on which it began, or leave it out.")


def _fate(signals: Signals, premises: Premises, registry: Registry, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known = signals.signals.get(body["signal"])
    if known is None:
        yield (text('there is no signal "{name}".', name=body["signal"]),
               text("All of them are listed by: takt signals list"))  # fmt: skip
        return
    yield from _next(known, body)
    yield from _needed(premises, registry, body)


def _next(known: Signal, body: Any) -> Iterator[Wrong]:
    if body["fate"] not in EDGES[known.state]:
        may = tuple(map(named, EDGES[known.state]))
        mend = text("It may become: {fates}.", fates=may) if may else text("A new signal can be raised about it.")
        yield text('the signal "{name}" stands at: {state}.', name=known.signal, state=named(known.state)), mend
    before = known.last.day if known.last else known.day
    if body["day"] < before.isoformat():
        yield (text("it would lie before {day}, when the signal was last judged or raised.", day=before),
               text("Leave the day to the ledger."))  # fmt: skip


def _needed(premises: Premises, registry: Registry, body: Any) -> Iterator[Wrong]:
    fate, premise, said = body["fate"], body.get("premise"), body.get("hypothesis")
    if fate == "shakes" and premise not in premises.premises:
        yield (text('nobody has said a premise "{name}".', name=premise or ""),
               text("Say it first, with what would refute it: takt premises say"))  # fmt: skip
    if fate == "hypothesis" and said not in registry.hypotheses:
        yield (text('nobody has said the hypothesis "{name}" yet.', name=said or ""),
               text("Say it first: it is what the test is for."))  # fmt: skip
    if fate == "proved" and "happened" not in body:
        yield text("nobody says on which day it came true."), text("Give the day; the lead time rests on it.")
    if fate in WITH_REASON and not str(body.get("reason", "")).strip():
        yield text("who puts a signal aside says why."), text("Add a reason; it is read when one like it is raised.")


ORDER_OF_SIGNALS = Rule(0, ("signal", "fate"), (SIGNALS, PEOPLE, PREMISES, REGISTRY), _check)

rules = (ORDER_OF_SIGNALS,)
