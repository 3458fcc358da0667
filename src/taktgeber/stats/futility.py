"""When an experiment may be given up: boundaries below which the effect it was planned for has become unlikely.

The chance to miss the planned effect is spent from look to look, as the error is at the upper boundary (Pampallona,
Tsiatis & Kim 2001, Drug Information Journal 35(4)). They do not bind: the upper boundaries stay those of a plan
without them, so that who goes on all the same makes no false positive more often. Their price is power, which the
plan pays back by size: the drift is found at which missed chances add up to 1 - power.
"""

from __future__ import annotations

import math
from dataclasses import replace

from .group_sequential import Boundaries, fixed_drift
from .solve import root, where_it_reaches
from .spending import Spending
from .walk import Walk


def with_futility(bounds: Boundaries, power: float, spending: Spending | None = None) -> tuple[Boundaries, float]:
    """The same upper boundaries with lower ones, and the drift at fraction 1 at which the plan has this power.

    The last lower boundary is the upper one: at the end one decides. Of a test with two sides the lower boundary
    stays where harm is shown wherever giving up would come later.
    """
    if not bounds.error / bounds.sides < power < 1:
        raise ValueError(f"power lies between {bounds.error / bounds.sides} and 1, got {power}")
    spending = spending or Spending()
    fixed = fixed_drift(bounds.error, power, bounds.sides)
    drift = where_it_reaches(lambda d: _lower(bounds, power, spending, d)[1], power, 1.1 * fixed, 0.1)
    return replace(bounds, lower=_lower(bounds, power, spending, drift)[0]), drift


def _lower(bounds: Boundaries, power: float, spending: Spending, drift: float) -> tuple[tuple[float, ...], float]:
    """The lower boundaries at this drift, and the power that is left."""
    walk, times = Walk(), bounds.fractions
    lower, gained, missed = list[float](), 0.0, 0.0
    for look, (t, low, high) in enumerate(zip(times, bounds.lower, bounds.upper, strict=True)):
        gained += walk.above(high, t, drift)
        if look + 1 == len(times):
            return (*lower, high), gained
        given_up = _given_up(walk, t, drift, spending.spent(1 - power, t) - missed, high)
        lower.append(max(low, given_up))
        missed += walk.below(lower[-1], t, drift)
        walk.go_on(t, lower[-1], high, times[look + 1])
    raise AssertionError("a plan has a last look")


def _given_up(walk: Walk, t: float, drift: float, chance: float, high: float) -> float:
    """The value of Z below which this chance lies; just under the upper boundary at most."""
    top = min(high, 13.0) - 1e-3
    if chance <= walk.below(-13.0, t, drift):
        return -math.inf
    if walk.below(top, t, drift) <= chance:
        return top
    return root(lambda z: walk.below(z, t, drift) - chance, -13.0, top)
