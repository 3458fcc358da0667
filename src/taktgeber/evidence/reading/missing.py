"""Empty cells and cells that hold no number: refused, filled, or left out as the design says, never in silence."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Refusal, place, text, text_n
from taktgeber.evidence.source import Source, quoted

from .columns import number
from .design import Design
from .layers import unit_layer


@dataclass(frozen=True, slots=True)
class Filled:
    """values: by covariate the mean that stands for its empty cells; units: how many of them."""

    values: dict[str, float]
    units: dict[str, int]


def explain(source: Source, design: Design) -> Filled:
    """What makes a sum empty or not finite. Empty covariates are filled with their mean, which is known before
    the assignment as they are; empty metrics raise Refusal where nothing is said about them."""
    relation, _ = unit_layer(source.relation, design)
    metrics = {column for metric in design.measured for column in metric.columns}
    before = {column for covariate in design.covariates for column in covariate.columns}
    columns = sorted(metrics | before | ({design.delivered} if design.delivered else set()))
    bad = [f"count(*) - count_if(coalesce(isfinite({number(c)}), false))" for c in columns]
    mean = [f"avg(CASE WHEN isfinite({number(c)}) THEN {number(c)} END)" for c in columns]
    row = source.ask(f"SELECT {', '.join([*bad, *mean])} FROM {relation}")[0]
    values, units = {}, {}
    for i, column in enumerate(columns):
        n, middle = int(row[i]), row[len(columns) + i]
        if not n:
            continue
        if middle is None:
            raise Refusal(
                place(source.file.name, column=column),
                text("it holds no number at all."),
                text("Export it again, or leave it out."),
            )
        if column in before:
            values[column], units[column] = float(middle), n
        elif column == design.delivered or design.missing == "refuse":
            raise _empty(source, column, n, column == design.delivered)
    return Filled(values, units)


def too_large(source: Source) -> Refusal:
    return Refusal(
        place(source.file.name),
        text("it holds numbers that are too large to square and add up."),
        text("Put the metric into larger units, or cap it: --metric NAME:cap=..."),
    )


def _empty(source: Source, column: str, n: int, delivered: bool) -> Refusal:
    at = source.row_where(f"NOT coalesce(isfinite({quoted(column)}::DOUBLE), false)")
    says = text_n("one unit has no number here.", "{n} units have no number here.", n)
    if delivered:
        mend = text("Say of every unit whether it was delivered: 0 or 1.")
    else:
        mend = text("Say what that means: --missing zero (nothing was bought) or --missing drop (not known).")
    return Refusal(place(source.file.name, row=at, column=column), says, mend)
