"""Read one experiment from a file of its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from taktgeber.core import Finding, Refusal, text
from taktgeber.evidence.source import Source
from taktgeber.stats.sample_ratio import split_of

from .checks import split_weights
from .day_effects import read_days
from .day_findings import daily_split_findings, day_findings
from .days import by_day
from .design import Design
from .effects import Quantiles, comparisons, guarded
from .gather import Gathered, gather
from .metric import Guardrail, parse_covariate, parse_either, parse_margin, parse_metric, parse_ratio
from .mixing import mixing_findings
from .outliers import outlier_findings
from .quantiles import quantile_levels
from .result import Comparison, DaysRead, Reading, Segmented
from .segments import segmented
from .split_check import split_findings
from .validity import (
    comparison_findings,
    covariate_findings,
    delivery_findings,
    missing_findings,
    segment_findings,
    unit_findings,
)


def read_experiment(
    file: str | Path,
    *,
    variant: str,
    metrics: Sequence[str] = (),
    ratios: Sequence[str] = (),
    guardrails: Sequence[tuple[str, str]] = (),
    control: str | None = None,
    unit: str | None = None,
    covariates: Sequence[str] = (),
    segments: Sequence[str] = (),
    stratum: str | None = None,
    cluster: str | None = None,
    delivered: str | None = None,
    split: Mapping[str, float] | None = None,
    rows_per_unit: Literal["one", "many"] = "one",
    missing: Literal["refuse", "zero", "drop"] = "refuse",
    confidence: float = 0.95,
    correction: Literal["holm", "bh"] = "holm",
    prior: float = 0.3,
    date: str | None = None,
) -> Reading:
    """metrics: as in `metric`, "spend", "visit:proportion", "wait:p90,less"; ratios: "orders/sessions";
    guardrails: a metric (or ratio) and its margin, ("refunds", "+2%"); covariates: columns or ratios of columns;
    the rest as in `Design`. Raises Refusal, in words, for all that cannot be read.
    """
    return read_design(
        Design(
            Path(file),
            variant,
            tuple(dict.fromkeys((*map(parse_metric, metrics), *map(parse_ratio, ratios)))),
            tuple(Guardrail(parse_either(name), *parse_margin(margin)) for name, margin in guardrails),
            control,
            unit,
            tuple(parse_covariate(name) for name in covariates),
            tuple(dict.fromkeys(segments)),
            stratum,
            cluster,
            delivered,
            dict(split or {}),
            rows_per_unit,
            missing,
            confidence,
            correction,
            prior,
            date,
        )
    )


def read_design(design: Design) -> Reading:
    if not design.measured:
        raise Refusal(
            "--metric", text("no metric is named."), text("Name what is to be read: --metric COLUMN, or --ratio A/B")
        )
    source = Source(design.file, [design.date] if design.date else [])
    try:
        found = gather(source, design)
        arms, design, rows = found.arms, found.design, found.source
        weights = split_weights(design, arms.names)
        wanted = [metric for metric in design.measured if metric.kind == "quantile"]
        quantiles: Quantiles = {metric: quantile_levels(rows, design, arms, metric) for metric in wanted}
        made, parts = comparisons(arms, quantiles), segmented(arms)
        days = read_days(by_day(rows, arms), weights)
        return Reading(
            design,
            arms.names,
            arms.counts(),
            arms.units(),
            split_of(arms.counts(), weights),
            made,
            guarded(arms, quantiles),
            parts,
            tuple(_findings(found, weights, days, made, parts)),
            found.mixing,
            days,
        )
    finally:
        source.close()


def _findings(
    found: Gathered,
    weights: Sequence[float],
    days: DaysRead | None,
    made: Sequence[Comparison],
    parts: Sequence[Segmented],
) -> Iterator[Finding]:
    """The gravest first."""
    arms, confidence = found.arms, found.design.confidence
    every = [
        *split_findings(arms, weights, days.days if days else None),
        *(daily_split_findings(days, weights) if days else ()),
        *mixing_findings(found.mixing, arms.names, weights),
        *covariate_findings(found),
        *missing_findings(arms),
        *comparison_findings(made, confidence),
        *outlier_findings(found.source, arms),
        *delivery_findings(arms, made),
        *segment_findings(parts, confidence),
        *(day_findings(days) if days else ()),
        *unit_findings(arms),
    ]
    yield from sorted(every, key=lambda finding: ("stop", "warn", "note").index(finding.severity))
