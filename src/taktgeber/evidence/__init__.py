"""Evidence: what experiments say, read from a file of their units."""

from .design import Design
from .metric import Guardrail, Metric, parse_margin, parse_metric, parse_ratio
from .read import read_design, read_experiment
from .reading import Comparison, Guarded, Reading, Segmented, SegmentEffect

__all__ = [
    "Comparison",
    "Design",
    "Guarded",
    "Guardrail",
    "Metric",
    "Reading",
    "SegmentEffect",
    "Segmented",
    "parse_margin",
    "parse_metric",
    "parse_ratio",
    "read_design",
    "read_experiment",
]
