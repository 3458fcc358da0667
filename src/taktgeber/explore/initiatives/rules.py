"""The order of the lab: an assumption is said before its test and settled with what says so; a tranche, or the gate,
asks how far an initiative is from today's business. No numbered house rule; those stay as they are.

What was found is always accepted. It buys nothing: who enters an initiative as found, without saying how far it is,
gets no tranche from the reserve for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from taktgeber.core import Entry, Finding, Move, Rule, Text, text
from taktgeber.evidence.registry.memory import REGISTRY, Registry
from taktgeber.explore.memory import LAB, Lab
from taktgeber.explore.opportunities.opportunity import OPPORTUNITIES, Opportunities
from taktgeber.explore.opportunities.rules import may_write, names_nobody
from taktgeber.govern.initiatives import INITIATIVES, InitiativesState
from taktgeber.govern.proposals import PROPOSALS, ProposalsState, decode_moves
from taktgeber.govern.roles import PEOPLE
from taktgeber.govern.units import UNITS, UnitsState

from .place import placed, proved_incremental

Wrong = tuple[Text, Text]
_RESERVE = "reserve:explore"


def _assumption(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    lab, registry, initiatives, people = states
    if entry.standing == "found":
        return None
    wrongs = (*may_write(people, entry), *_said(lab, initiatives, entry), *_settled(lab, registry, entry))
    return _first("order-of-assumptions", iter(wrongs))


def _said(lab: Lab, initiatives: InitiativesState, entry: Entry) -> Iterator[Wrong]:
    body, today = entry.payload, entry.at.date()
    one = initiatives.get(body["initiative"])
    known = lab.assumption(body["initiative"], body["assumption"])
    if one is None:
        yield (text('the ledger knows no initiative "{name}".', name=body["initiative"]),
               text("All of the lab are listed by: takt lab board"))  # fmt: skip
    elif one.state == "stopped" and known is None:
        yield text("{name} was stopped.", name=one.name), text("Write it down for an initiative that runs.")
    if "day" in body and date.fromisoformat(body["day"]) > today:
        yield text("the day has not come yet."), text("Leave the day to the ledger.")
    if known is None and "until" in body and date.fromisoformat(body["until"]) < today:
        yield (text("its answer would be due on {day}, before it was asked.", day=date.fromisoformat(body["until"])),
               text("Give a day that is still to come."))  # fmt: skip


def _settled(lab: Lab, registry: Registry, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    known, named = lab.assumption(body["initiative"], body["assumption"]), body.get("hypothesis")
    if named is not None and named not in registry.hypotheses:
        yield (text('nobody has said the hypothesis "{name}" yet.', name=named),
               text("Say it first: it is what the test is for."))  # fmt: skip
    if body.get("state") not in ("held", "refuted"):
        return
    if known is None:
        yield (
            text("nobody had written it down before it was settled."),
            text("Write it down first, with the chance that it holds: said afterwards it is no forecast."),
        )
    elif not known.is_open:
        yield (text("it was settled on {day}.", day=known.settled or known.asked),
               text("Open it again first, if it is to be tested anew."))  # fmt: skip
    if named is None and not lab.insights_on(body["initiative"]):
        yield (text("nothing says so: it names no hypothesis, and {name} has no insight yet.", name=body["initiative"]),
               text("Name the hypothesis that was tested, or say in a sentence what was learned."))  # fmt: skip


def _initiative(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    initiatives, units, opportunities, people = states
    if entry.standing == "found" or "explore" not in units.modes(entry.payload["unit"]):
        return None
    wrongs = (*may_write(people, entry), *_of_the_lab(initiatives, opportunities, entry))
    return _first("order-of-initiatives", iter(wrongs))


def _of_the_lab(initiatives: InitiativesState, opportunities: Opportunities, entry: Entry) -> Iterator[Wrong]:
    body = entry.payload
    if body["state"] == "stopped":
        return
    name = body.get("opportunity")
    if name is not None and opportunities.get(name) is None:
        yield (text('nobody has said an opportunity "{name}".', name=name),
               text("All are listed by: takt lab opportunity"))  # fmt: skip
    yield from names_nobody(body.get("partners", ()))
    until = date.fromisoformat(body["until"]) if body.get("until") else None
    if until is not None and initiatives.get(body["initiative"]) is None and until < entry.at.date():
        yield (text("it would end on {day}, before it began.", day=until),
               text("Give a day that is still to come."))  # fmt: skip
    before, distance = placed(initiatives, body["initiative"]), body.get("distance")
    if distance is None and before is not None:
        yield (text("how far it is from today's business was said already (entry {entry}).", entry=str(before.entry)),
               text("Keep it, or place it anew and say why."))  # fmt: skip
    elif before is not None and dict(before.distance) != distance and not body.get("why", "").strip():
        yield text("who places it anew says why."), text("Say in a sentence what is new, or that nothing is.")
    if body["state"] == "at_gate" and distance is None:
        yield unplaced(body["initiative"])


def _tranche(states: tuple[Any, ...], entry: Entry) -> Finding | None:
    initiatives, units, proposals = states
    if entry.standing == "found":
        return None
    targets = [target for source, target in _moved(proposals, entry) if source == _RESERVE]
    return _first("order-of-tranches", _unfit(initiatives, units, targets))


def _unfit(initiatives: InitiativesState, units: UnitsState, targets: list[str]) -> Iterator[Wrong]:
    for name in (target.removeprefix("initiative:") for target in targets if target.startswith("initiative:")):
        if not any("explore" in units.modes(one.unit) for one in initiatives.of(name)):
            continue
        if proved_incremental(initiatives, name) is not None:
            yield (text('"{name}" is a small step from today\'s business: the reserve is not for it.', name=name),
                   text("It goes on in a unit that exploits; the plan proposes it to both leads."))  # fmt: skip
        elif placed(initiatives, name) is None:
            yield unplaced(name)


def unplaced(name: str) -> Wrong:
    return (text('nobody has said how far "{name}" is from today\'s business.', name=name),
            text("Say it, and why, before money or the gate: takt lab initiative {name} --technology 0 --market 1 "
                 "--proposition 2 --why \"...\"", name=name))  # fmt: skip


def _moved(proposals: ProposalsState, entry: Entry) -> list[tuple[str, str]]:
    body = entry.payload
    if entry.kind == "transfer":
        return [(body["source"], body["target"])]
    held = proposals.all.get(body["proposal"])
    if held is None or body["verdict"] == "reject":
        return []
    moves: tuple[Move, ...] = held.proposal.moves
    if body["verdict"] == "override":
        moves = tuple(decode_moves(body.get("instead")))
    return [(move.source, move.target) for move in moves]


def _first(code: str, wrongs: Iterator[Wrong]) -> Finding | None:
    wrong = next(wrongs, None)
    return None if wrong is None else Finding(code, "stop", *wrong)


rules = (
    Rule(0, ("assumption",), (LAB, REGISTRY, INITIATIVES, PEOPLE), _assumption),
    Rule(0, ("initiative",), (INITIATIVES, UNITS, OPPORTUNITIES, PEOPLE), _initiative),
    Rule(0, ("transfer", "decision"), (INITIATIVES, UNITS, PROPOSALS), _tranche),
)
