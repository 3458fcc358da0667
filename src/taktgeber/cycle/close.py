"""Closing a beat: what approved proposals forecast is held against what happened, once."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from taktgeber import rooms
from taktgeber.core import Beat, Figure, Forecast, Period, Refusal, Unknown, decode, text
from taktgeber.core.names import named

from .calibration import Calibration, calibration_of, period_of
from .house import House
from .reach import Reach, reach
from .scores import Score, score

if TYPE_CHECKING:
    from taktgeber.govern import ProposalState

_DONE = ("approved", "overridden", "closed")


@dataclass(frozen=True, slots=True)
class Closed:
    """fresh: False where the beat was closed before and nothing was written. entry: the `closed` entry."""

    beat: Period
    scores: tuple[Score, ...]
    calibration: Calibration | None
    entry: int
    fresh: bool


def close_beat(house: House, beat: Period | None = None) -> Closed:
    """Scores every forecast of the beat's approved and overridden proposals.

    beat: the earliest planned beat that is not closed, if not given. Refused while the data end before
    the beat does (half a beat is not held against a whole forecast), and for a beat never planned.
    Closing twice changes nothing.
    """
    from taktgeber.govern import close_entry

    period = beat or _due(house)
    for entry in house.book.entries(kinds=("closed",)):
        if period_of(entry.payload["beat"]) == period:
            return Closed(period, scores_of(entry.payload), _calibration(house), entry.seq, fresh=False)
    _was_planned(house, period)
    _has_ended(house, period)
    scores = tuple(_score_all(house.beat(period), _done_in(house, period)))
    kept = close_entry(house.book, period, [s.body() for s in scores], house.asked)
    return Closed(period, scores, _calibration(house), kept.seq, fresh=True)


def _due(house: House) -> Period:
    from taktgeber.govern import PROPOSALS

    closed = {period_of(entry.payload["beat"]) for entry in house.book.entries(kinds=("closed",))}
    planned = sorted({plan.beat for plan in house.book.state(PROPOSALS).plans} - closed)
    if not planned:
        raise Refusal("close", text("no planned beat waits to be closed."), text("Plan one first: takt plan"))
    return planned[0]


def _was_planned(house: House, period: Period) -> None:
    from taktgeber.govern import PROPOSALS

    if any(plan.beat == period for plan in house.book.state(PROPOSALS).plans):
        return
    says = text("the beat {beat} was never planned: nothing was forecast for it.", beat=period)
    raise Refusal("close", says, text("Close a planned one; without --beat it is the earliest that waits."))


def _has_ended(house: House, period: Period) -> None:
    reached = reach(house.engine, house.snapshot())
    mend = text("Load the rest of its exports first: takt load FILES")
    if reached == Reach(None, None, None):
        raise Refusal("close", text("no data are loaded to hold the beat {beat} against.", beat=period), mend)
    short = reached.short_of(period)
    if not short:
        return
    (kind, day), *_ = sorted(short.items(), key=lambda one: one[1])
    says = text("the beat {beat} has not ended in the data: {kind} reach {day}.",
                beat=period, kind=named(kind), day=day)  # fmt: skip
    raise Refusal("close", says, mend)


def _done_in(house: House, period: Period) -> list[ProposalState]:
    from taktgeber.govern import PROPOSALS

    prefix = f"{period.first.isoformat()}/"
    states = house.book.state(PROPOSALS).all
    return [state for key, state in sorted(states.items()) if key.startswith(prefix) and state.state in _DONE]


def _score_all(beat: Beat, done: list[ProposalState]) -> list[Score]:
    modules = {room.name: module for room, module in rooms.modules()}
    found = []
    for state in done:
        followed = state.decision is not None and state.decision.verdict == "approve"
        for forecast in state.proposal.forecasts:
            outcome = _outcome(modules, state.proposal.room, beat, forecast)
            found.append(score(state.key, forecast.metric, forecast.expected, outcome, followed))
    return found


def _outcome(modules: dict[str, ModuleType], room: str, beat: Beat, forecast: Forecast) -> Figure:
    """The room that forecast is asked first, then the others; Unknown where no room measures the metric."""
    asked = sorted(modules, key=lambda name: name != room)
    for name in asked:
        module = modules[name]
        outcome: Figure | None = module.outcome(beat, forecast) if hasattr(module, "outcome") else None
        if outcome is not None:
            return outcome
    return Unknown(
        text("no room measures {metric}.", metric=forecast.metric), text("A forecast by a metric that a room measures.")
    )


def scores_of(body: Any) -> tuple[Score, ...]:
    return tuple(
        Score(
            proposal=kept["proposal"],
            metric=kept["metric"],
            expected=_figure(kept["expected"]),
            outcome=_figure(kept["outcome"]),
            inside=kept["inside"],
            brier=kept.get("brier"),
            followed=kept.get("followed", True),
        )
        for kept in body["scores"]
    )


def _figure(kept: Any) -> Figure:
    figure: Figure = decode(kept) if isinstance(kept, dict) else kept
    return figure


def _calibration(house: House) -> Calibration | None:
    return calibration_of(entry.payload for entry in house.book.entries(kinds=("closed",)))
