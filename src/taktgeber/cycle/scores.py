"""A forecast held against what happened: was it inside its interval, and how far off was a stated chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktgeber.core import Estimate, Exact, Figure, Money, Ratio, Unknown, encode


@dataclass(frozen=True, slots=True)
class Score:
    """inside: None where either side is unknown, or where no interval was given.

    brier: squared distance of a stated chance (a metric named "chance...") from 0 or 1.
    followed: the proposal was approved as it stood; an overridden one is scored, but says nothing
    about how well the house is calibrated, since something else was done.
    """

    proposal: str
    metric: str
    expected: Figure
    outcome: Figure
    inside: bool | None
    brier: float | None
    followed: bool

    def body(self) -> dict[str, Any]:
        return {
            "proposal": self.proposal,
            "metric": self.metric,
            "expected": encode(self.expected),
            "outcome": encode(self.outcome),
            "inside": self.inside,
            "brier": self.brier,
            "followed": self.followed,
        }


def score(proposal: str, metric: str, expected: Figure, outcome: Figure, followed: bool) -> Score:
    inside = None if is_chance(metric) else _inside(expected, outcome)
    brier = _brier(expected, outcome) if is_chance(metric) else None
    return Score(proposal, metric, expected, outcome, inside, brier, followed)


def is_chance(metric: str) -> bool:
    """Chances are scored by Brier: whether 0 or 1 lies inside an interval around .7 says nothing."""
    return metric.startswith("chance")


def size(figure: Figure) -> float | None:
    """As a plain number in the figure's unit; None if it is unknown."""
    match figure:
        case Estimate(value=value):
            return value
        case Exact(value=Money() as money):
            return money.major
        case Exact(value=Ratio() as ratio):
            return ratio.value
        case Exact(value=int() as count):
            return float(count)
        case Unknown():
            return None
    return None


def _inside(expected: Figure, outcome: Figure) -> bool | None:
    value = size(outcome)
    if value is None or not isinstance(expected, Estimate) or getattr(outcome, "unit", "") != expected.unit:
        return None
    return expected.low <= value <= expected.high


def _brier(expected: Figure, outcome: Figure) -> float | None:
    said, happened = size(expected), size(outcome)
    if said is None or happened not in (0.0, 1.0):
        return None
    return (said - happened) ** 2
