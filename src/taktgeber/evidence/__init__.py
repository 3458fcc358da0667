"""Evidence: one experiment planned, looked at and read; many pooled into what a new market may expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber import face

if TYPE_CHECKING:
    from .design import Design
    from .interim import LookTaken, Rule, read_looks
    from .metric import Guardrail, Metric, parse_margin, parse_metric, parse_ratio
    from .plan_history import measure_past
    from .plan_wish import Measure, Prior, Wish
    from .planning import plan_experiment
    from .pool import TransferRule, pool_markets
    from .pool_file import Measured, read_markets
    from .read import read_design, read_experiment
    from .reading import Comparison, Guarded, Reading, Segmented, SegmentEffect

_FACE = {
    "Comparison": "reading",
    "Design": "design",
    "Guarded": "reading",
    "Guardrail": "metric",
    "LookTaken": "interim",
    "Measure": "plan_wish",
    "Measured": "pool_file",
    "Metric": "metric",
    "Prior": "plan_wish",
    "Reading": "reading",
    "Rule": "interim",
    "SegmentEffect": "reading",
    "Segmented": "reading",
    "TransferRule": "pool",
    "Wish": "plan_wish",
    "measure_past": "plan_history",
    "parse_margin": "metric",
    "parse_metric": "metric",
    "parse_ratio": "metric",
    "plan_experiment": "planning",
    "pool_markets": "pool",
    "read_design": "read",
    "read_experiment": "read",
    "read_looks": "interim",
    "read_markets": "pool_file",
}

__all__ = [
    "Comparison",
    "Design",
    "Guarded",
    "Guardrail",
    "LookTaken",
    "Measure",
    "Measured",
    "Metric",
    "Prior",
    "Reading",
    "Rule",
    "SegmentEffect",
    "Segmented",
    "TransferRule",
    "Wish",
    "measure_past",
    "parse_margin",
    "parse_metric",
    "parse_ratio",
    "plan_experiment",
    "pool_markets",
    "read_design",
    "read_experiment",
    "read_looks",
    "read_markets",
]

__getattr__ = face(__name__, {name: f"{__name__}.{home}" for name, home in _FACE.items()})
