"""How a metric behaved in the user's own past: level, spread, and what a covariate explains.

A ratio a / b is linearised: a unit's (a - r b) / mean b has the variance of the ratio times the number of units (delta
method). An empty covariate counts as its mean: it then explains nothing for that unit, as in the reading.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from taktgeber.core import Refusal, place, text, text_n

from .missing import too_large
from .past_sums import Missing, PastSums, past_sums
from .plan_wish import Measure, PlannedKind
from .source import Source, quoted


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
    missing: Missing = "refuse",
) -> Past:
    """metric: a column, or of a ratio two with a slash between them. Raises Refusal with file, row and column."""
    over, under = _columns(metric, kind)
    source = Source(file)
    try:
        for column in filter(None, (over, under)):
            source.need_number(column, "--metric")
        if covariate is not None:
            source.need_number(covariate, "--covariate")
        if unit is not None:
            source.need(unit, "--unit")
        sums = past_sums(source, kind, over, under, covariate, unit, missing)
        _check_units(source, over, under, sums, missing)
        if kind == "proportion":
            _check_yes_no(source, over, sums)
        return Past(_measured(source, kind, (over, under, covariate), sums), sums.known, sums.covered)
    finally:
        source.close()


def _columns(metric: str, kind: PlannedKind) -> tuple[str, str | None]:
    if kind != "ratio":
        return metric, None
    over, slash, under = (part.strip() for part in metric.partition("/"))
    if not (over and slash and under):
        raise Refusal(
            "--metric",
            text('"{words}" is not a ratio of two columns.', words=metric),
            text("Write the numerator, a slash and the denominator: --metric orders/sessions"),
        )
    return over, under


def _check_units(source: Source, over: str, under: str | None, sums: PastSums, missing: Missing) -> None:
    if sums.known < sums.rows and missing == "refuse":
        column, at = over, None
        for column in filter(None, (over, under)):
            at = source.row_where(f"NOT coalesce(isfinite({quoted(column)}::DOUBLE), false)")
            if at is not None:
                break
        raise Refusal(
            place(source.file.name, row=at, column=column),
            text_n("one unit has no number here.", "{n} units have no number here.", sums.rows - sums.known),
            text("Say what that means: --missing zero (nothing was bought) or --missing drop (not known)."),
        )
    if sums.known < 2:
        raise Refusal(
            place(source.file.name),
            text("it holds fewer than two units with a value."),
            text("Give the past data of many units."),
        )
    if not all(map(math.isfinite, sums)):
        raise too_large(source)


def _check_yes_no(source: Source, column: str, sums: PastSums) -> None:
    if sums.odd:
        raise Refusal(
            place(source.file.name, row=source.row_where(f"{quoted(column)}::DOUBLE NOT IN (0, 1)"), column=column),
            text("a proportion is read from 0 and 1, and here stands something else."),
            text("Plan a mean (--kind mean), or give a column of yes and no."),
        )


def _measured(
    source: Source, kind: PlannedKind, columns: tuple[str, str | None, str | None], sums: PastSums
) -> Measure:
    over, under, covariate = columns
    if kind == "ratio" and sums.b == 0:
        raise Refusal(
            place(source.file.name, column=under),
            text("its sum is 0: nothing can be divided by it."),
            text("Name another denominator after the slash."),
        )
    baseline = sums.y / sums.b
    slope = baseline if kind == "ratio" else 0.0
    variance = (sums.yy - 2 * slope * sums.yb + slope**2 * sums.bb) / sums.b**2
    if not variance > 1e-24 * baseline * baseline:
        raise Refusal(
            place(source.file.name, column=over),
            text("all units have the same value: nothing varies."),
            text("Name a metric that differs between units."),
        )
    if kind == "proportion":
        return Measure(kind, baseline, None, _explained(source, covariate, sums, slope, variance))
    return Measure(kind, baseline, math.sqrt(variance), _explained(source, covariate, sums, slope, variance))


def _explained(source: Source, covariate: str | None, sums: PastSums, slope: float, variance: float) -> float:
    """R squared, over all units: those without a covariate have its mean."""
    if covariate is None:
        return 0.0
    if not sums.xx > 0:
        raise Refusal(
            place(source.file.name, column=covariate),
            text("it is the same for all units: it explains nothing."),
            text("Leave --covariate out, or name another column."),
        )
    shared = (sums.yx - slope * sums.bx) / sums.b
    share = shared * shared / (sums.xx * variance) * (sums.covered - 1) / (sums.known - 1)
    if share > 0.99:
        raise Refusal(
            place(source.file.name, column=covariate),
            text("it explains more than 99 % of the metric: it seems to be the metric itself."),
            text("A covariate is known before the experiment begins: name such a column."),
        )
    return share
