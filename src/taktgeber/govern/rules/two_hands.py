"""House rule 2: below the sponsor, nobody leads or carries goals in both hands at the same time.

Leading is a mandate or the role of a hand's lead. The sponsor, by decision, may lead both and carries no
goal of one hand alone. One person may wear both hats at separate, dated times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Entry, Rule, Text, text
from taktgeber.core.names import named
from taktgeber.govern.breaches import Broken
from taktgeber.govern.claims import meet
from taktgeber.govern.initiatives import INITIATIVES, InitiativesState
from taktgeber.govern.roles import PEOPLE, PeopleState, Role
from taktgeber.govern.units import UNITS, UnitsState

from .offence import Offence, after, verdict

_FOLDS = (UNITS, PEOPLE, INITIATIVES)
_KINDS = ("unit", "mandate", "role", "goal", "initiative", "ended")
_LEADS = {"exploit_lead": "exploit", "explore_lead": "explore"}
States = tuple[UnitsState, PeopleState, InitiativesState]


@dataclass(frozen=True, slots=True)
class _Carried:
    """Something of one hand that a person leads or is measured by."""

    hand: str
    first: date
    last: date | None
    subject: str
    entry: int
    what: Text
    unit: str | None
    goal: bool


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    now: States = after(_FOLDS, states, entry)
    before: States = states
    persons = _concerned(now, entry) | _concerned(before, entry)
    known = {o.key for person in persons for o in _offences(before, person, entry)}
    touched = _touched(now, entry) if entry.standing == "decided" else set()
    found = (o for person in sorted(persons) for o in _offences(now, person, entry))
    fresh = [o for o in found if o.key not in known or touched & {*o.key}]
    return verdict("both-hands", fresh)


def _concerned(states: States, entry: Entry) -> set[str]:
    units, people, initiatives = states
    body = entry.payload
    if entry.kind in ("goal", "role"):
        return {body["person"]}
    if entry.kind == "mandate":
        return {body["leader"]}
    if entry.kind == "ended":
        subject = body["subject"]
        return {subject.removeprefix("role:").partition("/")[0]} if subject.startswith("role:") else set()
    named = {body["unit"]} if entry.kind == "unit" else {one.unit for one in initiatives.of(body["initiative"])}
    leaders = {m.leader for unit in named for m in units.mandates.get(unit, ())}
    goals = (g for said in people.said_goals.values() for g in said)
    return leaders | {g.person for g in goals if g.unit in named or _units(initiatives, g.initiative) & named}


def _touched(states: States, entry: Entry) -> set[int | str]:
    """Entries whose hand the entry decides anew."""
    if entry.kind not in ("unit", "initiative"):
        return {entry.seq}
    units, people, initiatives = states
    unit = entry.payload["unit"]
    led: set[int | str] = {m.entry for m in units.mandates.get(unit, ())}
    goals = (g for said in people.said_goals.values() for g in said)
    return led | {g.entry for g in goals if g.unit == unit or unit in _units(initiatives, g.initiative)} | {entry.seq}


def _units(initiatives: InitiativesState, initiative: str | None) -> set[str]:
    return {one.unit for one in initiatives.of(initiative)}


def _carried(states: States, person: str) -> Iterator[_Carried]:
    units, people, initiatives = states
    for m in units.leads(person):
        what = text('leads "{unit}"', unit=m.unit)
        for hand in units.modes(m.unit) & {"exploit", "explore"}:
            yield _Carried(hand, m.first, m.last, f"mandate:{m.unit}", m.entry, what, m.unit, False)
    for r in people.roles_of(person):
        if r.role in _LEADS:
            what = text("is {role}", role=named(r.role))
            yield _Carried(_LEADS[r.role], r.first, r.last, r.subject, r.entry, what, r.unit, False)
    for g in people.goals_of(person):
        what = text('carries the goal "{goal}"', goal=g.goal)
        units_of = {g.unit or ""} | _units(initiatives, g.initiative)
        for hand in {mode for unit in units_of for mode in units.modes(unit)} & {"exploit", "explore"}:
            yield _Carried(hand, g.first, g.last, g.subject, g.entry, what, g.unit, True)


def _offences(states: States, person: str, entry: Entry) -> Iterator[Offence]:
    carried = sorted(_carried(states, person), key=lambda c: (c.entry, c.hand))
    sponsor = [r for r in states[1].roles_of(person) if r.role == "sponsor"]
    yield from _sponsors_goals(person, carried, sponsor)
    for exploit in (c for c in carried if c.hand == "exploit"):
        for explore in (c for c in carried if c.hand == "explore"):
            if not meet(exploit.first, exploit.last, explore.first, explore.last) or _exempt(exploit, explore, sponsor):
                continue
            older, newer = sorted((exploit, explore), key=lambda c: c.entry)
            if newer.entry != entry.seq and any(c.last and c.last < entry.at.date() for c in (older, newer)):
                continue
            says = text(
                "{person} {older} and {newer}: below the sponsor nobody carries both hands at the same time.",
                person=person, older=_told(older, entry), newer=_told(newer, entry),
            )  # fmt: skip
            advice = text("End the one first by an entry of kind ended ({subject}), or give the two dates that do not "
                          "meet.", subject=older.subject)  # fmt: skip
            key = (older.entry, newer.entry, older.hand, newer.hand)
            yield Offence(key, newer.subject, says, advice, newer.unit, older.subject)


def _told(one: _Carried, entry: Entry) -> Text:
    if one.entry == entry.seq and entry.standing == "decided":
        return text("{what} ({hand}, from {day}, as asked here)", what=one.what, hand=named(one.hand), day=one.first)
    return text("{what} ({hand}, since {day}, entry {entry})",
                what=one.what, hand=named(one.hand), day=one.first, entry=str(one.entry))  # fmt: skip


def _exempt(one: _Carried, other: _Carried, sponsor: Iterable[Role]) -> bool:
    """The sponsor leads both: by decision, for the whole time that the two share, and nowhere by a goal."""
    if one.goal or other.goal:
        return False
    first = max(one.first, other.first)
    lasts = [last for last in (one.last, other.last) if last is not None]
    last = min(lasts) if lasts else None
    return any(
        r.standing == "decided" and r.first <= first and (r.last is None or (last is not None and last <= r.last))
        for r in sponsor
    )


def _sponsors_goals(person: str, carried: Iterable[_Carried], sponsor: Iterable[Role]) -> Iterator[Offence]:
    for c in carried:
        for r in sponsor:
            if c.goal and meet(c.first, c.last, r.first, r.last):
                says = text(
                    "{person} is sponsor (since {day}, entry {entry}) and {what} of the {hand} hand alone.",
                    person=person, day=r.first, entry=str(r.entry), what=c.what, hand=named(c.hand),
                )  # fmt: skip
                advice = text("The sponsor answers for both hands: give a goal that names no unit of one hand.")
                yield Offence((c.entry, r.entry, c.hand), c.subject, says, advice, c.unit, r.subject)


TWO_HANDS = Rule(2, _KINDS, _FOLDS, _check)
