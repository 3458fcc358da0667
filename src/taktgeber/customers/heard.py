"""What was heard, as the ledger keeps it: a digest, a theme, a market, a day. Never the words, never who told them.

It stands as evidence of the lowest level (E0: somebody said so) where it speaks to an initiative, else as a
candidate signal. A withdrawn report keeps its entry and digest, and no longer counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from taktgeber.core import Entry, Fold, Text, text

ABOUT: Mapping[str, Text] = {
    "product": text("a product"),
    "service": text("service"),
    "price": text("prices"),
    "delivery": text("delivery"),
    "advertising": text("our advertising"),
    "other": text("something else"),
}
EVIDENCE, SIGNAL = "E0", "signal"


@dataclass(frozen=True, slots=True)
class HeardEntry:
    """level: "E0" of evidence, "signal" of a candidate. on: the initiative it speaks to."""

    heard: str
    digest: str
    about: str
    market: str | None
    day: date
    level: str
    on: str | None
    entry: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class HeardState:
    all: Mapping[str, HeardEntry] = field(default_factory=dict)

    def standing(self) -> tuple[HeardEntry, ...]:
        return tuple(one for one in self.all.values() if not one.withdrawn)


def _apply(state: HeardState, entry: Entry) -> HeardState:
    body: Mapping[str, Any] = entry.payload
    if entry.kind == "heard":
        made = HeardEntry(
            body["heard"], body["digest"], body["about"], body.get("market"), date.fromisoformat(body["day"]),
            body["level"], body.get("on"), entry.seq,
        )  # fmt: skip
        return HeardState({**state.all, made.heard: made})
    kind, _, name = str(body["subject"]).partition(":")
    if kind != "heard" or name not in state.all:
        return state
    return HeardState({**state.all, name: replace(state.all[name], withdrawn=True)})


HEARD: Fold[HeardState] = Fold("customers.heard", ("heard", "ended"), HeardState, _apply)
