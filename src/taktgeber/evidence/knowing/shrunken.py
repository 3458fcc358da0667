"""The finished experiments of one metric with luck taken out: what was measured, and what is to be expected of it.

All valid ones count, the losers included: who learns the law of effects from winners alone takes their luck for the
rule (stats.shrinkage). Effects are lifts, as shares of the control's level; arms of one experiment share their control
and are drawn as if they did not, which matters little where most experiments have one arm.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktgeber.core import Unknown, text
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import final_look
from taktgeber.stats.interval import Interval
from taktgeber.stats.shrinkage import shrink

from .lifts import LEVEL, Lift, lifts_of
from .verdict import verdict_of

LEAST = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """One arm: its lift as measured, and with luck taken out."""

    experiment: str
    name: str
    raw: Lift
    drawn: Interval


@dataclass(frozen=True, slots=True)
class ShrunkenMetric:
    """experiments: how many; mean, spread: of the law of true lifts; exaggeration: by what factor the winners' lifts
    exceed what is to be expected of them, None without winners or where nothing is to be expected; left_out: valid
    experiments without a lift that can be told."""

    metric: str
    experiments: int
    mean: float
    spread: float
    effects: tuple[Drawn, ...]
    exaggeration: float | None
    left_out: tuple[str, ...]


def shrunken(registry: Registry, metric: str) -> ShrunkenMetric | Unknown:
    """metric: as it was frozen and read, to the letter."""
    valid = [
        one
        for one in registry.experiments.values()
        if (look := final_look(one)) is not None and look.metric == metric and verdict_of(one) != "invalid"
    ]
    told = [(one, lift) for one in valid for lift in lifts_of(one)]
    known = {one.name for one, _ in told}
    if len(known) < LEAST:
        return Unknown(
            text("too few experiments of {metric} have a lift that can be told", metric=metric),
            text("Enough to tell: {n} valid experiments of one metric.", n=LEAST),
        )
    law = shrink([lift.value for _, lift in told], [lift.error for _, lift in told], level=LEVEL)
    effects = tuple(
        Drawn(one.name, one.plan.name, lift, drawn) for (one, lift), drawn in zip(told, law.effects, strict=True)
    )
    left_out = tuple(one.name for one in valid if one.name not in known)
    return ShrunkenMetric(
        metric, len(known), law.mean, math.sqrt(law.tau2), effects, _exaggeration(effects), left_out
    )  # fmt: skip


def metrics_of(registry: Registry) -> tuple[str, ...]:
    """Metrics by which experiments were frozen, the most used first."""
    names = [one.plan.metric for one in registry.experiments.values()]
    return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))


def _exaggeration(effects: tuple[Drawn, ...]) -> float | None:
    """Of all winners together, since the ratio of one may be of two numbers near nought."""
    won = [one for one in effects if one.raw.won]
    raw, drawn = sum(one.raw.value for one in won), sum(one.drawn.value for one in won)
    return raw / drawn if raw * drawn > 0 else None
