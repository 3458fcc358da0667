"""What the lab asked, and what came out: assumptions of its initiatives and hypotheses of its hand, in one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from taktgeber.core import Period
from taktgeber.evidence.knowing.verdict import DECISION_READY, verdict_of
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.memory import Registry
from taktgeber.explore.assumptions import Assumption
from taktgeber.explore.once import once

from .record import Record


@dataclass(frozen=True, slots=True)
class Question:
    """on: the initiative it is of; chance: that it holds, as stated; settled, held: when and how it was answered, the
    first time; stated: the day of its chance, None: as it was asked.

    A hypothesis is answered by its first experiment that is ready for a decision; field work alone is no answer yet.
    """

    says: str
    on: str | None
    chance: float | None
    asked: date
    settled: date | None
    held: bool | None
    stated: date | None = None

    @property
    def followed(self) -> bool:
        """Whether it was written down before its answer: else it tells nothing of speed, and its chance no forecast."""
        return self.settled is None or self.asked < self.settled

    @property
    def foretold(self) -> bool:
        if self.chance is None or self.settled is None or not self.followed:
            return False
        return self.stated is None or self.stated < self.settled


@once
def questions(record: Record) -> tuple[Question, ...]:
    """In the order in which they were asked."""
    return tuple(sorted(_asked(record), key=lambda one: (one.asked, one.says)))


def settled_in(asked: tuple[Question, ...], period: Period) -> list[Question]:
    return [one for one in asked if one.settled is not None and period.contains(one.settled)]


def _asked(record: Record) -> Iterator[Question]:
    """An assumption and the hypothesis that tests it are one question; so are all of an initiative that one tests."""
    told = record.registry.hypotheses
    tested: dict[tuple[str, str], list[Assumption]] = {}
    for one in record.lab.assumptions.values():
        if one.hypothesis is not None and one.hypothesis in told:
            tested.setdefault((one.initiative, one.hypothesis), []).append(one)
        else:
            settled, held = one.answer
            yield Question(one.assumption, one.initiative, one.chance, one.asked, settled, held, one.stated)
    for (_, hypothesis), ones in tested.items():
        yield _one(ones, told[hypothesis], _answer(record.registry, told[hypothesis]))
    named = {hypothesis for _, hypothesis in tested}
    for said in told.values():
        if said.hypothesis not in named:
            yield Question(said.says, said.on, said.chance, said.day, *_answer(record.registry, said))


def _one(ones: Sequence[Assumption], said: Hypothesis, read: tuple[date, bool] | tuple[None, None]) -> Question:
    """Asked, foretold and answered when and as it first was, in either form; told as the assumption."""
    first = min(ones, key=lambda one: one.asked)
    chances = [(one.stated or one.asked, one.chance) for one in ones if one.chance is not None]
    chances += [(said.day, said.chance)] if said.chance is not None else []
    stated, chance = min(chances, default=(None, None))
    answers = [(day, held) for day, held in (*(one.answer for one in ones), read) if day is not None]
    settled, held = min(answers, default=(None, None))
    asked = min(first.asked, said.day)
    return Question(first.assumption, first.initiative, chance, asked, settled, held, stated)


def _answer(registry: Registry, said: Hypothesis) -> tuple[date, bool] | tuple[None, None]:
    answers = [(one.conclusion.day, verdict_of(one) == "shown") for one in registry.of(said.hypothesis)
               if one.conclusion is not None and verdict_of(one) in DECISION_READY]  # fmt: skip
    return min(answers) if answers else (None, None)
