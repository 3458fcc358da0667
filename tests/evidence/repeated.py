"""How often a reading keeps its promise: experiments drawn again and again with a truth that is known.

Each function gives the number of runs in which the promise held. Revenue is as in shops: most units buy nothing, the
rest log-normal amounts. Everything is read through the moments alone, as from a file.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.adjusted import Level, Measured, adjusted_level, adjustment, level
from taktgeber.stats.arm_means import unweighed
from taktgeber.stats.compare import two_proportions, welch
from taktgeber.stats.complier import complier_effect
from taktgeber.stats.moments import Moments
from taktgeber.stats.multiplicity import holm
from taktgeber.stats.order_quantile import quantile_level, ranks
from tests.stats.sums import moments_of

Floats = NDArray[np.float64]
Y = Measured("y")


def one_look(runs: int, seed: int, units: int = 500) -> int:
    """No effect on revenue, one look at the end: no false alarm at 5 %."""
    rng = np.random.default_rng([seed, 1])
    held = 0
    for _ in range(runs):
        held += welch(*(_read(y=_revenue(rng, units)) for _ in range(2))).p >= 0.05
    return int(held)


def many_comparisons(runs: int, seed: int, units: int = 500) -> int:
    """No effect of three arms on revenue, buyers and orders a visit: no false alarm at all at 5 % after Holm."""
    rng = np.random.default_rng([seed, 2])
    held = 0
    for _ in range(runs):
        arms = [unweighed(_shop(rng, units)) for _ in range(4)]
        p = []
        for metric in (Y, Measured("bought"), Measured("orders", "visits")):
            control, *treated = (level(arm, metric) for arm in arms)
            compare = two_proportions if metric.over == "bought" else welch
            p += [compare(arm, control).p for arm in treated]
        held += min(holm(p)) >= 0.05
    return int(held)


def lift(runs: int, seed: int, units: int = 2000, true: float = 0.1) -> int:
    """The 95 % interval of the lift of revenue holds the true lift."""
    rng = np.random.default_rng([seed, 3])
    held = 0
    for _ in range(runs):
        seen = welch(_read(y=(1 + true) * _revenue(rng, units)), _read(y=_revenue(rng, units))).lift
        held += seen is not None and seen.low <= true <= seen.high
    return int(held)


def adjusted(runs: int, seed: int, units: int = 60) -> int:
    """The 95 % interval adjusted by two covariates holds the true difference, in unequal small arms."""
    rng = np.random.default_rng([seed, 4])
    held = 0
    for _ in range(runs):
        arms = []
        for n, effect in ((units, 0.0), (2 * units, 1.0)):
            x, w = rng.gamma(2, 1, n), rng.normal(size=n)
            arms.append(unweighed(moments_of(x=x, w=w, y=x + 0.5 * w + effect + rng.normal(size=n))))
        by = adjustment(arms, Y, (Measured("x"), Measured("w")))
        control, treated = (adjusted_level(arm, Y, by, [0.0, 0.0]) for arm in arms)
        held += _holds(treated, control, 1.0)
    return int(held)


def ratio(runs: int, seed: int, units: int = 400) -> int:
    """The 95 % interval of the difference of two ratios (orders over visits) holds the true one."""
    rng = np.random.default_rng([seed, 5])
    held = 0
    for _ in range(runs):
        control, treated = (level(unweighed(_shop(rng, units, p)), Measured("orders", "visits")) for p in (0.1, 0.12))
        held += _holds(treated, control, 0.02)
    return int(held)


def quantile(runs: int, seed: int, units: int = 1000) -> int:
    """The 95 % interval of the difference of two 90 % quantiles of waiting times holds the true one."""
    rng = np.random.default_rng([seed, 6])
    low, middle, high = ranks(units, 0.9)
    held = 0
    for _ in range(runs):
        ends = []
        for scale in (1.0, 1.2):
            values = np.sort(rng.exponential(scale, units))
            ends.append(quantile_level(*(float(values[r - 1]) for r in (low, middle, high)), units, 0.9))
        held += _holds(ends[1], ends[0], -0.2 * float(np.log(0.1)))
    return int(held)


def compliers(runs: int, seed: int, units: int = 800) -> int:
    """The 95 % interval of the effect on those who got it holds the true one, where three of ten did."""
    rng = np.random.default_rng([seed, 7])
    held = 0
    for _ in range(runs):
        would = rng.random(2 * units) < 0.3
        bare = 5 + 2 * would + rng.normal(0, 2, 2 * units)
        took = would[:units]
        treated = unweighed(moments_of(y=bare[:units] + 1.5 * took, d=took))
        control = unweighed(moments_of(y=bare[units:], d=np.zeros(units)))
        seen = complier_effect(treated, control, Y, Measured("d")).effect
        held += seen is not None and seen.low <= 1.5 <= seen.high
    return int(held)


def _read(**columns: Floats) -> Level:
    return level(unweighed(moments_of(**columns)), Y)


def _holds(treated: Level, control: Level, true: float) -> bool:
    seen = welch(treated, control).difference
    return seen.low <= true <= seen.high


def _revenue(rng: np.random.Generator, units: int) -> Floats:
    return np.where(rng.random(units) < 0.3, np.exp(3 + 0.8 * rng.normal(size=units)), 0.0)


def _shop(rng: np.random.Generator, units: int, share: float = 0.1) -> Moments:
    """Revenue, whether any was made, visits with an own liking of each unit, and orders among them."""
    revenue = _revenue(rng, units)
    visits = 1 + rng.poisson(rng.gamma(2, 2, units))
    orders = rng.binomial(visits, np.clip(share * rng.gamma(4, 0.25, units), 0, 1))
    columns: Mapping[str, Floats] = {"y": revenue, "bought": revenue > 0, "visits": visits, "orders": orders}
    return moments_of(**columns)
