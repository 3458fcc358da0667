"""Field work: what people said and did where they live and work, kept as evidence of its own kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from taktgeber.core import Entry

from .hypothesis import Hand, Question

FieldMethod = Literal["interview", "observation", "field_notes", "photos", "transcript", "prototype", "survey"]
Finds = Literal["for", "against", "mixed"]


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """people: how many took part; contexts: the markets or settings they came from; behaviour: it rests on what
    people did, not on what they say they would do; sought: what would refute it was looked for; second: read by a
    second person on their own; recorded: the words or pictures are kept; saturated: the last third of people
    brought nothing new."""

    fieldwork: str
    hand: Hand
    hypothesis: str
    question: Question
    method: FieldMethod
    day: date
    people: int
    contexts: tuple[str, ...]
    finds: Finds
    says: str
    behaviour: bool
    sought: bool
    second: bool
    recorded: bool
    saturated: bool
    entry: int


def fieldwork_of(entry: Entry) -> Fieldwork:
    body = entry.payload
    return Fieldwork(
        body["fieldwork"],
        cast(Hand, body["hand"]),
        body["hypothesis"],
        cast(Question, body["question"]),
        cast(FieldMethod, body["method"]),
        date.fromisoformat(body["day"]),
        body["people"],
        tuple(body.get("contexts", ())),
        cast(Finds, body["finds"]),
        body["says"],
        bool(body.get("behaviour", False)),
        bool(body.get("sought", False)),
        bool(body.get("second", False)),
        bool(body.get("recorded", False)),
        bool(body.get("saturated", False)),
        entry.seq,
    )
