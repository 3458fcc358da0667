"""An insight: a general statement that rests on hypotheses that were tested, with the places where it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taktgeber.core import Entry

from .hypothesis import Hand


@dataclass(frozen=True, slots=True)
class Insight:
    """rests_on: hypotheses; holds: the insight says that they hold (else that they do not); scope: where it counts,
    empty for everywhere; weeks: after which half of it is no longer trusted, None: by the question that was asked.

    Which experiments speak for it and against it is found in the ledger and never written into it.
    """

    insight: str
    hand: Hand
    says: str
    rests_on: tuple[str, ...]
    holds: bool
    scope: tuple[str, ...]
    weeks: int | None
    day: date
    entry: int


def insight_of(entry: Entry) -> Insight:
    body = entry.payload
    return Insight(
        body["insight"],
        body["hand"],
        body["says"],
        tuple(body["rests_on"]),
        bool(body["holds"]),
        tuple(body.get("scope", ())),
        body.get("weeks"),
        date.fromisoformat(body["day"]),
        entry.seq,
    )
