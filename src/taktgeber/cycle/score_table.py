"""Forecasts beside what happened, as a table: what a close tells, and what management reads of a beat."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Period, Table, Text, text
from taktgeber.core.names import named

from .calibration import period_of
from .close import scores_of
from .house import House
from .scores import Score


def last_scores(house: House, beat: Period) -> tuple[Score, ...]:
    """What was scored when the beat was closed; nothing where it is not closed."""
    closed = (e.payload for e in house.book.entries(kinds=("closed",)) if period_of(e.payload["beat"]) == beat)
    return tuple(score for body in closed for score in scores_of(body))


def score_table(scores: Sequence[Score], beat: Period) -> Table:
    head = (text("Proposal"), text("Forecast of"), text("Expected"), text("Happened"), text("Held"))
    rows = tuple((s.proposal.partition("/")[2], named(s.metric), s.expected, s.outcome, _held(s)) for s in scores)
    return Table(head, rows, text("Forecasts against what happened, {beat}", beat=beat))


def _held(score: Score) -> Text:
    if score.brier is not None:
        return text("a chance")
    if score.inside is None:
        return text("cannot tell")
    return text("inside its interval") if score.inside else text("outside its interval")
