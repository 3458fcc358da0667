"""How a metric behaved in the user's own past: level, spread, and what a covariate explains.

A ratio a / b is linearised: a unit's (a - r b) / mean b has the variance of the ratio times the number of units (delta
method). An empty covariate counts as its mean: it then explains nothing for that unit, as in the reading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.reading.checks import refuse_flagged
from taktgeber.evidence.reading.columns import number
from taktgeber.evidence.reading.design import Design
from taktgeber.evidence.reading.gather import summed
from taktgeber.evidence.reading.layers import unit_layer
from taktgeber.evidence.reading.metric import Metric
from taktgeber.evidence.reading.yes_no import is_yes_no
from taktgeber.evidence.source import Source, quoted
from taktgeber.stats.moments import Moments

from .wish import Measure, PlannedKind


@dataclass(frozen=True, slots=True)
class Past:
    """measure: what a plan needs; units: it rests on; covered: units for which the covariate was known."""

    measure: Measure
    units: int
    covered: int


def measure_past(
    file: Path,
    metric: str,
    kind: PlannedKind = "mean",
    unit: str | None = None,
    covariate: str | None = None,
    missing: Literal["refuse", "zero", "drop"] = "refuse",
) -> Past:
    """metric: a column, or of a ratio two with a slash between them. Raises Refusal with file, row and column."""
    asked = _metric(metric, kind)
    source = Source(file)
    try:
        for column in asked.columns:
            source.need_number(column, "--metric")
        before: tuple[Metric, ...] = ()
        if covariate is not None:
            source.need_number(covariate, "--covariate")
            before = (Metric(covariate, "mean", covariate),)
        if unit is not None:
            source.need(unit, "--unit")
        rows: Literal["one", "many"] = "one" if unit is None else "many"
        design = Design(file, "", (asked,), unit=unit, covariates=before, rows=rows, missing=missing)
        laid, cells, filled = summed(source, design)
        refuse_flagged(source, design, cells)
        family = laid.of[asked]
        (cell,) = cells
        known = cell.moments.get(family)
        if known is None or known.n < 2:
            raise _too_few(source)
        if kind == "proportion" and not is_yes_no(source, design, laid, cells, asked.over, family):
            raise _no_yes_no(source, asked.over)
        measure = _measured(source, asked, covariate, known)
        covered = known.n if before else 0
        return Past(measure, known.n, _covered(source, design) if filled.units else covered)
    finally:
        source.close()


def _metric(words: str, kind: PlannedKind) -> Metric:
    if kind != "ratio":
        return Metric(words, kind, words)
    over, slash, under = (part.strip() for part in words.partition("/"))
    if not (over and slash and under):
        raise Refusal(
            "--metric",
            text('"{words}" is not a ratio of two columns.', words=words),
            text("Write the numerator, a slash and the denominator: --metric orders/sessions"),
        )
    return Metric(words, kind, over, under)


def _too_few(source: Source) -> Refusal:
    return Refusal(
        place(source.file.name),
        text("it holds fewer than two units with a value."),
        text("Give the past data of many units."),
    )


def _no_yes_no(source: Source, column: str) -> Refusal:
    return Refusal(
        place(source.file.name, row=source.row_where(f"{quoted(column)}::DOUBLE NOT IN (0, 1)"), column=column),
        text("a proportion is read from 0 and 1, and here stands something else."),
        text("Plan a mean (--kind mean), or give a column of yes and no."),
    )


def _covered(source: Source, design: Design) -> int:
    """Units with the metric and the covariate."""
    units, _ = unit_layer(source.relation, design)
    columns = [column for metric in (*design.covariates, *design.measured) for column in metric.columns]
    known = columns if design.missing == "drop" else columns[:1]
    both = " AND ".join(f"coalesce(isfinite({number(column)}), false)" for column in known)
    ((n,),) = source.ask(f"SELECT count_if({both}) FROM {units}")
    return int(n)


def _measured(source: Source, metric: Metric, covariate: str | None, known: Moments) -> Measure:
    """known: the sums of all units with the metric."""
    under = metric.under
    level = known.mean(under) if under else 1.0
    if level == 0:
        raise Refusal(
            place(source.file.name, column=under),
            text("its sum is 0: nothing can be divided by it."),
            text("Name another denominator after the slash."),
        )
    baseline = known.mean(metric.over) / level
    variance = known.covariance(metric.over, metric.over) / level**2
    if under:
        with_under, of_under = known.covariance(metric.over, under), known.covariance(under, under)
        variance += (baseline**2 * of_under - 2 * baseline * with_under) / level**2
    if not variance > 1e-24 * baseline * baseline:
        raise Refusal(
            place(source.file.name, column=metric.over),
            text("all units have the same value: nothing varies."),
            text("Name a metric that differs between units."),
        )
    explained = 0.0 if covariate is None else _explained(source, metric, covariate, known, baseline, level, variance)
    kind: PlannedKind = "ratio" if under else "proportion" if metric.kind == "proportion" else "mean"
    return Measure(kind, baseline, None if kind == "proportion" else math.sqrt(variance), explained)


def _explained(
    source: Source, metric: Metric, covariate: str, known: Moments, baseline: float, level: float, variance: float
) -> float:
    """R squared, over all units: those without a covariate have its mean."""
    spread = known.covariance(covariate, covariate)
    if not spread > 0:
        raise Refusal(
            place(source.file.name, column=covariate),
            text("it is the same for all units: it explains nothing."),
            text("Leave --covariate out, or name another column."),
        )
    shared = known.covariance(metric.over, covariate)
    if metric.under:
        shared -= baseline * known.covariance(metric.under, covariate)
    share = (shared / level) ** 2 / (spread * variance)
    if share > 0.99:
        raise Refusal(
            place(source.file.name, column=covariate),
            text("it explains more than 99 % of the metric: it seems to be the metric itself."),
            text("A covariate is known before the experiment begins: name such a column."),
        )
    return share
