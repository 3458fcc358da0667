"""House rule 3: means leave the explore reserve only by the sponsor's decision with a reason.

Means of exploration are the reserve, and the purses of units and initiatives that explore. They may go to
each other; to leave them, by transfer, by an approved or overridden proposal, by a lower share or by
calling a unit or initiative something else, takes a sponsor. So does making or unmaking a sponsor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from taktgeber.core import Entry, Exact, Move, Period, Ratio, Rule, Text, text
from taktgeber.core.names import purse_named
from taktgeber.govern.breaches import Broken, subject_of
from taktgeber.govern.initiatives import INITIATIVES, InitiativesState
from taktgeber.govern.proposals import PROPOSALS, ProposalsState, decode_moves
from taktgeber.govern.reserve import RESERVE, ReserveState, laid_over, share_on, steps_of
from taktgeber.govern.roles import PEOPLE, PeopleState
from taktgeber.govern.units import UNITS, UnitsState

from .offence import Offence, verdict
from .return_metric import explore_units

_FOLDS = (UNITS, PEOPLE, INITIATIVES, RESERVE, PROPOSALS)
_KINDS = ("transfer", "reserve", "decision", "unit", "initiative", "role", "ended")
RESERVED = "reserve:explore"
States = tuple[UnitsState, PeopleState, InitiativesState, ReserveState, ProposalsState]


def _check(states: tuple[Any, ...], entry: Entry) -> Broken | None:
    held: States = states
    people = held[1]
    when = entry.at.date()
    reason = str(entry.payload.get("reason", "")).strip()
    sponsor = people.holds(entry.actor, "sponsor", when)
    if sponsor and (reason or entry.kind in ("role", "ended")):
        return None
    return verdict("reserve", _offences(held, entry, sponsor))


def _offences(states: States, entry: Entry, sponsor: bool) -> Iterator[Offence]:
    for what in _raids(states, entry, sponsor):
        why = text("{actor} gives no reason", actor=entry.actor) if sponsor else text(
            "{actor} is no sponsor by decision", actor=entry.actor)  # fmt: skip
        says = text("{what}, and {why}. {cited}", what=what, why=why, cited=_cite(states[3]))
        advice = _advice(states[1], entry)
        subject = subject_of(entry.kind, entry.payload, entry.seq)
        yield Offence((entry.seq, what.msgid), subject, says, advice)


def _raids(states: States, entry: Entry, sponsor: bool) -> Iterator[Text]:
    body = entry.payload
    match entry.kind:
        case "transfer":
            if leaves(states, body["source"], body["target"]):
                yield text("{source} to {target} takes means out of exploration",
                           source=purse_named(body["source"]), target=purse_named(body["target"]))  # fmt: skip
        case "decision":
            moves = _moved(states[4], entry)
            for move in (m for m in moves if leaves(states, m.source, m.target)):
                yield text("the proposal moves {amount} from {source} to {target}, out of exploration",
                           amount=move.amount, source=purse_named(move.source),
                           target=purse_named(move.target))  # fmt: skip
        case "reserve" if entry.standing == "decided":
            yield from _lowered(states[3], entry)
        case "unit" if body["mode"] != "explore" and entry.standing == "decided":
            if "explore" in states[0].modes(body["unit"]):
                yield text('the unit "{unit}" would no longer explore', unit=body["unit"])
        case "initiative" if entry.standing == "decided":
            now = states[0].modes(body["unit"])
            was = explore_units(states[0], states[2], f"initiative:{body['initiative']}")
            if was and now != {"explore"}:
                yield text('the initiative "{name}" would leave exploration', name=body["initiative"])
        case "role" if body["role"] == "sponsor" and entry.standing == "decided" and not sponsor:
            if states[1].sponsors(entry.at.date()):
                yield text("a sponsor would be made")
        case "ended" if body["subject"].endswith("/sponsor") and entry.standing == "decided" and not sponsor:
            if states[1].sponsors(entry.at.date()):
                yield text("a sponsor would be unmade")


def leaves(states: States, source: str, target: str) -> bool:
    """A source counts as exploration if any entry says so; a target only if all do and one was decided."""
    units, _, initiatives, _, _ = states
    if source != RESERVED and not explore_units(units, initiatives, source):
        return False
    return target != RESERVED and not _surely_explores(units, initiatives, target)


def _surely_explores(units: UnitsState, initiatives: InitiativesState, purse: str) -> bool:
    kind, _, name = purse.partition(":")
    if kind == "initiative":
        said = initiatives.of(name)
        return any(one.standing == "decided" for one in said) and all(
            _surely_explores(units, initiatives, f"unit:{one.unit}") for one in said
        )
    held = units.said.get(name, ()) if kind == "unit" else ()
    return units.modes(name) == {"explore"} and any(one.standing == "decided" for one in held)


def _moved(proposals: ProposalsState, entry: Entry) -> Iterable[Move]:
    held = proposals.all.get(entry.payload["proposal"])
    if held is None or entry.payload["verdict"] == "reject":
        return ()
    if entry.payload["verdict"] == "override":
        return decode_moves(entry.payload.get("instead"))
    return held.proposal.moves


def _lowered(reserve: ReserveState, entry: Entry) -> Iterator[Text]:
    body = entry.payload
    steps = steps_of(body)
    path = laid_over(reserve.path if reserve.standing == "decided" else (), steps)
    for day in sorted({*reserve.days(), *(day for day, _ in steps)}):
        new = share_on(path, day)
        if day >= steps[0][0] and new is not None and new < reserve.bound_on(day):
            yield text("the reserve would fall from {old} to {new} on {day}",
                       old=_per_cent(reserve.bound_on(day), day), new=_per_cent(new, day), day=day)  # fmt: skip
            return
    if "band" in body:
        yield text("the band of exploration's share would be set")


def _per_cent(share: float, day: date) -> Exact:
    fraction = Fraction(share).limit_denominator(10_000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", Period(day, day))


def _cite(reserve: ReserveState) -> Text:
    if reserve.entry is None or reserve.since is None:
        return text("No reserve has been set yet.")
    return text("The reserve stands since {day} (entry {entry}).", day=reserve.since, entry=str(reserve.entry))


def _advice(people: PeopleState, entry: Entry) -> Text:
    sponsors = tuple(people.sponsors(entry.at.date()))
    if not sponsors:
        return text("Means leave exploration only by the sponsor's decision with a reason. Nobody is sponsor yet: "
                    "decide an entry of kind role.")  # fmt: skip
    return text("Means leave exploration only by the sponsor's decision with a reason: {sponsors}.", sponsors=sponsors)


RESERVE_RAID = Rule(3, _KINDS, _FOLDS, _check)
