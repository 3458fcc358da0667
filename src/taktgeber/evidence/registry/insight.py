"""An insight: a general statement of what was learned, what it rests on, where it counts, and who uses it.

It rests on hypotheses that were tested. What a bet of the lab taught may rest on nothing that was tested: it is kept
as well, names the bet, and stands on the lowest step until somebody tests it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taktgeber.core import Entry

from .hypothesis import Hand


@dataclass(frozen=True, slots=True)
class Insight:
    """rests_on: hypotheses; holds: the insight says that they hold, or the idea of the bet (else that they do not),
    None where a bet ended without an answer; scope: where it counts, empty for everywhere; weeks: after which half of
    it is no longer trusted, None: by the question that was asked; on: the initiative or the slack that taught it;
    best_before: a day beyond which nobody should lean on it, whatever speaks for it; claim: the audited claim from data
    that it rests on.

    Which experiments speak for it and against it is found in the ledger and never written into it.
    """

    insight: str
    hand: Hand
    says: str
    rests_on: tuple[str, ...]
    holds: bool | None
    scope: tuple[str, ...]
    weeks: int | None
    day: date
    entry: int
    on: str | None = None
    best_before: date | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Reuse:
    """by: units or roles that build on an insight."""

    by: tuple[str, ...]
    day: date
    entry: int


def insight_of(entry: Entry) -> Insight:
    body = entry.payload
    rests_on = tuple(body.get("rests_on", ()))
    best_before = body.get("best_before")
    return Insight(
        body["insight"],
        body["hand"],
        body["says"],
        rests_on,
        body.get("holds", True if rests_on else None),
        tuple(body.get("scope", ())),
        body.get("weeks"),
        date.fromisoformat(body["day"]),
        entry.seq,
        body.get("on"),
        None if best_before is None else date.fromisoformat(best_before),
        body.get("claim"),
    )


def reuse_of(entry: Entry) -> Reuse:
    body = entry.payload
    return Reuse(tuple(body["by"]), date.fromisoformat(body["day"]), entry.seq)
