"""What the lab remembers: a fold over assumptions, insights and the stages of initiatives.

Ten thousand initiatives are read as fast as ten: every map is kept by initiative and grows without being copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from taktgeber.core import Entry, Fold, Period
from taktgeber.core.memory import Standing
from taktgeber.govern.kept import Kept

from .assumptions import Assumption, assumption_of
from .days import date_in, day_of


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an initiative, and its prototype, stood from a day on."""

    state: str
    maturity: str | None
    day: date
    entry: int
    standing: Standing = "decided"


@dataclass(frozen=True)
class Lab:
    """asked: assumptions by initiative and words; stages: of each initiative, the oldest first; taught: short names of
    insights by the initiative that taught them; said_of: initiatives by the hypothesis that is about them."""

    asked: Kept[Mapping[str, Assumption]] = field(default_factory=Kept)
    stages: Kept[tuple[Stage, ...]] = field(default_factory=Kept)
    taught: Kept[tuple[str, ...]] = field(default_factory=Kept)
    said_of: Kept[str] = field(default_factory=Kept)

    @cached_property
    def assumptions(self) -> Mapping[tuple[str, str], Assumption]:
        """All of them, by (initiative, assumption)."""
        return {(one.initiative, one.assumption): one for asked in self.asked.values() for one in asked.values()}

    @cached_property
    def stopped(self) -> Mapping[str, date]:
        """The day on which each stopped initiative was stopped."""
        return {name: day for name, stages in self.stages.items() if (day := _stopped_since(stages)) is not None}

    def assumption(self, initiative: str, words: str) -> Assumption | None:
        return self.asked.get(initiative, {}).get(words)

    def assumptions_of(self, initiative: str) -> tuple[Assumption, ...]:
        return tuple(self.asked.get(initiative, {}).values())

    def insights_on(self, initiative: str) -> tuple[str, ...]:
        """Short names of what it taught: written as such, or resting on a hypothesis about it. The oldest first."""
        return self.taught.get(initiative, ())

    def settled_in(self, period: Period) -> tuple[Assumption, ...]:
        return tuple(a for a in self.assumptions.values() if a.settled_in(period))

    def stopped_in(self, period: Period) -> tuple[str, ...]:
        return tuple(initiative for initiative, day in self.stopped.items() if period.contains(day))


def _remember(lab: Lab, entry: Entry) -> Lab:
    body = entry.payload
    match entry.kind:
        case "assumption":
            initiative, words = str(body["initiative"]), str(body["assumption"])
            before = lab.asked.get(initiative, {})
            said = {**before, words: assumption_of(entry, before.get(words))}
            return replace(lab, asked=lab.asked.put(initiative, said))
        case "hypothesis":
            on = body.get("on")
            return replace(lab, said_of=lab.said_of.put(body["hypothesis"], on)) if on else lab
        case "insight":
            return _learned(lab, body)
    initiative = str(body["initiative"])
    known, maturity = lab.stages.get(initiative, ()), body.get("maturity")
    if entry.standing == "found" and any(stage.standing == "decided" for stage in known):
        return lab  # what was only found changes nothing that people decided
    if known and (known[-1].state, known[-1].maturity) == (body["state"], maturity):
        same = replace(known[-1], standing=entry.standing)
        return lab if same == known[-1] else replace(lab, stages=lab.stages.put(initiative, (*known[:-1], same)))
    day = _stopped_on(entry) if body["state"] == "stopped" else day_of(entry)
    stage = Stage(body["state"], maturity, day, entry.seq, entry.standing)
    return replace(lab, stages=lab.stages.put(initiative, (*known, stage)))


def _learned(lab: Lab, body: Mapping[str, Any]) -> Lab:
    about = (body.get("on"), *(lab.said_of.get(name) for name in body.get("rests_on", ())))
    taught = lab.taught
    for initiative in dict.fromkeys(name for name in about if name):
        known = taught.get(initiative, ())
        if body["insight"] not in known:
            taught = taught.put(initiative, (*known, body["insight"]))
    return lab if taught is lab.taught else replace(lab, taught=taught)


def _stopped_since(stages: tuple[Stage, ...]) -> date | None:
    since = None
    for stage in reversed(stages):
        if stage.state != "stopped":
            break
        since = stage.day
    return since


def _stopped_on(entry: Entry) -> date:
    """A bet found as stopped ended by its own date, not on the day that it was written down."""
    written, until = day_of(entry), date_in(entry.payload, "until")
    if entry.standing == "found" and until is not None:
        return min(until, written)
    return written


LAB: Fold[Lab] = Fold("explore.lab", ("assumption", "initiative", "hypothesis", "insight"), Lab, _remember)
