"""A signal: a hint of change with its day, and what people made of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from taktgeber.core import Entry, Text
from taktgeber.core.memory import Standing
from taktgeber.explore.message import message_of

from .fates import EDGES, RAISED

How = Literal["level", "newcomer", "burst", "new_word", "heard"]


@dataclass(frozen=True, slots=True)
class Fate:
    """One turn. happened: the day on which what it foretold came true; None where nobody said."""

    fate: str
    premise: str | None
    hypothesis: str | None
    happened: date | None
    reason: str
    day: date
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class Signal:
    """about: the series or the word; day: on which it was raised; since: on which it began; digest: of what, how and in
    which direction, by which it is known again. told: what the house says of it, in any language (says is in English);
    None of what a person said. Of scans alone: p, how likely what does not change gets as far; chance: that the level
    changed.
    """

    signal: str
    says: str
    about: str
    how: How
    source: str
    since: date | None
    digest: str
    day: date
    standing: Standing
    entry: int
    fates: tuple[Fate, ...] = ()
    told: Text | None = None
    p: float | None = None
    chance: float | None = None

    @property
    def words(self) -> Text | str:
        return self.told or self.says

    @property
    def state(self) -> str:
        return self.fates[-1].fate if self.fates else RAISED

    @property
    def last(self) -> Fate | None:
        return self.fates[-1] if self.fates else None

    @property
    def lead(self) -> int | None:
        """Days from the day it was raised until it came true; below 0 where it came after the fact."""
        last = self.last
        if last is None or last.fate != "proved" or last.happened is None:
            return None
        return (last.happened - self.day).days

    @property
    def missed(self) -> bool:
        """Somebody spoke of it only after it had happened: we heard nothing in time."""
        return self.lead is not None and self.lead < 0

    def state_on(self, day: date) -> str | None:
        """By the end of the day; None before it was raised."""
        if day < self.day:
            return None
        turned = [fate.fate for fate in self.fates if fate.day <= day]
        return turned[-1] if turned else RAISED


def signal_of(entry: Entry) -> Signal:
    body = entry.payload
    return Signal(
        body["signal"], body["says"], body["about"], cast(How, body["how"]), body.get("source", ""),
        _day(body.get("since")), body.get("digest", ""), date.fromisoformat(body["day"]),
        entry.standing, entry.seq, told=message_of(body.get("told")),
        p=body.get("p"), chance=body.get("chance"),
    )  # fmt: skip


def fate_of(entry: Entry) -> Fate:
    body = entry.payload
    return Fate(
        body["fate"], body.get("premise"), body.get("hypothesis"), _day(body.get("happened")), body.get("reason", ""),
        date.fromisoformat(body["day"]), entry.standing, entry.seq,
    )  # fmt: skip


def follows(signal: Signal, fate: Fate) -> bool:
    """Whether the fate is one of those that may come next, and does not go back in time."""
    last = signal.last
    return fate.fate in EDGES[signal.state] and fate.day >= (last.day if last else signal.day)


def _day(written: object) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else None
