"""What is summed: the columns of each metric, its covariates and their products, each as an expression over units.

A family is a set of columns that share their units. There is one, but where empty cells are left out: then each
metric has its own, and its covariates count for its units alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taktgeber.evidence.source import quoted
from taktgeber.stats.adjusted import Measured
from taktgeber.stats.moments import Pair, pair

from .design import Design
from .metric import Metric

UNITS = "units of the cluster"  # no column of a file: the count in each cluster


@dataclass(frozen=True, slots=True)
class Family:
    """columns: expression by key; pairs: of keys whose products are summed; ends: keys whose least and greatest
    value are wanted; reach: keys of which the greatest distance from the centre is wanted; masked: whether units
    without the metric are left out."""

    columns: Mapping[str, str]
    pairs: frozenset[Pair]
    ends: tuple[str, ...]
    reach: tuple[str, ...]
    masked: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """families: by name; of: the family of a metric (or of its uncapped twin); measured: its columns;
    covariates, delivered: the same of those."""

    families: Mapping[str, Family]
    of: Mapping[Metric, str]
    measured: Mapping[Metric, Measured]
    covariates: tuple[Measured, ...]
    delivered: Measured | None


def uncapped(metric: Metric) -> Metric | None:
    """The same without its cap; None where it has none."""
    if metric.cap is None:
        return None
    return Metric(metric.name, metric.kind, metric.over, less=metric.less, unit=metric.unit)


def layout(design: Design, types: Mapping[str, str], fill: Mapping[str, float], beside: bool = True) -> Layout:
    """types: DuckDB's, by column of the file; fill: by covariate, what stands for an empty cell; beside: capped
    metrics without their cap too."""
    sums = [metric for metric in design.measured if metric.kind != "quantile"]
    if beside:
        sums += [twin for metric in sums if (twin := uncapped(metric)) and twin not in sums]
    covariates = tuple(_measured(c, design) for c in design.covariates)
    delivered = _within(design.delivered, None, design) if design.delivered else None
    before = [column for each in (*covariates, *((delivered,) if delivered else ())) for column in each.columns]
    families: dict[str, Family] = {}
    of: dict[Metric, str] = {}
    measured = {metric: _measured(metric, design) for metric in sums}
    for metric in sums:
        of[metric] = name = "" if design.missing != "drop" else "/".join(metric.columns)
        known = families.get(name, Family({}, frozenset(), (), (), bool(name)))
        mask = " AND ".join(f"isfinite({number(column)})" for column in metric.columns) if name else ""
        keys = (*measured[metric].columns, *before, *((UNITS,) if design.cluster else ()))
        written = {key: _written(key, metric, design, fill, mask) for key in keys}
        ends, reach = _wanted_ends(metric, design, types)
        families[name] = Family(
            {**written, **known.columns},
            known.pairs | _pairs(measured[metric], covariates, delivered),
            tuple(dict.fromkeys((*known.ends, *ends))),
            tuple(dict.fromkeys((*known.reach, *reach))),
            bool(name),
        )
    if not families and (before or design.cluster):
        families[""] = _before_alone((*before, *((UNITS,) if design.cluster else ())), fill)
    return Layout(families, of, measured, covariates, delivered)


def _before_alone(keys: tuple[str, ...], fill: Mapping[str, float]) -> Family:
    """Where no metric is looked at: the covariates."""
    pairs = frozenset(pair(x, y) for x in keys for y in keys)
    return Family({key: _known(key, fill) for key in keys}, pairs, (), (), masked=False)


def _wanted_ends(metric: Metric, design: Design, types: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of units: least and greatest value where 0 and 1 are wanted, the reach where one unit could decide."""
    if design.cluster or metric.cap is not None or metric.under is not None:
        return (), ()
    yes_no = ([metric.over] if metric.kind == "proportion" else []) + ([design.delivered] if design.delivered else [])
    ends = tuple(column for column in yes_no if types[column] != "BOOLEAN")
    return ends, () if metric.kind == "proportion" else (metric.over,)


def number(column: str) -> str:
    return f"{quoted(column)}::DOUBLE"


def _measured(metric: Metric, design: Design) -> Measured:
    over = metric.over if metric.cap is None else f"{metric.over} at most {metric.cap!r}"
    return _within(over, metric.under, design)


def _within(over: str, under: str | None, design: Design) -> Measured:
    """A mean over units is a ratio of sums where rows are clusters."""
    return Measured(over, under or (UNITS if design.cluster else None))


def _pairs(metric: Measured, covariates: tuple[Measured, ...], delivered: Measured | None) -> set[Pair]:
    own, took = metric.columns, delivered.columns if delivered else ()
    before = [column for covariate in covariates for column in covariate.columns]
    pairs = {pair(x, y) for x in own for y in (*own, *before, *took)}
    return pairs | {pair(x, y) for x in before for y in before} | {pair(x, y) for x in took for y in took}


def _written(key: str, metric: Metric, design: Design, fill: Mapping[str, float], mask: str) -> str:
    """The expression of a column over a row a unit."""
    if key in metric.columns:
        written = _of_metric(key, design)
    elif key != UNITS and key not in design_columns(design):
        written = f"least({_of_metric(metric.over, design)}, {metric.cap!r})"
    else:
        written = _known(key, fill)
    return f"CASE WHEN {mask} THEN {written} END" if mask else written


def _known(key: str, fill: Mapping[str, float]) -> str:
    """Of a covariate, of delivery, or of the count of units."""
    if key == UNITS:
        return "1.0"
    written = number(key)
    return f"CASE WHEN isfinite({written}) THEN {written} ELSE {fill[key]!r} END" if key in fill else written


def _of_metric(column: str, design: Design) -> str:
    written = number(column)
    return f"CASE WHEN isfinite({written}) THEN {written} ELSE 0 END" if design.missing == "zero" else written


def values_of(metric: Metric, design: Design) -> str:
    """The values of a metric of one column over units, empty or not a number as the design takes it."""
    written = _of_metric(metric.over, design)
    return f"CASE WHEN isfinite({written}) THEN {written} END" if design.missing == "drop" else written


def design_columns(design: Design) -> set[str]:
    """Columns of the file that hold numbers."""
    numbers = {column for metric in (*design.measured, *design.covariates) for column in metric.columns}
    return numbers | ({design.delivered} if design.delivered else set())
