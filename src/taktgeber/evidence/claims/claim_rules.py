"""Who keeps claims, and house rule 7: no correlation as an insight without its check beside it.

A claim is kept with what its audit found and with nothing else, so that no verdict is written by hand. An insight names
the claim that it rests on; one whose claim turns round cannot be decided to hold. What is found is accepted: the rule
is about what is shown, and beside a found insight the check is shown as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.registry.rules import markets_led
from taktgeber.govern.roles import PEOPLE, PeopleState
from taktgeber.govern.units import UNITS, UnitsState

from .kept_claim import KeptClaim, audit_of
from .memory import CLAIMS, Claims

Wrong = tuple[Text, Text]
WRITERS = ("analyst", "operations", "exploit_lead", "explore_lead", "market_lead", "sponsor")
USES = ("insight", "playbook")
_AUDIT_FIRST = text('Have it audited: takt audit claim FILE --keep "..."')


def _keeping(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    if entry.standing == "found":
        return None
    claims, people, units = states
    wrong = next(_who(people, units, entry), None) or next(_kept(claims, entry), None)
    return None if wrong is None else Finding("claims", "stop", *wrong)


def _who(people: PeopleState, units: UnitsState, entry: Entry) -> Iterator[Wrong]:
    """A market lead keeps what is of the own market."""
    held = [role for role in WRITERS if people.holds(entry.actor, role, entry.at.date())]
    asked = text("One of these does, by decision: {roles}.", roles=tuple(named(role) for role in WRITERS))
    if not held:
        yield text("{actor} keeps no claims.", actor=entry.actor), asked
    elif held == ["market_lead"] and entry.payload.get("market") not in markets_led(people, units, entry):
        yield text("a market lead keeps claims of the own market."), text("Name the market: --market NAME")


def _kept(claims: Claims, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    if date.fromisoformat(body["day"]) > entry.at.date():
        yield text("the day has not come yet."), text("Give the day on which it was found.")
    audit = audit_of(body.get("audit"))
    if audit is None or not body.get("digest") or audit.verdict != body.get("verdict"):
        yield (text("a verdict is not written by hand."),
               _AUDIT_FIRST)  # fmt: skip
    known = claims.claims.get(body["claim"])
    if known is not None and known.says != body["says"]:
        yield said_before(known)
    which, _, name = body.get("on", "insight:x").partition(":")
    if which not in USES or not name:
        yield (text('"{written}" does not say what builds on it.', written=body["on"]),
               text("Write insight:NAME or playbook:NAME."))  # fmt: skip


def said_before(known: KeptClaim) -> Wrong:
    return (text('the claim "{name}" says something else: {says}', name=known.claim, says=known.says),
            text("Give another short name to what you say now."))  # fmt: skip


def _insight(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    (claims,) = states
    name, holds = entry.payload.get("claim"), entry.payload.get("holds", True)
    if entry.standing == "found" or name is None:
        return None
    known = claims.claims.get(name)
    if known is None:
        says = text('there is no claim "{name}".', name=name)
        return Finding("claim-unknown", "stop", says, _AUDIT_FIRST)
    if known.verdict == "reverses" and holds:
        says = text('the claim "{name}" turns round once the rest is held still.', name=name)
        return Finding("claim-reverses", "stop", says,
                       text("Say that it does not hold, or have it tested by lot first."))  # fmt: skip
    return None


KEEPING = Rule(0, ("claim",), (CLAIMS, PEOPLE, UNITS), _keeping)
CONFOUNDER_CHECK = Rule(7, ("insight",), (CLAIMS,), _insight)

rules = (KEEPING, CONFOUNDER_CHECK)
