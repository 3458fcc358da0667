"""Units, each with one hand, and their dated mandates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from taktgeber.core import Entry, Fold
from taktgeber.core.memory import Standing

from .claims import Claims, day, effective, ended_by, in_force, put
from .kept import Kept


@dataclass(frozen=True, slots=True)
class UnitState:
    """mode: exploit, explore or steering, as decided; as found where nothing is decided."""

    unit: str
    name: str
    mode: str
    market: str | None
    standing: Standing
    entry: int
    since: date


@dataclass(frozen=True, slots=True)
class MandateState:
    unit: str
    leader: str
    first: date
    last: date | None
    horizon_beats: int
    scorecard: tuple[str, ...]
    charter: str | None
    standing: Standing
    entry: int


@dataclass(frozen=True)
class UnitsState:
    said: Claims[UnitState] = field(default_factory=Kept)
    mandates: Claims[MandateState] = field(default_factory=Kept)

    @cached_property
    def units(self) -> Mapping[str, UnitState]:
        held = {unit: effective(said) for unit, said in self.said.items()}
        return {unit: state for unit, state in held.items() if state is not None}

    def modes(self, unit: str | None) -> frozenset[str]:
        """All that its entries say it is: what binds it."""
        return frozenset(said.mode for said in self.said.get(unit or "", ()))

    def mandate(self, unit: str, day: date) -> MandateState | None:
        """In force on the day; a decided one goes before a found one."""
        held = [m for m in self.mandates.get(unit, ()) if in_force(m.first, m.last, day)]
        decided = [m for m in held if m.standing == "decided"]
        return decided[-1] if decided else held[-1] if held else None

    def leads(self, person: str) -> tuple[MandateState, ...]:
        return tuple(m for held in self.mandates.values() for m in held if m.leader == person)


def _apply(state: UnitsState, entry: Entry) -> UnitsState:
    body = entry.payload
    if entry.kind == "unit":
        said = UnitState(
            body["unit"], body["name"], body["mode"], body.get("market"), entry.standing, entry.seq,
            entry.at.date(),
        )  # fmt: skip
        return UnitsState(put(state.said, said.unit, said), state.mandates)
    if entry.kind == "mandate":
        made = MandateState(
            body["unit"], body["leader"], date.fromisoformat(body["first"]), day(body.get("last")),
            body["horizon_beats"], tuple(body["scorecard"]), body.get("charter"), entry.standing, entry.seq,
        )  # fmt: skip
        held = state.mandates.get(made.unit, ())
        if made.standing == "decided":
            held = _end(held, made.first - timedelta(days=1))
        return UnitsState(state.said, state.mandates.put(made.unit, (*held, made)))
    end = ended_by(entry)
    if end is None or not end[0].startswith("mandate:"):
        return state
    unit = end[0].removeprefix("mandate:")
    return UnitsState(state.said, state.mandates.put(unit, _end(state.mandates.get(unit, ()), end[1])))


def _end(held: tuple[MandateState, ...], last: date) -> tuple[MandateState, ...]:
    """Those that began by then, none beyond it."""
    return tuple(
        replace(m, last=last if m.last is None else min(m.last, last)) for m in held if m.first <= last
    )  # fmt: skip


UNITS: Fold[UnitsState] = Fold("govern.units", ("unit", "mandate", "ended"), UnitsState, _apply)
