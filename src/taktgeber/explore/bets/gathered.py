"""What may be tested next, and what may not be yet, with the reason.

Only what is a bet is weighed: it has a stated chance, a stake that fits, and an initiative of which somebody said that
it is no small step from today's business. While a test of an initiative runs, its next question waits for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Money, Text, text
from taktgeber.explore.assumptions import Assumption, in_test_order
from taktgeber.explore.initiatives.place import placed, proved_incremental
from taktgeber.explore.memory import Lab
from taktgeber.explore.opportunities.opportunity import OPPORTUNITIES, Opportunities
from taktgeber.govern import INITIATIVES, InitiativesState

from .means import Means
from .question import DOUBT, WEIGHT, Doubt, Load, Question
from .used import used_by

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

MOST = 100  # questions that are weighed against each other; of more, the weightiest


@dataclass(frozen=True, slots=True)
class Candidate:
    """next: what is asked after it, where it holds."""

    question: Question
    assumption: Assumption
    initiative: Initiative
    stake: Money
    next: Assumption | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """assumption: empty where it is all of the initiative."""

    initiative: Initiative
    assumption: str
    why: Text


Premise = tuple[Load | None, Doubt]


@dataclass(frozen=True, slots=True)
class _Context:
    beat: Beat
    means: Means | None
    used: Mapping[str, int]
    premises: Mapping[str, Premise]
    initiatives: InitiativesState
    opportunities: Opportunities


def gathered(
    beat: Beat, lab: Lab, running: Sequence[Initiative], means: Means | None
) -> tuple[tuple[Candidate, ...], tuple[LeftOut, ...]]:
    """running: those that are not to be stopped."""
    asked = {one.initiative: lab.assumptions_of(one.initiative) for one in running}
    named = any(a.premise for every in asked.values() for a in every) or any(one.premises for one in running)
    context = _Context(beat, means, used_by(beat), _premises(beat) if named else {},
                       beat.book.state(INITIATIVES), beat.book.state(OPPORTUNITIES))  # fmt: skip
    candidates: list[Candidate] = []
    left: list[LeftOut] = []
    for one in running:
        for found in _of(one, asked[one.initiative], context):
            (candidates if isinstance(found, Candidate) else left).append(found)  # type: ignore[arg-type]
    weightiest = nlargest(MOST, candidates, key=lambda c: c.question.weight)
    return tuple(weightiest), tuple(left)


def _of(one: Initiative, asked: Sequence[Assumption], context: _Context) -> Iterator[Candidate | LeftOut]:
    waiting = [a for a in asked if a.state == "open"]
    if not waiting:
        return
    why = _sheltered(one, asked, context)
    if why is not None:
        yield LeftOut(one, "", why)
        return
    left = None if one.lose is None else _left(one.lose, context.used.get(one.initiative, 0))
    order = in_test_order(waiting, {} if left is None else {one.initiative: left})
    reached = 1.0
    for place, assumption in enumerate(order):
        stake = assumption.lose or left
        assert stake is not None
        assert assumption.chance is not None
        why = _too_dear(assumption, stake, left, context)
        after = order[place + 1] if place + 1 < len(order) else None
        question = _question(one, assumption, stake, reached, context)
        yield LeftOut(one, assumption.assumption, why) if why else Candidate(question, assumption, one, stake, after)
        reached *= assumption.chance
    for assumption in waiting:
        if assumption not in order:
            yield LeftOut(one, assumption.assumption, _unsaid(assumption))


def _sheltered(one: Initiative, asked: Sequence[Assumption], context: _Context) -> Text | None:
    """Why nothing of it is a bet now."""
    known = context.initiatives
    if proved_incremental(known, one.initiative) is not None:
        return text("it is a small step from today's business, and goes on there")
    if placed(known, one.initiative) is None:
        return text("nobody has said how far it is from today's business")
    first = context.beat.period.first
    if any(a.state == "testing" and (a.until is None or a.until >= first) for a in asked):
        return text("its test is running; what comes next depends on the answer")
    return None


def _too_dear(assumption: Assumption, stake: Money, left: Money | None, context: _Context) -> Text | None:
    if stake.currency != context.beat.settings.currency:
        return text("its stake is in {currency} and waits for a rate", currency=stake.currency)
    if left is not None and left.currency == stake.currency and stake.minor > left.minor:
        return text("it may lose {stake}, and the initiative has {left} left to lose", stake=stake, left=left)
    if context.means is not None and stake.minor > context.means.stake.minor:
        return text("it may lose {stake}, and one bet may lose {most}: a smaller first test is needed", stake=stake,
                    most=context.means.stake)  # fmt: skip
    return None


def _unsaid(assumption: Assumption) -> Text:
    if assumption.chance is None:
        return text("nobody stated the chance that it holds")
    return text("nothing is left that it may lose, or nobody said how much")


def _left(lose: Money, used: int) -> Money:
    return Money(max(lose.minor - used, 0), lose.currency)


def _question(one: Initiative, assumption: Assumption, stake: Money, reached: float, context: _Context) -> Question:
    premises = (assumption.premise,) if assumption.premise else one.premises
    load, doubt = max((context.premises[name] for name in premises if name in context.premises),
                      key=lambda known: WEIGHT[known[0]] * DOUBT[known[1]], default=(None, None))  # fmt: skip
    opportunity = context.opportunities.get(one.opportunity)
    model = opportunity.model if opportunity else None
    assert assumption.chance is not None
    return Question(
        one.initiative,
        assumption.assumption,
        assumption.chance,
        stake.minor,
        load,
        reached,
        (
            ("premise", frozenset(premises)),
            ("approach", frozenset(tag.casefold() for tag in one.approach)),
            ("model", frozenset({model} if model else ())),
        ),
        assumption.until or one.until,
        doubt,
    )


def _premises(beat: Beat) -> Mapping[str, Premise]:
    """What rests on each and what is known of it, as in the order of attack; of what nobody said how much rests on it,
    the middle."""
    from taktgeber.explore.premises import standing_of

    return {
        one.premise.premise: ("middle" if one.load.band == "unknown" else one.load.band, one.doubt)
        for one in standing_of(beat).targets
    }
