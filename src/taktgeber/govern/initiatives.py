"""Funded work inside a unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from taktgeber.core import Entry, Fold, Money
from taktgeber.core.memory import Standing

from .claims import Claims, day, effective, ended_by, put
from .kept import Kept


@dataclass(frozen=True, slots=True)
class Initiative:
    """distance: technology, market, proposition; 0 today's, 1 adjacent, 2 new; empty while nobody has said it, and
    why: the reason for it. lose: what it may cost at most. premises: those of today's business that it attacks;
    approach: tags of how it goes about it; maturity: of its prototype."""

    initiative: str
    unit: str
    name: str
    labels: tuple[str, ...]
    metrics: tuple[str, ...]
    horizon_beats: int
    distance: Mapping[str, int]
    unknown: str
    lose: Money | None
    until: date | None
    state: str
    standing: Standing
    entry: int
    why: str = ""
    charter: str = ""
    opportunity: str | None = None
    premises: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    maturity: str | None = None

    @property
    def incremental(self) -> bool:
        """A small step from today's business: nothing new, at most one thing adjacent. Not so while nobody has said
        how far it is."""
        if not self.distance:
            return False
        steps = self.distance.values()
        return 2 not in steps and sum(step == 1 for step in steps) <= 1


@dataclass(frozen=True)
class InitiativesState(Mapping[str, Initiative]):
    """What holds by initiative; said: all that its entries say."""

    said: Claims[Initiative] = field(default_factory=Kept)

    @cached_property
    def _held(self) -> dict[str, Initiative]:
        held = {name: effective(said) for name, said in self.said.items()}
        return {name: one for name, one in held.items() if one is not None}

    def __getitem__(self, initiative: str) -> Initiative:
        return self._held[initiative]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def of(self, initiative: str | None) -> tuple[Initiative, ...]:
        return self.said.get(initiative or "", ())

    def in_unit(self, unit: str) -> tuple[Initiative, ...]:
        return tuple(one for said in self.said.values() for one in said if one.unit == unit)


def _apply(state: InitiativesState, entry: Entry) -> InitiativesState:
    body = entry.payload
    end = ended_by(entry)
    if end is not None:
        name = end[0].removeprefix("initiative:")
        if not end[0].startswith("initiative:") or name not in state.said:
            return state
        stopped = tuple(replace(one, state="stopped") for one in state.said[name])
        return InitiativesState(state.said.put(name, stopped))
    if entry.kind != "initiative":
        return state
    lose = body.get("lose")
    made = Initiative(
        body["initiative"], body["unit"], body["name"], tuple(body["labels"]), tuple(body["metrics"]),
        body["horizon_beats"], body.get("distance", {}), body["unknown"],
        Money(lose["minor"], lose["currency"]) if lose else None, day(body.get("until")), body["state"],
        entry.standing, entry.seq, body.get("why", ""), body.get("charter", ""), body.get("opportunity"),
        tuple(body.get("premises", ())), tuple(body.get("approach", ())), tuple(body.get("competences", ())),
        tuple(body.get("partners", ())), body.get("maturity"),
    )  # fmt: skip
    return InitiativesState(put(state.said, made.initiative, made))


INITIATIVES: Fold[InitiativesState] = Fold("govern.initiatives", ("initiative", "ended"), InitiativesState, _apply)
