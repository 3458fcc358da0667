"""The reserve: means that only exploration may use, and what moved between purses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taktgeber.core import Entry, Fold, Money
from taktgeber.core.memory import Standing

Steps = tuple[tuple[date, float], ...]


@dataclass(frozen=True, slots=True)
class Transfer:
    source: str
    target: str
    amount: Money
    reason: str
    actor: str
    day: date
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class ReserveState:
    """share: newest of the path that was decided (as found where nothing is decided); path: dated steps;
    low, high: the sponsor's band; since: the first day of the newest entry; found: paths found and not
    decided over: they move nothing, but bind what a first decision may set."""

    share: float | None = None
    path: Steps = ()
    low: float | None = None
    high: float | None = None
    since: date | None = None
    standing: Standing | None = None
    entry: int | None = None
    transfers: tuple[Transfer, ...] = ()
    found: tuple[Steps, ...] = ()

    def share_on(self, day: date) -> float | None:
        return share_on(self.path, day)

    def bound_on(self, day: date) -> float:
        """The share below which a decision lowers the reserve."""
        paths = (self.path,) if self.standing == "decided" else self.found
        return max((share_on(path, day) or 0.0 for path in paths), default=0.0)

    def days(self) -> tuple[date, ...]:
        return tuple(day for path in (self.path, *self.found) for day, _ in path)


def share_on(path: Steps, day: date) -> float | None:
    held = [share for first, share in path if first <= day]
    return held[-1] if held else None


def steps_of(body: Mapping[str, Any]) -> Steps:
    """The path that a reserve's entry says, its first day first."""
    steps = {date.fromisoformat(body["first"]): float(body["share"])}
    later = {date.fromisoformat(step["day"]): float(step["share"]) for step in body.get("path", ())}
    first = min(steps)
    return tuple(sorted({**steps, **{day: share for day, share in later.items() if day > first}}.items()))


def laid_over(old: Steps, new: Steps) -> Steps:
    """The old path until the new one begins."""
    return (*(step for step in old if step[0] < new[0][0]), *new)


def _apply(state: ReserveState, entry: Entry) -> ReserveState:
    body = entry.payload
    if entry.kind == "transfer":
        amount = body["amount"]
        made = Transfer(
            body["source"], body["target"], Money(amount["minor"], amount["currency"]), body.get("reason", ""),
            entry.actor, date.fromisoformat(body["day"]), entry.standing, entry.seq,
        )  # fmt: skip
        return replace(state, transfers=(*state.transfers, made))
    steps = steps_of(body)
    if entry.standing == "found" and state.standing == "decided":
        return state
    over = state.path if state.standing == entry.standing else ()
    band = body.get("band") or {}
    return replace(
        state, path=laid_over(over, steps), share=body["share"], since=steps[0][0], standing=entry.standing,
        low=band.get("low", state.low), high=band.get("high", state.high), entry=entry.seq,
        found=(*state.found, steps) if entry.standing == "found" else (),
    )  # fmt: skip


RESERVE: Fold[ReserveState] = Fold("govern.reserve", ("reserve", "transfer"), ReserveState, _apply)
