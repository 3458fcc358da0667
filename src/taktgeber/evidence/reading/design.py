"""How an experiment was done, as far as its file does not say so itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from .metric import Guardrail, Metric

MOST_ARMS = 20
MOST_LEVELS = 20


@dataclass(frozen=True, slots=True)
class Design:
    """variant: the column of arms, "" for past data, which have none; control: the arm that others are held
    against; unit: the column of who was assigned; covariates: known before the assignment; stratum: post-stratified
    by it; cluster: assigned together; delivered: 0 or 1, whether the unit got what it was assigned to; split: planned
    weight by arm (else equal).

    rows: one a unit, or many (then added up by unit first); missing: what an empty cell of a metric means.
    confidence: of intervals; correction: for many comparisons; prior: width of the normal prior around no effect,
    as a share of the control's level; date: the column of a unit's first exposure; of many rows the first counts.
    """

    file: Path
    variant: str
    metrics: tuple[Metric, ...]
    guardrails: tuple[Guardrail, ...] = ()
    control: str | None = None
    unit: str | None = None
    covariates: tuple[Metric, ...] = ()
    segments: tuple[str, ...] = ()
    stratum: str | None = None
    cluster: str | None = None
    delivered: str | None = None
    split: Mapping[str, float] = field(default_factory=dict)
    rows: Literal["one", "many"] = "one"
    missing: Literal["refuse", "zero", "drop"] = "refuse"
    confidence: float = 0.95
    correction: Literal["holm", "bh"] = "holm"
    prior: float = 0.3
    date: str | None = None

    @property
    def measured(self) -> tuple[Metric, ...]:
        """Metrics and guardrails, each once."""
        return tuple(dict.fromkeys((*self.metrics, *(guardrail.metric for guardrail in self.guardrails))))

    @property
    def keys(self) -> tuple[str, ...]:
        """Columns that rows are grouped by: variant, stratum, segments."""
        return tuple(dict.fromkeys(filter(None, (self.variant, self.stratum, *self.segments))))
