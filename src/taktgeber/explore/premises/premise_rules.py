"""Who writes of premises, and what stays as it was said. No numbered house rule.

Either lead, the analyst and the sponsor say premises and what speaks for and against them. The state is decided by the
sponsor alone: a premise carries both hands, and today's lead is as loath to call it broken as the lab's is eager to.
Words and refuter stay as they were said first, else a history would tell of something else than it began with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.evidence import REGISTRY, Registry
from taktgeber.govern.roles import PEOPLE, PeopleState

from .memory import PREMISES, Premises
from .premise import Premise
from .reference import KINDS, reference

Wrong = tuple[Text, Text]
WRITERS = ("exploit_lead", "explore_lead", "analyst", "sponsor")


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    premises, registry, people = states
    wrong = next(_may_write(people, entry), None) or next(_day(entry), None)
    if wrong is None and entry.kind == "premise":
        wrong = next(_premise(premises, people, entry), None)
    elif wrong is None:
        wrong = next(_observed(premises, registry, entry), None)
    return None if wrong is None else Finding("premises", "stop", *wrong)


def _may_write(people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    if not any(people.holds(entry.actor, role, entry.at.date()) for role in WRITERS):
        asked = tuple(named(role) for role in WRITERS)
        yield (text("{actor} writes nothing of premises.", actor=entry.actor),
               text("One of these does, by decision: {roles}.", roles=asked))  # fmt: skip


def _day(entry: Entry) -> Iterator[Wrong]:
    if date.fromisoformat(entry.payload["day"]) > entry.at.date():
        yield text("the day has not come yet."), text("Give the day on which it was found.")


def _premise(premises: Premises, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known = premises.premises.get(body["premise"])
    if known is not None and (body["says"], body["refutes"]) != (known.says, known.refutes):
        yield said_before(known)
    if known is None:
        yield from _said_twice(premises, body["says"])
    if known is None and body["refutes"].strip().casefold() == body["says"].strip().casefold():
        yield (text("what would refute it says the same as the premise."),
               text("Say what you would have to see to give it up."))  # fmt: skip
    yield from _rests(premises, known, body)
    yield from _review(known, entry)
    yield from _state(known, people, entry)


def said_before(known: Premise) -> Wrong:
    return (text('the premise "{name}" was said on {day}; its words and what would refute it stay.',
                 name=known.premise, day=known.day),
            text("Give another short name to what you say now."))  # fmt: skip


def _said_twice(premises: Premises, says: str) -> Iterator[Wrong]:
    """Under two names its evidence would be split, and neither would be shaken."""
    twin = next((one for one in premises.premises.values() if _plain(one.says) == _plain(says)), None)
    if twin is not None:
        yield (text('the premise "{name}" says the same already.', name=twin.premise),
               text("Write down what was seen for or against it: takt premises seen"))  # fmt: skip


def _plain(says: str) -> list[str]:
    return re.findall(r"\w+", says.casefold())


def _rests(premises: Premises, known: Premise | None, body: Mapping[str, Any]) -> Iterator[Wrong]:
    kept = known.rests if known else ()
    for written in (new for new in body.get("rests", ()) if new not in kept):
        one = reference(written)
        if not one.kind:
            yield (text('"{written}" does not say what rests on it.', written=written),
                   text("Write kind and name, such as channel:TikTok. Kinds are: {kinds}.", kinds=KINDS))  # fmt: skip
        elif one.kind == "premise" and (one.name == body["premise"] or one.name not in premises.premises):
            yield (text('"{written}" is no other premise that was said.', written=written),
                   text("Name a premise by its short name: takt premises board"))  # fmt: skip


def _review(known: Premise | None, entry: Entry) -> Iterator[Wrong]:
    review = entry.payload.get("review")
    kept = known is not None and known.review is not None and known.review.isoformat() == review
    if review is not None and not kept and review < entry.at.date().isoformat():
        yield text("its review lies in the past."), text("Give a day on which it will be looked at again.")


def _state(known: Premise | None, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    state = entry.payload.get("state")
    if state is None or (known is None and state == "holds"):
        return
    if not people.holds(entry.actor, "sponsor", entry.at.date()):
        yield (text("{actor} does not decide how a premise stands.", actor=entry.actor),
               text("The sponsor does, since it carries both hands: write down what was seen instead."))  # fmt: skip
    if not entry.payload.get("reason", "").strip():
        yield (text("who decides how a premise stands says why."),
               text('Add a reason: --reason "...".'))  # fmt: skip


def _observed(premises: Premises, registry: Registry, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    before = premises.observed.get(body["observed"])
    if before is not None:
        yield (text('"{name}" was written down on {day}; what was seen stays.', name=before.observed, day=before.day),
               text("Give another short name to what came later."))  # fmt: skip
    if body["premise"] not in premises.premises:
        yield unknown(body["premise"])
    hypothesis, signal = body.get("hypothesis"), body.get("signal")
    if hypothesis is not None and hypothesis not in registry.hypotheses:
        yield (text('nobody has said the hypothesis "{name}" yet.', name=hypothesis),
               text("Say it first: it is what the test is for."))  # fmt: skip
    if signal is not None and signal not in premises.signals:
        yield (text('there is no signal "{name}".', name=signal),
               text("Leave it out, or name one of the page Signals."))  # fmt: skip


def unknown(name: str) -> Wrong:
    return (text('nobody has said a premise "{name}".', name=name),
            text("Say it first, with what would refute it: takt premises say"))  # fmt: skip


RULE = Rule(0, ("premise", "observed"), (PREMISES, REGISTRY, PEOPLE), _check)

rules = (RULE,)
