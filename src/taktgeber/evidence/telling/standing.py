"""Where experiments stand: tiles and the table of those that run, wait, or were concluded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from taktgeber.core import Exact, Period, Table, Text, Tile, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.evidence.knowing.learning_rate import learning_rate
from taktgeber.evidence.knowing.verdict import verdict_of
from taktgeber.evidence.ladder.level import graded
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import outcome_of

from .effect import best_effect

_RANK = {"read": 0, "running": 1, "registered": 2, "concluded": 3, "invalid": 3}


def tiles(registry: Registry, period: Period, day: date) -> tuple[Tile, ...]:
    now, before = learning_rate(registry, period), learning_rate(registry, period.before())
    states = [one.state(day) for one in registry.experiments.values()]
    return (
        Tile(text("Learning rate"), now.rate, before.rate),
        Tile(text("Win rate, beside it"), now.wins, before.wins),
        Tile(text("Experiments that run"), Exact(states.count("running"), "experiments", period)),
        Tile(text("Read, and waiting for a conclusion"), Exact(states.count("read"), "experiments", period)),
    )


def recent(registry: Registry, since: date) -> tuple[Experiment, ...]:
    """Those that are not concluded, and those that were concluded since a day."""
    known = registry.experiments.values()
    return tuple(one for one in known if one.conclusion is None or one.conclusion.day >= since)


def in_order(experiments: Sequence[Experiment], day: date) -> list[Experiment]:
    """What waits for somebody first, then what runs, then what was concluded, the newest first."""

    def place(one: Experiment) -> tuple[int, int, int]:
        newest = one.conclusion.day if one.conclusion else one.plan.first
        return _RANK[one.state(day)], -newest.toordinal(), -one.plan.entry

    return sorted(experiments, key=place)


def experiment_table(experiments: Sequence[Experiment], day: date, caption: Text | None = None) -> Table:
    """One row an experiment, in the order given. caption: where a page shows more than one such table."""
    head = (text("Experiment"), text("Market"), text("State"), text("Data"), text("Effect"), text("Level"),
            text("What is done now"))  # fmt: skip
    return Table(head, tuple(_row(one, day) for one in experiments), caption or text("Experiments on {day}", day=day))


def _row(one: Experiment, day: date) -> tuple[Cell, ...]:
    return (
        one.plan.name,
        one.plan.market or "",
        state_words(one, day),
        text("{period}", period=Period(one.plan.first, max(one.plan.first, one.plan.last))),
        _effect(one, day),
        graded(one).name,
        one.conclusion.does if one.conclusion else "",
    )


def state_words(one: Experiment, day: date) -> Text | str:
    """What it said where it was concluded, else where it stands."""
    state = one.state(day)
    if state == "read":
        return text("read: {verdict}; waits for its conclusion", verdict=named(outcome_of(one) or ""))
    if one.conclusion is not None:
        return named(verdict_of(one) or one.conclusion.verdict)
    return text("its data have ended") if one.overdue(day) else named(state)


def _effect(one: Experiment, day: date) -> Cell:
    if verdict_of(one) == "invalid":
        return text("not to be believed")
    return best_effect(one) or text("not read yet")
