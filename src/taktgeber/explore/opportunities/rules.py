"""The order of opportunities: who writes, nobody's name in them, and a reason where one is dropped. No house rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.customers.personal import spots
from taktgeber.govern.roles import PEOPLE, PeopleState

from .opportunity import OPPORTUNITIES, Opportunities

Wrong = tuple[Text, Text]
WRITERS = ("explore_lead", "analyst", "sponsor")
_WORDS = ("says", "segment", "proposition", "worth", "differs", "reason")


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    opportunities, people = states
    wrong = next(_wrongs(opportunities, people, entry), None)
    return None if wrong is None else Finding("order-of-opportunities", "stop", *wrong)


def _wrongs(known: Opportunities, people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    yield from may_write(people, entry)
    yield from names_nobody((*(body.get(part, "") for part in _WORDS), *body.get("customers", ()),
                             *body.get("partners", ())))  # fmt: skip
    if date.fromisoformat(body["day"]) > entry.at.date():
        yield text("the day has not come yet."), text("Leave the day to the ledger.")
    before = known.get(body["opportunity"])
    state = body.get("state", "open")
    drops = state == "dropped" and (before is None or before.state != "dropped")
    if drops and not body.get("reason", "").strip():
        yield text("who drops an opportunity says why."), text('Add a reason: --reason "...".')


def may_write(people: PeopleState, entry: Entry) -> Iterator[Wrong]:
    if not any(people.holds(entry.actor, role, entry.at.date()) for role in WRITERS):
        yield (text("{actor} writes nothing of the lab.", actor=entry.actor),
               text("One of these does, by decision: {roles}.",
                    roles=tuple(named(role) for role in WRITERS)))  # fmt: skip


def names_nobody(words: Iterable[str]) -> Iterator[Wrong]:
    """Customers and partners are counted and described: the ledger forgets nothing, so it holds nobody's name."""
    for said in words:
        for spot in spots(said):
            yield (
                text('"{words}" could name a person.', words=spot.words),
                text("Say how many they are and what they do, such as: 4 corner shops that take in parcels."),
            )


ORDER = Rule(0, ("opportunity",), (OPPORTUNITIES, PEOPLE), _check)

rules = (ORDER,)
