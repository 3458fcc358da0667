"""Best before: until when an insight may be used without asking again.

What was true when it was tested goes stale as markets move. Whoever never forgets keeps acting on it: in Posen &
Levinthal 2012 (Management Science 58(3)), rebuilt with a half-life of evidence, to forget lifts the result between 1.2
and 4.4 times where the world changes, and costs at most a seventieth of it in one that stands still.

An insight is best before the day on which half of it is no longer trusted: a half-life after the data of the newest
evidence that carries its step end. To confirm it again moves that day; weaker evidence does not, since it would not
have earned the step. A day that people set holds where it comes earlier, so that trust is shortened by hand and never
prolonged. What rests on nothing tested ages from the day it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from taktgeber.evidence.registry.hypothesis import Question
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .strength import Held, Strength

State = Literal["fresh", "due", "past"]

# In weeks. Starting values that a firm sets by its own market, insight by insight: what people need changes more
# slowly than how an offer is read, and that more slowly than what pays in a channel.
HALF_LIFE: dict[Question, int] = {"need": 104, "understood": 78, "works": 52, "pays": 52, "carries": 52}
_UNKNOWN = min(HALF_LIFE.values())
_DUE = timedelta(weeks=8)  # time enough to plan a test and run it


@dataclass(frozen=True, slots=True)
class Freshness:
    """hypothesis: the one that goes stale first, None where the insight rests on none; newest: the day up to which its
    evidence speaks, or on which it was written; weeks: half-life; best_before: the day that people set where that is
    earlier."""

    hypothesis: str | None
    newest: date
    weeks: int
    best_before: date
    state: State


def freshness_of(registry: Registry, insight: Insight, strength: Strength, day: date) -> Freshness | None:
    """On a day; None where something that the insight rests on has nothing that speaks for it, which no day mends, and
    where it neither rests on anything nor says what taught it."""
    if not strength.held:
        return _of_a_bet(insight, day) if insight.on is not None else None
    kept = [_kept(registry, insight, held, day) for held in strength.held]
    if None in kept:
        return None
    return min((one for one in kept if one is not None), key=lambda one: (one.best_before, one.hypothesis or ""))


def _of_a_bet(insight: Insight, day: date) -> Freshness:
    """Nobody tested it. The day that people set holds as it is, later ones too: there is no evidence that could age."""
    weeks = insight.weeks or _UNKNOWN
    until = insight.best_before or _after(insight.day, weeks)
    return Freshness(None, insight.day, weeks, until, _state(until, day))


def half_life(registry: Registry, insight: Insight, hypothesis: str) -> int:
    """In weeks: the insight's own, else by the question that was asked."""
    if insight.weeks is not None:
        return insight.weeks
    known = registry.hypotheses.get(hypothesis)
    return HALF_LIFE[known.question] if known else _UNKNOWN


def _kept(registry: Registry, insight: Insight, held: Held, day: date) -> Freshness | None:
    best = held.strongest
    if best is None:
        return None
    carries = min(best.level, held.level) if held.level else best.level
    newest = max(piece.day for piece in held.speaking("for") if piece.level >= carries)
    weeks = half_life(registry, insight, held.hypothesis)
    until = min(_after(newest, weeks), insight.best_before or date.max)
    return Freshness(held.hypothesis, newest, weeks, until, _state(until, day))


def _after(day: date, weeks: int) -> date:
    return date.fromordinal(min(day.toordinal() + 7 * weeks, date.max.toordinal()))


def _state(until: date, day: date) -> State:
    return "past" if day > until else "due" if day > until - _DUE else "fresh"
