"""Insights of the lab: how many, how strong by step, how many that others build on. No average of steps is made."""

from __future__ import annotations

from taktgeber.core import Exact, Period, Table, text
from taktgeber.evidence.knowing.strength import strength_of
from taktgeber.explore.insights import of_the_lab

from .record import Record
from .yardstick import Yardstick

_STEPS = range(6)


def insight_quality(record: Record, period: Period) -> Yardstick:
    """By the step of the ladder on which each stands today."""
    written = [one for one in record.registry.insights.values() if period.contains(one.day)]
    levels = [strength_of(record.registry, one).level for one in written]
    rows = tuple((f"E{step}", Exact(levels.count(step), "insights", period)) for step in _STEPS)
    table = Table((text("Level"), text("Insights")), rows, text("Insights by step of the ladder"))
    says = text("What failed and what held stand on the same ladder: the step follows how it was tested.")
    return Yardstick("insights", text("New insights"), Exact(len(written), "insights", period), (says,),
                     (table,) if written else ())  # fmt: skip


def reused(record: Record, period: Period) -> Yardstick:
    """By others than the unit that learned it: its own next bet builds on what it knows anyway."""
    used = record.homes.reused(record.registry, of_the_lab(record.registry), period)
    names = tuple(dict.fromkeys(user for one in used for user in record.homes.others(record.registry, one)))
    says = (text("Reused by {names}.", names=names),) if names else ()
    return Yardstick("reused", text("Insights others reused"), Exact(len(used), "insights", period), says)
