"""A premise: what today's business rests on, what would refute it, and how it was judged from day to day.

What was said first stays: its words and its refuter are what its history is about. Its state is what people decided,
else that it holds; a state that was only found is kept in the history and counts as something seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, cast

from taktgeber.core import Entry
from taktgeber.core.memory import Standing

State = Literal["holds", "wobbling", "broken"]
# How far a state is from holding; the order in which states are worse.
WORSE: Mapping[State, int] = {"holds": 0, "wobbling": 1, "broken": 2}


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that its state was said. day: of a decision the ledger's own, of what was found its day."""

    state: State
    day: date
    reason: str
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class Premise:
    """refutes: what would refute it; rests: what of today's business rests on it, as "channel:TikTok"; share: of the
    business, stated by people where nothing booked shows it; entry: the first that said it."""

    premise: str
    says: str
    refutes: str
    owner: str | None
    review: date | None
    rests: tuple[str, ...]
    share: float | None
    day: date
    standing: Standing
    entry: int
    turns: tuple[Turn, ...] = ()

    @property
    def decided(self) -> Turn | None:
        """The last time that people decided its state."""
        return next((turn for turn in reversed(self.turns) if turn.standing == "decided"), None)

    @property
    def state(self) -> State:
        return self.decided.state if self.decided else "holds"

    def state_on(self, day: date) -> State | None:
        """As decided by the end of the day; None before it was said."""
        if day < self.day:
            return None
        turns = [turn for turn in self.turns if turn.standing == "decided" and turn.day <= day]
        return turns[-1].state if turns else "holds"

    @property
    def since(self) -> int:
        """The entry from which on evidence is new: the last decision on its state, else the one that said it."""
        return self.decided.entry if self.decided else self.entry

    def overdue(self, day: date) -> bool:
        return self.review is not None and self.review < day


def premise_of(entry: Entry, known: Premise | None) -> Premise:
    """The premise with what this entry says of it. Found entries change nothing that was decided."""
    body = entry.payload
    if known is None:
        return _turned(_first(entry), entry)
    if entry.standing == "found" and known.standing == "decided":
        return _turned(known, entry)
    changed = replace(
        known,
        owner=body.get("owner", known.owner),
        review=_day(body.get("review")) or known.review,
        rests=tuple(body["rests"]) if "rests" in body else known.rests,
        share=body.get("share", known.share),
        standing=entry.standing,
    )
    return _turned(changed, entry)


def revised(premise: Premise, **changes: Any) -> dict[str, Any]:
    """The body of an entry that says the premise again with these changes; what is left out stays as it was."""
    same = {"premise": premise.premise, "says": premise.says, "refutes": premise.refutes}
    return same | {name: value for name, value in changes.items() if value is not None}


def _first(entry: Entry) -> Premise:
    body = entry.payload
    return Premise(
        body["premise"], body["says"], body["refutes"], body.get("owner"), _day(body.get("review")),
        tuple(body.get("rests", ())), body.get("share"), date.fromisoformat(body["day"]), entry.standing, entry.seq,
    )  # fmt: skip


def _turned(premise: Premise, entry: Entry) -> Premise:
    body = entry.payload
    if "state" not in body:
        return premise
    day = entry.at.date() if entry.standing == "decided" else date.fromisoformat(body["day"])
    turn = Turn(cast(State, body["state"]), day, body.get("reason", ""), entry.standing, entry.seq)
    return replace(premise, turns=(*premise.turns, turn))


def _day(written: object) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else None
