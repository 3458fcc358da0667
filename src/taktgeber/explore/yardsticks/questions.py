"""What the lab asked, and what came out: assumptions of its initiatives and hypotheses of its hand, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from taktgeber.core import Period
from taktgeber.evidence.knowing.verdict import DECISION_READY, verdict_of
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.memory import Registry

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


def questions(record: Record) -> tuple[Question, ...]:
    """In the order in which they were asked."""
    return tuple(sorted(_asked(record), key=lambda one: (one.asked, one.says)))


def settled_in(asked: tuple[Question, ...], period: Period) -> list[Question]:
    return [one for one in asked if one.settled is not None and period.contains(one.settled)]


def _asked(record: Record) -> Iterator[Question]:
    for one in record.lab.assumptions.values():
        yield Question(one.assumption, one.initiative, one.chance, one.asked, *one.answer, one.stated)
    for said in record.registry.hypotheses.values():
        settled, held = _answer(record.registry, said)
        yield Question(said.says, said.on, said.chance, said.day, settled, held)


def _answer(registry: Registry, said: Hypothesis) -> tuple[date, bool] | tuple[None, None]:
    answers = [(one.conclusion.day, verdict_of(one) == "shown") for one in registry.of(said.hypothesis)
               if one.conclusion is not None and verdict_of(one) in DECISION_READY]  # fmt: skip
    return min(answers) if answers else (None, None)
