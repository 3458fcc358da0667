"""Looks at an experiment without a planned end, read by an interval that holds at all times together.

The sequence is tuned once, by what the first look says of the information a unit brings, so that it stays the same
one at every later look (Waudby-Smith and others 2021, arXiv:2103.06476: m is fixed beforehand). Looks that are not
named do no harm. p-values are valid at whatever time one stops, so the least so far stands (ibid., section 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.stats.confidence_sequence import ConfidenceSequence
from taktgeber.stats.tails import normal_quantile

from .interim import LookTaken, Verdict


@dataclass(frozen=True, slots=True)
class AnytimeStep:
    """fraction: of the expected units; low, high: hold at all times together, high infinite with one side;
    p: of no effect, the least so far."""

    look: LookTaken
    fraction: float
    z: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Anytime:
    """decided: index of the look that showed something first, None where none did; wider: how many times as wide as
    with one single look the interval is when the expected units are in."""

    verdict: Verdict
    steps: tuple[AnytimeStep, ...]
    decided: int | None
    wider: float

    @property
    def now(self) -> AnytimeStep:
        return self.steps[-1]


def read_at_any_time(
    taken: Sequence[LookTaken], expected: int, error: float, sides: int = 2, ended: bool = False
) -> Anytime:
    """taken: in order, the last now, each with an error above 0; expected: units of all arms, above 0; error: of one
    comparison, all its sides; ended: no unit will be added."""
    first = taken[0]
    planned = expected / first.units / first.error**2
    sequence = ConfidenceSequence(planned, error, sides)
    steps, least = list[AnytimeStep](), 1.0
    for look in taken:
        half = sequence.half_width(look.error)
        least = min(least, sequence.p_value(look.estimate, look.error))
        high = look.estimate + half if sides == 2 else math.inf
        z = look.estimate / look.error
        steps.append(AnytimeStep(look, look.units / expected, z, look.estimate - half, high, least))
    decided = next((k for k, step in enumerate(steps) if step.low > 0 or step.high < 0), None)
    verdict: Verdict = "not shown" if ended else "go on"
    if decided is not None:
        verdict = "shown" if steps[decided].z > 0 else "harm shown"
    alone = normal_quantile(1 - error / sides) * planned**-0.5
    return Anytime(verdict, tuple(steps), decided, sequence.half_width(planned**-0.5) / alone)
