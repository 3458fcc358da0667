"""What an experiment that could stop early says about the effect, corrected for the stopping.

Who stops when the figure is high reports it too high. Outcomes are ordered by stages: to cross the upper boundary
earlier is more, at the same look a higher Z is more, to cross the lower boundary earlier is less (Tsiatis, Rosner &
Mehta 1984, Biometrics 40(3); Jennison & Turnbull 2000, section 8.4). With that order the p-value, the estimate that is
too high as often as too low, and the interval follow from the same integration as the boundaries; the interval
agrees with the decision, and nothing after the look at which one stopped is needed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .solve import where_it_reaches
from .tails import normal_quantile
from .walk import Walk


@dataclass(frozen=True, slots=True)
class StoppedEstimate:
    """estimate: median unbiased; low, high: its interval; p: of no effect; naive: as if one look had been planned.

    naive_low, naive_high: the interval that ignores the stopping. All but p in the unit of the effect.
    """

    estimate: float
    low: float
    high: float
    level: float
    p: float
    naive: float
    naive_low: float
    naive_high: float


def after_stopping(
    fractions: Sequence[float],
    lower: Sequence[float],
    upper: Sequence[float],
    naive: float,
    error: float,
    level: float = 0.95,
    sides: int = 2,
) -> StoppedEstimate:
    """fractions: information at the looks taken, shape (k,), in any unit, the last the one at which one stopped or
    ended; lower, upper: values of Z at which one would have stopped, shape (k,); naive: estimate at the last look;
    error: its standard error; sides: of the p-value. Raises ValueError.

    Who ends between the boundaries before the plan's last look (no time, no use) gives the looks taken: the last
    one is then read as the plan's last.
    """
    if not error > 0 or not math.isfinite(naive) or not math.isfinite(error):
        raise ValueError(f"an estimate is finite and its standard error above 0, got {naive} and {error}")
    if not len(fractions) == len(lower) == len(upper) > 0:
        raise ValueError("every look has its fraction and its two boundaries")
    if not 0 < level < 1 or sides not in (1, 2):
        raise ValueError(f"a level lies between 0 and 1 and a test has one side or two, got {level} and {sides}")
    z = naive / error
    more = _at_least([f / fractions[-1] for f in fractions], lower, upper, z)
    tail = (1 - level) / 2
    low, middle, high = (error * where_it_reaches(more, share, z) for share in (tail, 0.5, 1 - tail))
    at_least = more(0.0)
    p = at_least if sides == 1 else min(1.0, 2 * min(at_least, 1 - at_least))
    half = error * normal_quantile(1 - tail)
    return StoppedEstimate(middle, low, high, level, p, naive, naive - half, naive + half)


def _at_least(
    times: Sequence[float], lower: Sequence[float], upper: Sequence[float], z: float
) -> Callable[[float], float]:
    """Chance of an outcome at least as high as this one, by the drift: it rises from 0 to 1."""
    walk, walks = Walk(), list[Walk]()
    for look, t in enumerate(times):
        walks.append(walk.copy())
        if look + 1 < len(times):
            walk.go_on(t, lower[look], upper[look], times[look + 1])
    crossed_down = z <= lower[-1]

    def chance(drift: float) -> float:
        at = walks[-1]
        if crossed_down:
            less = [w.below(low, t, drift) for w, t, low in zip(walks, times, lower, strict=True)][:-1]
            return 1 - math.fsum((*less, at.below(z, times[-1], drift)))
        more = [w.above(high, t, drift) for w, t, high in zip(walks, times, upper, strict=True)][:-1]
        return math.fsum((*more, at.above(z, times[-1], drift)))

    return chance
