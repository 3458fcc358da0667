"""Whether a column of a proportion holds 0 and 1 alone."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.source import Source

from .arms import Arms
from .columns import Layout, number
from .design import Design
from .layers import unit_layer
from .sums import Cell

_NEAR = 1e-9


def refuse_other_than_yes_no(source: Source, design: Design, arms: Arms) -> None:
    """Between 0 and 1 a square is below its value but for 0 and 1 themselves: so the sums tell, and no further
    pass is needed. Sums of clusters do not tell: there it is counted."""
    for metric in design.measured:
        if metric.kind == "proportion":
            _refuse(source, design, arms, metric.over, arms.laid.of[metric])
    if design.delivered and arms.laid.families:
        _refuse(source, design, arms, design.delivered, next(iter(arms.laid.families)))


def is_yes_no(source: Source, design: Design, laid: Layout, cells: Sequence[Cell], column: str, family: str) -> bool:
    if source.columns[column] == "BOOLEAN":
        return True
    if design.cluster or column not in laid.families[family].ends:
        units, _ = unit_layer(source.relation, design)
        ((others,),) = source.ask(f"SELECT count_if({number(column)} NOT IN (0, 1)) FROM {units}")
        return not others
    ends = [cell.ends[column] for cell in cells if family in cell.moments]
    whole = [cell.moments[family] for cell in cells if family in cell.moments]
    total = sum(m.n * m.mean(column) for m in whole)
    squares = sum(m.scatter(column, column) + m.n * m.mean(column) ** 2 for m in whole)
    within = all(low >= -_NEAR and high <= 1 + _NEAR for low, high in ends)
    return within and abs(total - squares) <= _NEAR * max(total, 1.0)


def _refuse(source: Source, design: Design, arms: Arms, column: str, family: str) -> None:
    if not is_yes_no(source, design, arms.laid, arms.cells, column, family):
        raise Refusal(
            place(source.file.name, column=column),
            text("a proportion is of 0 and 1 (or true and false), and here stand others."),
            text("Read it as a mean: --metric {column}", column=column),
        )
