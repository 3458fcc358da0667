"""Who gives rights: once there is a sponsor, a sponsor alone decides roles. No numbered house rule.

A role is a set of permissions; whoever could decide roles could take any of them. So with the hand or market of
a unit that somebody's role names: it says how far that role reaches. Everybody may lay down a role of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Entry, Finding, Rule, Text, text
from taktgeber.govern.roles import PEOPLE, PeopleState
from taktgeber.govern.units import UNITS, UnitsState


def _check(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    people: PeopleState = states[0]
    sponsors = people.sponsors(entry.at.date())
    if entry.standing == "found" or not sponsors or entry.actor in sponsors:
        return None
    what = _given(people, states[1], entry)
    if what is None:
        return None
    says = text("{actor} is no sponsor by decision, and {what}.", actor=entry.actor, what=what)
    return Finding("rights", "stop", says, text("Ask the sponsor: {sponsors}.", sponsors=tuple(sponsors)))


def _given(people: PeopleState, units: UnitsState, entry: Entry) -> Text | None:
    body = entry.payload
    match entry.kind:
        case "role":
            return text("a role gives permissions")
        case "unit" if _other(units, body) and any(
            r.unit == body["unit"] for said in people.said_roles.values() for r in said
        ):
            return text("hand and market of this unit say how far a role reaches")
        case "ended" if str(body["subject"]).startswith("role:"):
            if not str(body["subject"]).startswith(f"role:{entry.actor}/"):
                return text("this takes permissions from another person")
    return None


def _other(units: UnitsState, body: Mapping[str, Any]) -> bool:
    held = units.units.get(body["unit"])
    return held is None or held.standing == "found" or (held.mode, held.market) != (body["mode"], body.get("market"))


RIGHTS = Rule(0, ("role", "unit", "ended"), (PEOPLE, UNITS), _check)
