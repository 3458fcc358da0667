"""A hypothesis: an assumption made testable, said before anything is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from taktgeber.core import Entry
from taktgeber.core.memory import Standing

Hand = Literal["exploit", "explore"]
Question = Literal["need", "understood", "works", "pays", "carries"]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """hypothesis: its short name; says: it in words; question: which of the five was asked; chance: that it holds,
    as it was stated at first (a chance stated after the test is no forecast); on: the initiative that it is of."""

    hypothesis: str
    says: str
    hand: Hand
    question: Question
    chance: float | None
    on: str | None
    day: date
    standing: Standing
    entry: int


def hypothesis_of(entry: Entry) -> Hypothesis:
    body = entry.payload
    chance = body.get("chance")
    return Hypothesis(
        body["hypothesis"],
        body["says"],
        cast(Hand, body["hand"]),
        cast(Question, body["question"]),
        None if chance is None else float(chance),
        body.get("on"),
        date.fromisoformat(body["day"]),
        entry.standing,
        entry.seq,
    )
