"""Tables of an experiment by day: the arms as they came, and the effect in the halves of the run."""

from __future__ import annotations

from taktgeber.core import Table, text
from taktgeber.core.section import Cell
from taktgeber.evidence.shown import by_value, named, p_value
from taktgeber.stats.compare import Difference

from .metric import Metric
from .result import DaysRead


def split_by_day(read: DaysRead) -> Table:
    """Units of each arm that came on each day, and the p of all up to it."""
    rows = tuple(
        (text("{day}", day=day), *(text("{n}", n=n) for n in counts), p_value(p))
        for (day, counts), p in zip(read.days.counts().items(), read.split_p, strict=True)
    )
    caption = text("Arms by day; p is of all up to that day, for looks on all days together")
    return Table((text("Day"), *(text("{name}", name=name) for name in read.days.arms.names), text("p")), rows, caption)


def effects_by_day(read: DaysRead) -> Table:
    head = (
        text("Metric"),
        text("Arm"),
        text("First half of the run"),
        text("Second half"),
        text("p of a trend"),
        text("p of weekdays"),
    )
    rows = tuple(
        (
            named(one.metric),
            one.arm,
            _seen(one.first, one.metric),
            _seen(one.second, one.metric),
            text("cannot be told") if one.trend_p is None else p_value(one.trend_p),
            text("cannot be told") if one.weekdays_p is None else p_value(one.weekdays_p),
        )
        for one in read.effects
    )
    return Table(head, rows, text("Does the effect change with the days: p after correction"))


def _seen(seen: Difference | None, metric: Metric) -> Cell:
    return by_value(seen.difference, metric) if seen else text("cannot be told")
