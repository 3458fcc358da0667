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
from functools import lru_cache

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
    beyond = _beyond([f / fractions[-1] for f in fractions], lower, upper, z)
    down = z <= lower[-1]  # the tail that was crossed keeps its digits, the other is what is left

    def at_least(drift: float) -> float:
        return 1 - beyond(drift, True) if down else beyond(drift, False)

    tail = (1 - level) / 2
    low, middle, high = (error * where_it_reaches(at_least, share, z) for share in (tail, 0.5, 1 - tail))
    direct = beyond(0.0, down)
    p = at_least(0.0) if sides == 1 else 2 * min(direct, 1 - direct)
    half = error * normal_quantile(1 - tail)
    return StoppedEstimate(middle, low, high, level, p, naive, naive - half, naive + half)


def _beyond(
    times: Sequence[float], lower: Sequence[float], upper: Sequence[float], z: float
) -> Callable[[float, bool], float]:
    """Chance of an outcome at least as high as this one, or (down) at most as high, by the drift."""
    walks = _coming_to(tuple(times), tuple(lower), tuple(upper))

    def chance(drift: float, down: bool) -> float:
        if down:
            ends = (*lower[:-1], z)
            return math.fsum(walk.below(end, t, drift) for walk, t, end in zip(walks, times, ends, strict=True))
        ends = (*upper[:-1], z)
        return math.fsum(walk.above(end, t, drift) for walk, t, end in zip(walks, times, ends, strict=True))

    return chance


@lru_cache(maxsize=64)
def _coming_to(times: tuple[float, ...], lower: tuple[float, ...], upper: tuple[float, ...]) -> tuple[Walk, ...]:
    """By look, the paths that have not stopped before."""
    walk, walks = Walk(), list[Walk]()
    for look, t in enumerate(times):
        walks.append(walk.copy())
        if look + 1 < len(times):
            walk.go_on(t, lower[look], upper[look], times[look + 1])
    return tuple(walks)
