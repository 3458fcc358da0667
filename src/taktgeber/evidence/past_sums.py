"""One query over past data: counts, means, variances and covariances of a metric and a covariate, over units."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .plan_wish import PlannedKind
from .source import Source, quoted

Missing = Literal["refuse", "zero", "drop"]


class PastSums(NamedTuple):
    """y: the metric, or the numerator of a ratio; b: its denominator, else 1; x: the covariate, where it is known.

    rows: units in the file; known: with a metric; covered: with a covariate too; odd: where y is neither 0 nor 1.
    The means and moments are None where there are too few units for them.
    """

    rows: int
    known: int
    covered: int
    odd: int
    y: float
    b: float
    yy: float
    bb: float
    xx: float
    yb: float
    yx: float
    bx: float


def past_sums(
    source: Source,
    kind: PlannedKind,
    over: str,
    under: str | None,
    covariate: str | None,
    unit: str | None,
    missing: Missing,
) -> PastSums:
    """unit: rows are added up by it first; None: a row is a unit."""
    columns = ", ".join(
        (
            f"{_number(over, missing)} AS y",
            f"{_number(under, missing) if under else '1.0::DOUBLE'} AS b",
            f"{_number(covariate, 'drop') if covariate else 'NULL::DOUBLE'} AS x",
        )
    )
    units = f"SELECT {columns} FROM {source.relation}"
    if unit is not None:
        units = _by_unit(f"SELECT {quoted(unit)} AS unit, {columns} FROM {source.relation}", kind, under is not None)
    whole = "y IS NOT NULL AND b IS NOT NULL"
    known = ", ".join(f"CASE WHEN {whole} THEN {column} END AS {column}" for column in ("y", "b", "x"))
    if under is None:
        known = f"y, b{', CASE WHEN y IS NOT NULL THEN x END AS x' if covariate else ''}"
    wanted = ", ".join(_wanted(kind == "proportion", under is not None, covariate is not None))
    return PastSums(*source.ask(f"SELECT {wanted} FROM (SELECT {known} FROM ({units}))")[0])


def _wanted(is_share: bool, is_ratio: bool, has_covariate: bool) -> tuple[str, ...]:
    """What is summed, in the order of PastSums: only what is needed, since every moment costs a pass of arithmetic."""

    def pair(u: str, v: str, needed: bool) -> str:
        return f"coalesce(covar_samp({u}, {v}), 0)" if needed else "0"

    return (
        "count(*)",
        "count(y)",
        "count(x)" if has_covariate else "0",
        "count_if(y NOT IN (0, 1))" if is_share else "0",
        "avg(y)",
        "avg(b)" if is_ratio else "1",
        "var_samp(y)",
        "var_samp(b)" if is_ratio else "0",
        "coalesce(var_samp(x), 0)" if has_covariate else "0",
        pair("y", "b", is_ratio),
        pair("y", "x", has_covariate),
        pair("b", "x", is_ratio and has_covariate),
    )


def _by_unit(rows: str, kind: PlannedKind, has_denominator: bool) -> str:
    """A row a unit: sums, but who converted once has converted; a covariate that is the same on all of a unit's rows
    is the unit's own and is not added up. A unit with an unknown row is unknown."""
    y = f"CASE WHEN count(y) = count(*) THEN {'max' if kind == 'proportion' else 'sum'}(y) END AS y"
    b = "CASE WHEN count(b) = count(*) THEN sum(b) END AS b" if has_denominator else "1.0::DOUBLE AS b"
    x = "CASE WHEN max(x) = min(x) THEN max(x) ELSE sum(x) END AS x"
    return f"SELECT {y}, {b}, {x} FROM ({rows}) GROUP BY unit"


def _number(column: str, missing: Missing) -> str:
    number = f"{quoted(column)}::DOUBLE"
    return f"CASE WHEN isfinite({number}) THEN {number} {'ELSE 0 ' if missing == 'zero' else ''}END"
