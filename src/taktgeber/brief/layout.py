"""What stands where: the plan's sections and proposals in the order in which the brief argues.

The first page holds both hands at equal size, then what connects them. The rooms that will measure
the bridge, the peace of customers and the premises are named here once; until they offer a section
the page says in words that they are not measured yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktgeber.core import (
    Estimate,
    Exact,
    Figure,
    Finding,
    Money,
    Plan,
    Ratio,
    Section,
    Text,
    Tile,
    text,
)
from taktgeber.core.format import holds_currency
from taktgeber.core.names import named
from taktgeber.core.page import Ask, DecidedLine
from taktgeber.core.plan import Mode
from taktgeber.rooms import ROOMS

HEAD = "balance"  # the room whose headline is the brief's first sentence: word against deed
TILES = 4
FOLD = 10  # a table of more rows is folded on screen

_FIRST: tuple[tuple[str, Text, Text], ...] = (
    (
        "bridge",
        text("The bridge"),
        text("What is ripe to move from the lab to operations, and what came back, is not measured yet."),
    ),
    (
        "customers",
        text("Peace"),
        text("How many customers we left in peace, and why, is not measured yet: it needs the contacts of a beat."),
    ),
    (
        "premises",
        text("Premises"),
        text("What today's business rests on, and what has begun to give way, is not measured yet."),
    ),
)
_HELP = {room.name: room.help for room in ROOMS}


@dataclass(frozen=True, slots=True)
class Panel:
    """One hand on the first page. tiles: at most four; of the explore hand none that holds money."""

    mode: Mode
    title: Text
    headline: Text
    tiles: tuple[Tile, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """A line below the panels: its room's headline, or that it is not measured yet (anchor empty)."""

    title: Text
    says: Text
    anchor: str


def opening(plan: Plan) -> Section | None:
    return next((s for s in plan.sections if s.room == HEAD), None)


def panels(plan: Plan) -> tuple[Panel, Panel]:
    return (
        _panel(plan, "exploit", text("Today's business"), text("Today's business has not been measured yet.")),
        _panel(plan, "explore", text("Tomorrow's business"), text("The lab has not told us yet what it learned.")),
    )


def links(plan: Plan) -> tuple[Link, ...]:
    by_room = {s.room: s for s in plan.sections}
    return tuple(
        Link(title, by_room[room].headline, room) if room in by_room else Link(title, missing, "")
        for room, title, missing in _FIRST
    )


def ordered(plan: Plan) -> tuple[Section, ...]:
    """Word against deed, today, tomorrow, then the ground they stand on."""
    rank = {"exploit": 1, "explore": 2}
    return tuple(sorted(plan.sections, key=lambda s: 0 if s.room == HEAD else rank.get(s.mode or "", 3)))


def waiting(plan: Plan, decisions: Mapping[str, DecidedLine]) -> tuple[Ask, ...]:
    """Every proposal; those that wait first, and among them tomorrow, both hands, today."""
    rank = {"explore": 0, None: 1, "exploit": 2}
    every = [
        Ask(f"{plan.beat.first.isoformat()}/{p.id}", p, decisions.get(p.id))
        for section in plan.sections
        for p in section.proposals
    ]
    return tuple(sorted(every, key=lambda w: (w.decided is not None, rank[w.proposal.mode])))


def grouped(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that differ only in what they saw stand together, and their advice is given once."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.code, repr(finding.advice)), []).append(finding)
    return list(groups.values())


def room_title(section: Section) -> Text | str:
    """The room's name and what lives in it, as the list of rooms says."""
    name, help_line = named(section.room), _HELP.get(section.room)
    return text("{room}: {help}", room=name, help=Text(help_line)) if help_line else name


def holds_money(figure: Figure | None) -> bool:
    """Money, or money over something; a ratio of two sums of money holds none."""
    match figure:
        case Exact(value=Money()):
            return True
        case Exact(value=Ratio(over=Money(), under=int())):
            return True
        case Exact(unit=unit) | Estimate(unit=unit):
            return holds_currency(unit)
    return False


def _panel(plan: Plan, mode: Mode, title: Text, missing: Text) -> Panel:
    section = next((s for s in plan.sections if s.mode == mode), None)
    if section is None:
        return Panel(mode, title, missing, (), "")
    tiles = section.tiles
    if mode == "explore":
        tiles = tuple(t for t in tiles if not holds_money(t.now) and not holds_money(t.before))
    return Panel(mode, title, section.headline, tiles[:TILES], section.room)
