"""Has anyone tested this? Words, and all that holds every one of them: said, tested, seen, learnt; wins and failures.

Words are found inside words, whatever their case, so that Chinese, which sets no spaces, is found as well. First come
those that hold every word in their short text, then those that hold them in all that was written of them, each the
newest first. An experiment is also found by what its hypothesis says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from taktgeber.evidence.ladder.level import field_level, graded, hypothesis_grade
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.hypothesis import Hypothesis
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .strength import held_of, strength_of
from .verdict import verdict_of

Kind = Literal["insight", "hypothesis", "experiment", "fieldwork"]


@dataclass(frozen=True, slots=True)
class Hit:
    """name: its short name; says: its short text; outcome: an experiment's verdict, or its state before there is one;
    what field work finds; how a hypothesis or an insight stands. level: 0 to 5."""

    kind: Kind
    name: str
    says: str
    day: date
    outcome: str
    level: int


def search(registry: Registry, words: Iterable[str], day: date) -> tuple[Hit, ...]:
    """day: on which the states are told. No words find everything."""
    wanted = [_folded(word) for given in words for word in given.split()]
    found = []
    for short, whole, hit in _all(registry, day):
        if _holds(wanted, (*short, *whole)):
            found.append((not _holds(wanted, short), hit()))
    found.sort(key=lambda ranked: (ranked[0], -ranked[1].day.toordinal(), ranked[1].kind, ranked[1].name))
    return tuple(hit for _, hit in found)


def _all(registry: Registry, day: date) -> Iterator[tuple[Sequence[str], Sequence[str], Callable[[], Hit]]]:
    """The short text of every one, all else that was written of it, and how it is told."""
    for insight in registry.insights.values():
        whole = (*insight.scope, *insight.rests_on)
        yield (insight.says, insight.insight), whole, partial(_insight, registry, insight)
    for said in registry.hypotheses.values():
        yield (said.says, said.hypothesis), (said.on or "",), partial(_hypothesis, registry, said)
    for one in registry.experiments.values():
        whole = (*_written(one), *_said(registry, one.plan.hypothesis))
        yield (one.plan.name, one.name), whole, partial(_experiment, one, day)
    for work in registry.fieldwork.values():
        whole = (*work.contexts, *_said(registry, work.hypothesis))
        yield (work.says, work.fieldwork), whole, partial(_fieldwork, work)


def _insight(registry: Registry, insight: Insight) -> Hit:
    strength = strength_of(registry, insight)
    return Hit("insight", insight.insight, insight.says, insight.day, strength.standing, strength.level)


def _hypothesis(registry: Registry, said: Hypothesis) -> Hit:
    """Refuted is one that nothing speaks for and something speaks against."""
    held = held_of(registry, said.hypothesis, True)
    outcome = "refuted" if held.standing == "contradicted" and held.strongest is None else held.standing
    level = hypothesis_grade(registry, said.hypothesis).level
    return Hit("hypothesis", said.hypothesis, said.says, said.day, outcome, level)


def _experiment(one: Experiment, day: date) -> Hit:
    verdict = verdict_of(one) if one.conclusion else None
    return Hit("experiment", one.name, one.plan.name, one.plan.day, verdict or one.state(day), graded(one).level)


def _fieldwork(work: Fieldwork) -> Hit:
    return Hit("fieldwork", work.fieldwork, work.says, work.day, work.finds, field_level(work).level)


def _written(one: Experiment) -> tuple[str, ...]:
    done = (one.conclusion.does, one.conclusion.reason) if one.conclusion else ()
    return one.plan.rule, one.plan.market or "", one.plan.metric, *one.plan.arms, *done


def _said(registry: Registry, hypothesis: str) -> tuple[str, ...]:
    known = registry.hypotheses.get(hypothesis)
    return (hypothesis, known.says) if known else (hypothesis,)


def _holds(wanted: Sequence[str], texts: Sequence[str]) -> bool:
    """Every word, each in any of the texts."""
    folded = [_folded(each) for each in texts]
    return all(any(word in each for each in folded) for word in wanted)


def _folded(words: str) -> str:
    """Without case, and wide letters as narrow ones (Unicode 3.13, default caseless matching of compatible forms)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold())
