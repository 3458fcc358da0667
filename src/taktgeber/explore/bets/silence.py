"""When an initiative last brought anything new: money can flow for years where nobody learns anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from taktgeber.core import Beat
from taktgeber.evidence import REGISTRY
from taktgeber.explore.memory import Lab

_BEATS = 2


def last_new(beat: Beat, lab: Lab) -> Mapping[str, date]:
    """By initiative, the newest day of a question that was asked or settled, of an insight, of a look or field work of
    a hypothesis about it. Of which nothing is known is not named: it may have begun yesterday."""
    registry = beat.book.state(REGISTRY)
    newest: dict[str, date] = {}

    def seen(initiative: str, day: date | None) -> None:
        if day is not None and day > newest.get(initiative, date.min):
            newest[initiative] = day

    for initiative, asked in lab.asked.items():
        for one in asked.values():
            seen(initiative, one.asked)
            seen(initiative, one.settled)
    for initiative, taught in lab.taught.items():
        for name in taught:
            seen(initiative, registry.insights[name].day if name in registry.insights else None)
    about = dict(lab.said_of.items())
    for work in registry.fieldwork.values():
        if work.hypothesis in about:
            seen(about[work.hypothesis], work.day)
    for tried in registry.experiments.values():
        if tried.plan.hypothesis in about and tried.last_look is not None:
            seen(about[tried.plan.hypothesis], tried.last_look.day)
    return newest


def silent_since(beat: Beat) -> date:
    """What brought nothing new from this day on is silent: the past two beats."""
    since = beat.past
    for _ in range(_BEATS - 1):
        since = since.before()
    return since.first
