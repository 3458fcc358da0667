"""Has anyone tested this? What holds every word of a question, then what is alike: wins and failures.

Words are found inside words, whatever their case, so that Chinese, which sets no spaces, is found as well. First come
those that hold every word in their short text, then those that hold them in all that was written of them, each the
newest first. What holds not all of them and is alike follows apart, with its likeness as a band (`stats.ngrams`). An
experiment is also found by what its hypothesis says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from taktgeber.evidence.ladder.level import field_level, graded, hypothesis_grade
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .strength import held_of, strength_of
from .told import Hit, Memory, Told, memory_of
from .verdict import verdict_of

MOST = 5


def search(registry: Registry, words: Iterable[str], day: date) -> tuple[Hit, ...]:
    """What holds every word. day: on which the states are told. No words find everything."""
    return holding(_memory(registry), words, day)


def alike(registry: Registry, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    """What is alike and does not hold every word, the closest first."""
    return like(_memory(registry), words, day, most)


def closest(registry: Registry, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    """What is alike, whether it holds every word or not: has anyone tried this?"""
    return nearest(_memory(registry), words, day, most)


def nearest(memory: Memory, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    return tuple(replace(one.hit(day), likeness=band) for one, band in memory.like(words, most))


def holding(memory: Memory, words: Iterable[str], day: date) -> tuple[Hit, ...]:
    return tuple(one.hit(day) for one in memory.holding(words))


def like(memory: Memory, words: str, day: date, most: int = MOST) -> tuple[Hit, ...]:
    found = memory.like(words, most, but_holding=True)
    return tuple(replace(one.hit(day), likeness=band) for one, band in found)


def _memory(registry: Registry) -> Memory:
    return memory_of((registry,), lambda: told_of(registry))


def told_of(registry: Registry) -> Iterator[Told]:
    for insight in registry.insights.values():
        whole = (*insight.scope, *insight.rests_on, insight.on or "")
        yield Told("insight", insight.insight, insight.day, (insight.says, insight.insight), whole,
                   partial(_insight, registry, insight))  # fmt: skip
    for said in registry.hypotheses.values():
        yield Told("hypothesis", said.hypothesis, said.day, (said.says, said.hypothesis), (said.on or "",),
                   partial(_hypothesis, registry, said))  # fmt: skip
    for one in registry.experiments.values():
        whole = (*_written(one), *_said(registry, one.plan.hypothesis))
        yield Told("experiment", one.name, one.plan.day, (one.plan.name, one.name), whole, partial(_experiment, one))
    for work in registry.fieldwork.values():
        whole = (*work.contexts, *_said(registry, work.hypothesis))
        yield Told("fieldwork", work.fieldwork, work.day, (work.says, work.fieldwork), whole, partial(_fieldwork, work))


def _insight(registry: Registry, insight: Insight, day: date) -> Hit:
    strength = strength_of(registry, insight)
    return Hit("insight", insight.insight, insight.says, insight.day, strength.standing, strength.level)


def _hypothesis(registry: Registry, said: Hypothesis, day: date) -> Hit:
    """Refuted is one that nothing speaks for and something speaks against."""
    held = held_of(registry, said.hypothesis, True)
    outcome = "refuted" if held.standing == "contradicted" and held.strongest is None else held.standing
    level = hypothesis_grade(registry, said.hypothesis).level
    return Hit("hypothesis", said.hypothesis, said.says, said.day, outcome, level)


def _experiment(one: Experiment, day: date) -> Hit:
    verdict = verdict_of(one) if one.conclusion else None
    return Hit("experiment", one.name, one.plan.name, one.plan.day, verdict or one.state(day), graded(one).level)


def _fieldwork(work: Fieldwork, day: date) -> Hit:
    return Hit("fieldwork", work.fieldwork, work.says, work.day, work.finds, field_level(work).level)


def _written(one: Experiment) -> tuple[str, ...]:
    done = (one.conclusion.does, one.conclusion.reason) if one.conclusion else ()
    return one.plan.rule, one.plan.market or "", one.plan.metric, *one.plan.arms, *done


def _said(registry: Registry, hypothesis: str) -> tuple[str, ...]:
    known = registry.hypotheses.get(hypothesis)
    return (hypothesis, known.says) if known else (hypothesis,)
