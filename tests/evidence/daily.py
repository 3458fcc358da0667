"""Experiments by day with a truth that is known: how often a quiet one is said to change with the days.

Revenue is as in shops: most units buy nothing, the rest log-normal amounts, more of them at weekends. Each function
gives the number of runs in which the promise held.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.adjusted import Measured, level
from taktgeber.stats.arm_means import unweighed
from taktgeber.stats.compare import Difference, welch
from taktgeber.stats.interaction import interaction
from taktgeber.stats.moments import Moments, total_of
from taktgeber.stats.trend import trend
from tests.stats.sums import moments_of

ALARM = 0.01
Y = Measured("y")


def steady(runs: int, seed: int, days: int = 28, a_day: int = 100) -> int:
    """An effect that is the same on all days: no trend is found at 1 %."""
    rng = np.random.default_rng([seed, days, a_day])
    held = 0
    for _ in range(runs):
        effects = [_seen(arms) for arms in _days(rng, days, a_day)]
        held += trend([(day, one.difference.value, one.error) for day, one in enumerate(effects)]).p >= ALARM
    return int(held)


def alike(runs: int, seed: int, days: int = 28, a_day: int = 100) -> int:
    """The same effect on all weekdays: none is found to differ at 1 %."""
    rng = np.random.default_rng([seed, days, a_day, 1])
    held = 0
    for _ in range(runs):
        arms = _days(rng, days, a_day)
        weekly = [_seen([total_of([day[arm] for day in arms[of::7]]) for arm in (0, 1)]) for of in range(7)]
        held += interaction([(one.difference.value, one.error) for one in weekly]).p >= ALARM
    return int(held)


def _days(rng: np.random.Generator, days: int, a_day: int) -> list[list[Moments]]:
    """Control and treated by day; the treated spend a tenth more."""
    return [
        [moments_of(y=lift * _revenue(rng, a_day, 0.3 + 0.1 * (day % 7 > 4))) for lift in (1.0, 1.1)]
        for day in range(days)
    ]


def _revenue(rng: np.random.Generator, n: int, buy: float) -> NDArray[np.float64]:
    return (rng.random(n) < buy) * rng.lognormal(3, 0.8, n)


def _seen(arms: list[Moments]) -> Difference:
    control, treated = (level(unweighed(own), Y) for own in arms)
    return welch(treated, control)
