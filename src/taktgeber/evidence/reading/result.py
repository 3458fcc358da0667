"""What the reading of an experiment gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from taktgeber.core import Finding, Text
from taktgeber.stats.compare import Difference, Held, Posterior
from taktgeber.stats.complier import Complied
from taktgeber.stats.interaction import Interaction
from taktgeber.stats.sample_ratio import Split
from taktgeber.stats.trend import Trend

from .days import Days
from .design import Design
from .metric import Guardrail, Metric
from .mixing import Mixing

Verdict = Literal["higher", "lower", "unclear"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of one arm against the control.

    plain: as it was; adjusted: by the covariates; uncapped: plain and without the cap; each None where it does not
    apply. why: why nothing can be told, where plain is None. corrected: p of `read` for all comparisons of metrics
    and arms together.
    """

    metric: Metric
    arm: str
    plain: Difference | None
    adjusted: Difference | None = None
    explained: float | None = None
    uncapped: Difference | None = None
    why: Text | None = None
    corrected: float | None = None
    chance: Posterior | None = None
    complied: Complied | None = None
    verdict: Verdict | None = None

    @property
    def read(self) -> Difference | None:
        """The one that the verdict rests on: adjusted where there are covariates."""
        return self.adjusted or self.plain


@dataclass(frozen=True, slots=True)
class Guarded:
    guardrail: Guardrail
    arm: str
    held: Held | None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class SegmentEffect:
    """level: a value of the segment; seen: None where it cannot be told there. Intervals are simultaneous over
    the levels of the segment (Bonferroni)."""

    level: str
    seen: Difference | None


@dataclass(frozen=True, slots=True)
class Segmented:
    """Whether the effect of an arm on a metric differs between the levels of a segment. corrected: p of the
    interaction for all segments, metrics and arms that were tried (Holm)."""

    segment: str
    metric: Metric
    arm: str
    effects: tuple[SegmentEffect, ...]
    interaction: Interaction | None
    corrected: float | None


@dataclass(frozen=True, slots=True)
class DayEffect:
    """Of one metric and arm. trend: by day, with its p for all that were tried (Holm); first, second: the effect in
    the halves of the run; weekdays: the effect by weekday, 1 a Monday, and whether it differs, p likewise. Each None
    where it cannot be told."""

    metric: Metric
    arm: str
    trend: Trend | None
    first: Difference | None
    second: Difference | None
    by_weekday: dict[int, Difference]
    weekdays: Interaction | None
    trend_p: float | None = None
    weekdays_p: float | None = None


@dataclass(frozen=True, slots=True)
class DaysRead:
    """split_p: by day, of the split up to it, valid for looks on all days together; effects: empty where no metric
    is looked at."""

    days: Days
    split_p: tuple[float, ...]
    effects: tuple[DayEffect, ...]

    def known(self, below: float) -> date | None:
        """The first day on which that p was below."""
        return next((day for day, p in zip(self.days.dates, self.split_p, strict=True) if p < below), None)


@dataclass(frozen=True, slots=True)
class Reading:
    """names: of the arms, the control first; counts: their units (clusters); units: of all arms; mixing: units that
    were left out, for they stand in more than one arm; days: where the design names a column of them."""

    design: Design
    names: tuple[str, ...]
    counts: tuple[int, ...]
    units: int
    split: Split
    comparisons: tuple[Comparison, ...]
    guarded: tuple[Guarded, ...]
    segmented: tuple[Segmented, ...]
    findings: tuple[Finding, ...]
    mixing: Mixing | None = None
    days: DaysRead | None = None

    @property
    def control(self) -> str:
        return self.names[0]

    @property
    def trusted(self) -> bool:
        """False where the split is so far from the plan that no effect can be believed."""
        return not any(finding.severity == "stop" for finding in self.findings)
