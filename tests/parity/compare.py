"""Two engines asked the same: row for row, with types, within the tolerance that a reduction states."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Columns, Engine, Reduction

from .reductions import name_of


@dataclass(frozen=True)
class Compared:
    """One question on one case. relative: the largest relative difference of a float; differs: in words, or ""."""

    reduction: str
    case: str
    relative: float
    differs: str


def compare(
    case: str, one: Engine, other: Engine, snapshot: str, questions: Sequence[Reduction[Any]]
) -> list[Compared]:
    """All questions in one batch on each engine, so that what is merged is compared as it is merged."""
    answers = [_fetched(engine, snapshot, questions) for engine in (one, other)]
    return [
        Compared(name_of(question), case, *_difference(mine, theirs, question.tolerance))
        for question, mine, theirs in zip(questions, *answers, strict=True)
    ]


def _fetched(engine: Engine, snapshot: str, questions: Sequence[Reduction[Any]]) -> list[Columns]:
    batch: Any = engine.batch(snapshot)
    handles = [batch.add(question) for question in questions]
    batch.run()
    for handle in handles:
        handle.get()  # the typed summary can be made of what came back
    return [handle.columns for handle in handles]


def _difference(mine: Columns, theirs: Columns, tolerance: float) -> tuple[float, str]:
    if list(mine) != list(theirs):
        return math.inf, f"columns {list(mine)} and {list(theirs)}"
    rows, others = _rows(mine), _rows(theirs)
    if len(rows) != len(others):
        return math.inf, f"{len(rows)} and {len(others)} rows"
    worst = 0.0
    for row, other in zip(rows, others, strict=True):
        for name, a, b in zip(mine, row, other, strict=True):
            if type(a) is not type(b):
                return math.inf, f"{name}: {a!r} is {type(a).__name__}, {b!r} is {type(b).__name__}"
            if isinstance(a, float) and not (math.isnan(a) and math.isnan(b)):
                worst = max(worst, abs(a - b) / max(abs(a), abs(b), 1e-300))
            elif not isinstance(a, float) and a != b:
                return math.inf, f"{name}: {a!r} and {b!r} in {row} and {other}"
    return worst, f"floats {worst} apart" if worst > tolerance else ""


def _rows(columns: Columns) -> list[tuple[Any, ...]]:
    """In one order on both sides: by what is compared exactly, then by the floats."""
    rows = list(zip(*columns.values(), strict=True))
    return sorted(rows, key=lambda row: (repr([v for v in row if not isinstance(v, float)]), repr(row)))


def counts(compared: Sequence[Compared]) -> Mapping[str, Any]:
    return {
        "reductions": len({c.reduction for c in compared}),
        "cases": len({c.case for c in compared}),
        "compared": len(compared),
        "equal": sum(not c.differs for c in compared),
        "largest_relative_difference": max(c.relative for c in compared if not math.isinf(c.relative)),
    }
