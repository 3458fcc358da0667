"""Check an experiment on any day: who was split how, never what it did to a metric, so that no error is spent.

The checks are those of the reading. Of metrics only this is looked at: whether a unit has a number at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from taktgeber.core import Finding, text_n
from taktgeber.evidence.reading.arms import Arms
from taktgeber.evidence.reading.checks import check_columns, split_weights
from taktgeber.evidence.reading.day_effects import read_days
from taktgeber.evidence.reading.day_findings import daily_split_findings
from taktgeber.evidence.reading.days import by_day
from taktgeber.evidence.reading.design import Design
from taktgeber.evidence.reading.duplicates import Duplicates, unmixed
from taktgeber.evidence.reading.gather import Gathered, check_options, gather_checked, summed
from taktgeber.evidence.reading.metric import Metric, parse_covariate, parse_either
from taktgeber.evidence.reading.mixing import Mixing, mixing_findings
from taktgeber.evidence.reading.result import DaysRead
from taktgeber.evidence.reading.split_check import WARN, split_findings
from taktgeber.evidence.reading.validity import empty_cells, imbalance_findings, spread, unit_findings
from taktgeber.evidence.shown import share
from taktgeber.evidence.source import Source
from taktgeber.stats.sample_ratio import Split, split_of


@dataclass(frozen=True, slots=True)
class Checked:
    """names: of the arms, the control first; units: of all arms; split: of units (or clusters); duplicates: units
    that stand more than once though a row is a unit, counted once each."""

    design: Design
    names: tuple[str, ...]
    units: int
    split: Split
    mixing: Mixing | None
    duplicates: Duplicates | None
    days: DaysRead | None
    findings: tuple[Finding, ...]

    @property
    def trusted(self) -> bool:
        return not any(finding.severity == "stop" for finding in self.findings)


def check_experiment(
    file: str | Path,
    *,
    variant: str,
    metrics: Sequence[str] = (),
    control: str | None = None,
    unit: str | None = None,
    covariates: Sequence[str] = (),
    segments: Sequence[str] = (),
    cluster: str | None = None,
    split: Mapping[str, float] | None = None,
    rows_per_unit: Literal["one", "many"] = "one",
    date: str | None = None,
) -> Checked:
    """metrics: columns, or ratios of two, whose empty cells are counted by arm; the rest as in `read_experiment`.
    Raises Refusal, in words, for what cannot be checked."""
    before = tuple(parse_covariate(name) for name in covariates)
    named = tuple(parse_either(name) for name in metrics)
    design = Design(
        Path(file),
        variant,
        (),
        control=control,
        unit=unit,
        covariates=before,
        segments=tuple(dict.fromkeys(segments)),
        cluster=cluster,
        split=dict(split or {}),
        rows=rows_per_unit,
        date=date,
    )
    source = Source(design.file, [date] if date else [])
    try:
        return _checked(source, design, named)
    finally:
        source.close()


def _checked(source: Source, design: Design, named: Sequence[Metric]) -> Checked:
    check_options(design)
    check_columns(source, design)
    columns = dict.fromkeys(column for metric in named for column in metric.columns)
    for column in columns:
        source.need_number(column, "--metric")
    rows, mixing, duplicates = unmixed(source, design)
    if duplicates:  # each such unit is counted once, so that the rest can be checked
        design = replace(design, rows="many")
    found = gather_checked(rows, design, mixing)
    arms = found.arms
    weights = split_weights(design, arms.names)
    columns |= dict.fromkeys(column for metric in design.covariates for column in metric.columns)
    holes = _columns_alone(found, list(columns)) if columns else None
    days = read_days(by_day(found.source, arms), weights)
    every = [
        *_twice(duplicates),
        *split_findings(arms, weights, days.days if days else None),
        *(daily_split_findings(days, weights) if days else ()),
        *mixing_findings(found.mixing, arms.names, weights),
        *imbalance_findings(arms),
        *(_empty(holes) if holes else ()),
        *unit_findings(arms),
    ]
    findings = sorted(every, key=lambda finding: ("stop", "warn", "note").index(finding.severity))
    counted = split_of(arms.counts(), weights)
    return Checked(design, arms.names, arms.units(), counted, found.mixing, duplicates, days, tuple(findings))


def _columns_alone(found: Gathered, columns: Sequence[str]) -> Arms:
    """Each column in a family of its own, of the units that have a number there."""
    design = replace(
        found.design,
        metrics=tuple(Metric(column, "mean", column) for column in columns),
        covariates=(),
        segments=(),
        missing="drop",
    )
    laid, cells, _ = summed(found.source, design)
    return replace(found.arms, design=design, laid=laid, cells=cells)


def _twice(duplicates: Duplicates | None) -> Iterator[Finding]:
    if duplicates:
        yield Finding("units-twice", "stop", duplicates.says(), duplicates.mend())


def _empty(arms: Arms) -> Iterator[Finding]:
    for column, seen in empty_cells(arms):
        n = sum(seen.counts)
        yield Finding(
            "cells-empty",
            "warn" if seen.p < WARN else "note",
            text_n(
                'One unit has no "{column}" ({share} of all).',
                '{n} units have no "{column}" ({share} of all).',
                n,
                column=column,
                share=share(n / sum(arms.counts())),
            ),
            spread(seen),
        )
