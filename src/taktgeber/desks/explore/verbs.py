"""The desk of the lab: takt lab ..."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from taktgeber.core import Answer, Beat, Exact, Period, Refusal, Table, encode, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from taktgeber.cycle import House
    from taktgeber.evidence import Registry
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore import Lab, Yardsticks
    from taktgeber.govern import MandateState, UnitState

Metric = Annotated[str, typer.Option("--metric", help="Follow one yardstick: settled, learned, stopped, reused.")]
BEATS = 6
_HEADS = {
    "settled": text("Questions settled"),
    "learned": text("New insights"),
    "stopped": text("Bets stopped, with what they taught"),
    "reused": text("Insights others reused"),
}
_YARDSTICKS: dict[str, Callable[[Yardsticks], Exact]] = {
    "settled": lambda y: y.settled,
    "learned": lambda y: y.learned,
    "stopped": lambda y: y.stopped,
    "reused": lambda y: y.reused,
}


def lab_board(workspace: Workspace) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB

    with open_house(workspace) as house:
        return _whole(house.beat(next_beat(house)), house.book.state(LAB), house.book.state(REGISTRY))


def lab_yardsticks(workspace: Workspace, metric: Metric = "settled") -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB

    with open_house(workspace) as house:
        _only_learning(house, metric)
        return _followed(house.beat(next_beat(house)), house.book.state(LAB), house.book.state(REGISTRY), metric)


def _whole(beat: Beat, known: Lab, registry: Registry) -> Answer:
    from taktgeber.explore.initiatives.board import lab_initiatives, stage_tables
    from taktgeber.explore.insights import insight_table, of_the_lab
    from taktgeber.explore.section import headline, order_table

    initiatives = lab_initiatives(beat.book)
    running = [i for i in initiatives if i.state != "stopped"]
    learned = insight_table(registry, of_the_lab(registry), beat.period.first)
    tables = (*stage_tables(beat.book, beat.past), order_table(beat, known, running), learned)
    shown = tuple(table for table in tables if table.rows)
    says = [headline(beat, known, initiatives)]
    if not initiatives:
        says.append(text("No initiative of an explore unit is in the ledger yet: takt ledger enter adds one."))
    data = {
        "beat": _days(beat.past),
        "headline": encode(says[0]),
        "initiatives": [
            {
                "initiative": i.initiative,
                "name": i.name,
                "stage": i.state,
                "unknown": i.unknown,
                "may_lose": encode(i.lose) if i.lose else None,
                "until": i.until.isoformat() if i.until else None,
                "settled": sum(not a.is_open for a in known.assumptions_of(i.initiative)),
                "open": sum(a.is_open for a in known.assumptions_of(i.initiative)),
            }
            for i in initiatives
        ],
        "insights": [_insight(registry, insight, beat.period.first) for insight in of_the_lab(registry)],
    }
    return Answer(tuple(says), shown, data=data)


def _insight(registry: Registry, insight: Insight, day: date) -> dict[str, Any]:
    from taktgeber.evidence.knowing.known import known_of

    known = known_of(registry, insight, day)
    return {
        "insight": insight.insight,
        "on": insight.on,
        "says": insight.says,
        "holds": insight.holds,
        "level": known.strength.level,
        "day": insight.day.isoformat(),
        "best_before": known.fresh.best_before.isoformat() if known.fresh else None,
        "reused_by": list(known.used_by),
    }


def _followed(beat: Beat, known: Lab, registry: Registry, metric: str) -> Answer:
    from taktgeber.explore import yardsticks

    read, period, rows = _YARDSTICKS[metric], beat.past, []
    for _ in range(BEATS):
        rows.append((period, read(yardsticks(known, registry, period))))
        period = period.before()
    rows.reverse()
    head = (text("Beat"), _HEADS[metric])
    cells = tuple((text("{period}", period=p), figure) for p, figure in rows)
    says = text("Read it together with the other three: no one of them is a goal.")
    data = {"metric": metric, "beats": [{**_days(p), "figure": encode(figure)} for p, figure in rows]}
    return Answer((says,), (Table(head, cells, text("The lab, beat by beat")),), data=data)


def _only_learning(house: House, metric: str) -> None:
    """A return metric is refused under house rule 1, and the attempt is kept; an unknown word is asked for again."""
    from taktgeber.govern import is_return_metric

    if is_return_metric(metric):
        _refuse_return(house, metric)
    if metric not in _YARDSTICKS:
        wrong = text("the lab has no yardstick called {metric}.", metric=metric)
        raise Refusal("--metric", wrong, text("Follow one of: {known}.", known=tuple(_YARDSTICKS)))


def _refuse_return(house: House, metric: str) -> NoReturn:
    from taktgeber.govern import UNITS

    day, state = house.clock().date(), house.book.state(UNITS)
    see = text("See: takt lab yardsticks --help.")
    labs = ((unit, state.mandate(unit.unit, day)) for unit in state.units.values() if unit.mode == "explore")
    held = next(((unit, mandate) for unit, mandate in labs if mandate is not None), None)
    if held is None:
        says = text("{metric} is a return metric; the lab is judged by learning.", metric=metric)
        raise Refusal("", says, see, rule=1)
    unit, mandate = held
    says = text(
        '{metric} is a return metric; the unit "{unit}" has an explore mandate (since {day}) and is judged by'
        " learning.",
        metric=metric,
        unit=unit.name,
        day=mandate.first,
    )
    raise Refusal("", says, see, rule=1, entry=_kept(house, unit, mandate, metric))


def _kept(house: House, unit: UnitState, mandate: MandateState, metric: str) -> int | None:
    """To rank the lab by a metric is to put it on the lab's scorecard: the book is asked, refuses, and keeps it."""
    from taktgeber.govern import MACHINE

    body: dict[str, Any] = {
        "unit": unit.unit,
        "leader": mandate.leader,
        "first": house.clock().date().isoformat(),
        "horizon_beats": mandate.horizon_beats,
        "scorecard": [*mandate.scorecard, metric],
    }
    try:
        house.book.decide("mandate", body, MACHINE)
    except Refusal as refused:
        return refused.entry
    raise AssertionError("house rule 1 let a return metric onto the lab's scorecard")


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
