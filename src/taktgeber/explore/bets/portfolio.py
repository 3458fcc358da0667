"""The next beat's bets, the two next best sets, and all that is left out with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Beat, Text, text
from taktgeber.explore.memory import Lab
from taktgeber.explore.once import Last

from .capacity import Capacity, capacity_of
from .choice import Limits, choose, runners_up, teaches
from .gathered import Candidate, LeftOut, gathered
from .means import Means, means_of
from .question import Question, alike
from .rests_on import rests_on
from .stop import stop_reasons

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

Newness = Literal["new", "partly", "hardly"]
NEARLY = 0.5  # likeness from which on a test would mostly repeat another one


@dataclass(frozen=True, slots=True)
class Pick:
    """newness: what it adds to those before it, of all that it would teach alone; like: of those before it the one it
    is most alike, where that is anything."""

    candidate: Candidate
    newness: Newness
    like: Candidate | None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """means: None where nobody can tell them; then at most one bet is proposed. runners_up: up to two."""

    means: Means | None
    capacity: Capacity
    picks: tuple[Pick, ...]
    runners_up: tuple[tuple[Candidate, ...], ...]
    left_out: tuple[LeftOut, ...]


def portfolio_of(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> Portfolio:
    """running: initiatives of the lab that were not stopped; what is to be stopped gets no bet."""
    return _LAST.of((*rests_on(beat), lab, running), lambda: _made(beat, lab, running))


_LAST: Last[Portfolio] = Last()


def _made(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> Portfolio:
    reasons = stop_reasons(beat, lab, running)
    going_on = [one for one in running if one.initiative not in reasons]
    means, capacity = means_of(beat), capacity_of(beat, lab, [one.initiative for one in running])
    candidates, left_out = gathered(beat, lab, going_on, means)
    home = {candidate.question: candidate for candidate in candidates}
    limits = limits_of(means, capacity)
    chosen = choose(tuple(home), limits)
    others = runners_up(tuple(home), limits, chosen)
    return Portfolio(
        means,
        capacity,
        tuple(_picked(chosen, place, home) for place in range(len(chosen))),
        tuple(tuple(home[question] for question in other) for other in others),
        (*_outweighed(home, chosen, limits), *left_out),
    )


def limits_of(means: Means | None, capacity: Capacity) -> Limits:
    if means is None:
        return Limits(None, None, 1 if capacity.room is None else min(1, capacity.room))
    return Limits(means.for_bets.minor, means.stake.minor, capacity.room)


def _picked(chosen: Sequence[Question], place: int, home: dict[Question, Candidate]) -> Pick:
    question, before = chosen[place], chosen[:place]
    share = (teaches(chosen[: place + 1]) - teaches(before)) / question.weight
    newness: Newness = "new" if share >= 0.75 else "partly" if share >= 0.4 else "hardly"
    nearest = max(before, key=lambda other: alike(question, other), default=None)
    like = home[nearest] if nearest is not None and newness != "new" else None
    return Pick(home[question], newness, like)


def _outweighed(home: dict[Question, Candidate], chosen: Sequence[Question], limits: Limits) -> list[LeftOut]:
    return [
        LeftOut(one.initiative, one.assumption.assumption, _why_not(question, chosen, home, limits))
        for question, one in home.items()
        if question not in chosen
    ]


def _why_not(question: Question, chosen: Sequence[Question], home: dict[Question, Candidate], limits: Limits) -> Text:
    if question.initiative in {other.initiative for other in chosen}:
        return text("another question of its initiative is asked first")
    nearest = max(chosen, key=lambda other: alike(question, other), default=None)
    if nearest is not None and alike(question, nearest) >= NEARLY:
        return text("it goes about it nearly as {initiative} does, which is tested first",
                    initiative=home[nearest].initiative.name)  # fmt: skip
    spent = sum(other.stake for other in chosen)
    if limits.tests is not None and len(chosen) >= limits.tests:
        return text("the lab has no room for one more test")
    if limits.means is not None and spent + question.stake > limits.means:
        return text("what may be lost in this beat does not reach for it as well")
    return text("everybody is sure of the answer")
