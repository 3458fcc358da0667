"""The second axis: which of the five questions was asked of each hypothesis, and how well it is answered."""

from __future__ import annotations

from taktgeber.core import Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.evidence import Registry
from taktgeber.evidence.ladder.field_strength import field_strength
from taktgeber.evidence.ladder.level import hypothesis_grade
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.outcome import final_look
from taktgeber.govern.kinds import QUESTIONS

_RANK = ("thin", "fair", "strong")


def question_table(registry: Registry) -> Table:
    head = (text("Hypothesis"), text("Does the need exist?"), text("Is it understood?"), text("Does it work?"),
            text("Does it pay?"), text("Does it carry over?"))  # fmt: skip
    rows = tuple(_row(registry, said) for said in reversed(tuple(registry.hypotheses.values())))
    return Table(head, rows, text("Hypotheses and the questions that were asked of them, the newest first"))


def _row(registry: Registry, said: Hypothesis) -> tuple[Cell, ...]:
    return (said.says, *(_answered(registry, said, question) for question in QUESTIONS))


def _answered(registry: Registry, said: Hypothesis, question: str) -> Cell:
    """By experiments of the hypothesis on its own question, and by field work on the question it was made for."""
    told: list[Text | str] = []
    if said.question == question and any(final_look(one) for one in registry.of(said.hypothesis)):
        told.append(hypothesis_grade(registry, said.hypothesis).name)
    field = [field_strength(one).strength for one in registry.field_of(said.hypothesis) if one.question == question]
    if field:
        best = max(field, key=_RANK.index)
        told.append(text("field work: {strength}", strength=named(best)))
    if told:
        return text("{answers}", answers=tuple(told))
    return text("asked, not answered yet") if said.question == question else text("not asked")
