"""What the lab may be followed by: its own yardsticks. A return metric is refused, and the attempt is kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, NoReturn

from taktgeber.core import Refusal, text

if TYPE_CHECKING:
    from taktgeber.cycle import House
    from taktgeber.govern import MandateState, UnitState


def only_learning(house: House, metric: str, known: Collection[str]) -> None:
    """A return metric is refused under house rule 1, and the attempt is kept; an unknown word is asked for again."""
    from taktgeber.govern import is_return_metric

    if is_return_metric(metric):
        _refuse_return(house, metric)
    if metric not in known:
        wrong = text("the lab has no yardstick called {metric}.", metric=metric)
        raise Refusal("--metric", wrong, text("Follow one of: {known}.", known=tuple(known)))


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
