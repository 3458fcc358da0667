"""Boundaries for an experiment that is looked at several times, and what they cost and save.

At each look the error spent so far is made exact: the boundary is where as many paths that have not stopped yet
cross as the spending function has set free since the look before (Jennison & Turnbull 2000, ch. 7).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .solve import root, where_it_reaches
from .spending import Spending
from .tails import normal_above, normal_quantile
from .walk import Walk

_NEVER = 1e-30  # an error this small is not worth a boundary


@dataclass(frozen=True, slots=True)
class Boundaries:
    """fractions: of the planned information, by look; lower, upper: values of Z at which one stops, by look.

    spent: of the error of one side, up to each look; sides: 2 where either direction counts; error: of all sides.
    """

    fractions: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    spent: tuple[float, ...]
    error: float
    sides: int


@dataclass(frozen=True, slots=True)
class Stopping:
    """up, down: chance to stop at each look at the upper and at the lower boundary."""

    fractions: tuple[float, ...]
    up: tuple[float, ...]
    down: tuple[float, ...]

    @property
    def power(self) -> float:
        return math.fsum(self.up)

    @property
    def expected_fraction(self) -> float:
        """Of the planned information, how much is used up on average."""
        early = list(zip(self.fractions, self.up, self.down, strict=True))[:-1]
        stopped = math.fsum(u + d for _, u, d in early)
        return math.fsum(f * (u + d) for f, u, d in early) + self.fractions[-1] * (1 - stopped)


def boundaries(
    fractions: Sequence[float], error: float, spending: Spending | None = None, sides: int = 2, ended: bool = False
) -> Boundaries:
    """fractions: rising, above 0; the last need not be 1. error: of all sides together; ended: the last look spends
    the whole of it, wherever it falls. Raises ValueError."""
    return _boundaries(_checked(fractions, error, sides), error, spending or Spending(), sides, ended)


@lru_cache(maxsize=16)
def _boundaries(times: tuple[float, ...], error: float, spending: Spending, sides: int, ended: bool) -> Boundaries:
    spent = tuple(spending.spent(error / sides, t) for t in times)
    if ended:
        spent = (*spent[:-1], error / sides)
    walk, upper, before = Walk(), list[float](), 0.0
    for look, t in enumerate(times):
        upper.append(_crossed(walk, t, spent[look] - before))
        before = spent[look]
        if look + 1 < len(times):
            walk.go_on(t, -upper[look] if sides == 2 else -math.inf, upper[look], times[look + 1])
    lower = tuple(-u if sides == 2 else -math.inf for u in upper)
    return Boundaries(times, lower, tuple(upper), spent, error, sides)


def _crossed(walk: Walk, t: float, chance: float) -> float:
    """The value of Z that is exceeded with this chance among paths that have come so far."""
    if chance < _NEVER:
        return math.inf
    if walk.above(-8.0, t) <= chance:
        raise ValueError(f"no boundary spends {chance} at {t}")
    return root(lambda z: chance - walk.above(z, t), -8.0, 13.0)


def stopping(bounds: Boundaries, drift: float) -> Stopping:
    """drift: what Z is expected to be at fraction 1."""
    return stopping_at((drift,), bounds)[0]


def stopping_at(drifts: Sequence[float], bounds: Boundaries) -> list[Stopping]:
    """The same for several drifts from one integration."""
    looks = _looks(bounds)
    return [
        Stopping(
            bounds.fractions,
            tuple(walk.above(high, t, drift) for walk, t, high in looks),
            tuple(walk.below(low, t, drift) for (walk, t, _), low in zip(looks, bounds.lower, strict=True)),
        )
        for drift in drifts
    ]


def drift_for(bounds: Boundaries, power: float) -> float:
    """What Z must be expected to be at fraction 1 for this power in the direction of the effect. Raises ValueError."""
    if not bounds.error / bounds.sides < power < 1:
        raise ValueError(f"power lies between {bounds.error / bounds.sides} and 1, got {power}")
    walks = _looks(bounds)
    return where_it_reaches(
        lambda drift: math.fsum(walk.above(high, t, drift) for walk, t, high in walks),
        power,
        fixed_drift(bounds.error, power, bounds.sides),
        0.25,
    )


@lru_cache(maxsize=16)
def _looks(bounds: Boundaries) -> tuple[tuple[Walk, float, float], ...]:
    """For each look the paths that come to it, its fraction and its upper boundary."""
    walk, made = Walk(), list[tuple[Walk, float, float]]()
    for look, t in enumerate(bounds.fractions):
        made.append((walk.copy(), t, bounds.upper[look]))
        if look + 1 < len(bounds.fractions):
            walk.go_on(t, bounds.lower[look], bounds.upper[look], bounds.fractions[look + 1])
    return tuple(made)


def inflation(bounds: Boundaries, power: float) -> float:
    """How many times the size of one fixed look the plan must provide for at most, for the same power."""
    return (drift_for(bounds, power) / fixed_drift(bounds.error, power, bounds.sides)) ** 2


def fixed_drift(error: float, power: float, sides: int = 2) -> float:
    """What Z must be expected to be for this power with one look: both quantiles added."""
    return normal_quantile(1 - error / sides) + normal_quantile(power)


def nominal_level(z: float, sides: int = 2) -> float:
    """The p-value that a boundary corresponds to at its look."""
    return sides * normal_above(z)


def _checked(fractions: Sequence[float], error: float, sides: int) -> tuple[float, ...]:
    times = tuple(float(t) for t in fractions)
    if not times or any(not math.isfinite(t) for t in times) or times[0] <= 0:
        raise ValueError(f"fractions of information are above 0, got {list(fractions)}")
    if any(later <= earlier for earlier, later in pairwise(times)):
        raise ValueError(f"information grows from look to look, got {list(fractions)}")
    if sides not in (1, 2):
        raise ValueError(f"a test has one side or two, got {sides}")
    if not 0 < error < sides / 2:
        raise ValueError(f"the error lies between 0 and {sides / 2}, got {error}")
    return times
