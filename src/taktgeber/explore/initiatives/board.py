"""The board: the lab's initiatives by stage, those that taught most first. Sorted by learning and by nothing else.

A page of ten thousand initiatives is a page: counts of all, rows of some.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taktgeber.core import Book, Exact, Period, Table, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.registry.memory import REGISTRY
from taktgeber.explore.memory import LAB, Lab
from taktgeber.explore.once import once
from taktgeber.govern import INITIATIVES, UNITS, Initiative, InitiativesState, UnitsState

STAGES = ("running", "at_gate", "stopped")
ROWS = 20


@dataclass(frozen=True, slots=True)
class Stand:
    """One initiative: assumptions settled and still open, insights it taught, and the newest of them in words."""

    initiative: Initiative
    settled: int
    open: int
    taught: int
    learned: str
    stopped: date | None


def board(book: Book) -> Mapping[str, tuple[Initiative, ...]]:
    """By stage, those that taught most first."""
    return _by_stage(lab_initiatives(book))


@once
def _by_stage(every: tuple[Initiative, ...]) -> Mapping[str, tuple[Initiative, ...]]:
    stages: dict[str, list[Initiative]] = {stage: [] for stage in STAGES}
    for one in every:
        stages[one.state].append(one)
    return {stage: tuple(found) for stage, found in stages.items()}


def running_initiatives(book: Book) -> tuple[Initiative, ...]:
    """All but those that were stopped, in the same order."""
    return _running(lab_initiatives(book))


@once
def _running(every: tuple[Initiative, ...]) -> tuple[Initiative, ...]:
    return tuple(one for one in every if one.state != "stopped")


def lab_initiatives(book: Book) -> tuple[Initiative, ...]:
    """Initiatives of units that explore: those that settled most first, then those that taught most."""
    return _by_learning(book.state(UNITS), book.state(INITIATIVES), book.state(LAB))


@once
def _by_learning(units: UnitsState, initiatives: InitiativesState, lab: Lab) -> tuple[Initiative, ...]:
    explore = {unit for unit, state in units.units.items() if state.mode == "explore"}
    weighed = []
    for one in initiatives.values():
        if one.unit in explore:
            settled = sum(not asked.is_open for asked in lab.asked.get(one.initiative, {}).values())
            weighed.append((-settled, -len(lab.insights_on(one.initiative)), one.initiative, one))
    return tuple(one for *_, one in sorted(weighed, key=lambda w: w[:3]))


def stand_of(book: Book, one: Initiative) -> Stand:
    lab, insights = book.state(LAB), book.state(REGISTRY).insights
    asked, taught = lab.assumptions_of(one.initiative), lab.insights_on(one.initiative)
    still_open = sum(each.is_open for each in asked)
    learned = insights[taught[-1]].says if taught and taught[-1] in insights else ""
    return Stand(one, len(asked) - still_open, still_open, len(taught), learned, lab.stopped.get(one.initiative))


def stage_tables(book: Book, period: Period) -> tuple[Table, ...]:
    """The first rows of each stage that has any."""
    return tuple(stage_table(book, found, stage, period) for stage, found in board(book).items() if found)


def stage_table(
    book: Book, found: Sequence[Initiative], stage: str, period: Period, first: int = 0, most: int = ROWS
) -> Table:
    """Rows of one stage, from a place on; the caption says of how many."""
    head = (text("Initiative"), text("What we do not know"), text("What we may lose"), text("Until"),
            text("How ripe its prototype is"), text("Settled"), text("Open"), text("What we learned"))  # fmt: skip
    shown = found[first : first + most]
    caption = text("{stage}: {n}, those that taught most first; shown: {first} to {last}", stage=named(stage),
                   n=Exact(len(found), "initiatives", period), first=str(min(first + 1, len(found))),
                   last=str(first + len(shown)))  # fmt: skip
    return Table(head, tuple(_row(stand_of(book, one), period) for one in shown), caption)


def _row(stand: Stand, period: Period) -> tuple[Text | Exact | str, ...]:
    one = stand.initiative
    return (
        one.name,
        one.unknown or text("not said"),
        text("{lose}", lose=one.lose) if one.lose else text("not said"),
        text("{day}", day=one.until) if one.until else text("not said"),
        text("{maturity}", maturity=named(one.maturity)) if one.maturity else text("not said"),
        Exact(stand.settled, "assumptions", period),
        Exact(stand.open, "assumptions", period),
        stand.learned or text("nothing yet"),
    )
