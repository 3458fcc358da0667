"""One effect from many markets: the pooled mean, its intervals, and what each market weighs.

Random effects: weights 1 / (s_i^2 + tau^2), Wald's standard error 1 / sqrt(sum of w). It takes tau^2 for known,
which it is not, so the interval to use is that of Knapp & Hartung 2003, Stat. Med. 22(17): Student's t at k - 1
degrees of freedom, with

    error^2 = sum of w_i (y_i - mean)^2 / ((k - 1) * sum of w_i).

By chance the estimates may lie closer together than their own errors allow; that interval is then narrower than
Wald's and too bold. The guard max(1, .) keeps error at least Wald's (Roever, Knapp & Friede 2015, BMC Med. Res.
Methodol. 15:99, "modified Knapp-Hartung"). Both are given; `guarded` is the one to decide on.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .heterogeneity import Heterogeneity, Method, checked, generalised_q, heterogeneity, mean_and_weights
from .interval import Interval
from .tails import normal_quantile, student_quantile


@dataclass(frozen=True, slots=True)
class Pooled:
    """error: Wald's; adjusted_error: Knapp and Hartung's without the guard. wald, knapp_hartung, guarded: the mean with
    the interval of each; weights: shares by market, summing to 1. n of an interval: markets."""

    error: float
    adjusted_error: float
    wald: Interval
    knapp_hartung: Interval
    guarded: Interval
    weights: tuple[float, ...]
    heterogeneity: Heterogeneity

    @property
    def mean(self) -> float:
        return self.guarded.value

    @property
    def markets(self) -> int:
        return len(self.weights)


def pool(estimates: Sequence[float], errors: Sequence[float], method: Method = "reml", level: float = 0.95) -> Pooled:
    """estimates, errors: shape (k,), k >= 2, in one unit; method: of tau^2, or "fixed" for none.

    Raises ValueError for fewer than two, for what is not finite and for errors that are not positive.
    """
    y, v = checked(estimates, errors)
    between = heterogeneity(estimates, errors, method, level)
    mean, w = mean_and_weights(y, v, between.tau2)
    total, free = sum(w), len(y) - 1
    error = 1 / math.sqrt(total)
    adjusted = math.sqrt(generalised_q(y, v, between.tau2) / (free * total))
    t = student_quantile((1 + level) / 2, free)

    def around(half: float) -> Interval:
        return Interval(mean, mean - half, mean + half, level, len(y))

    return Pooled(
        error,
        adjusted,
        around(normal_quantile((1 + level) / 2) * error),
        around(t * adjusted),
        around(t * max(adjusted, error)),
        tuple(a / total for a in w),
        between,
    )


def without_each(
    estimates: Sequence[float], errors: Sequence[float], method: Method = "reml", level: float = 0.95
) -> tuple[Pooled, ...]:
    """The same with each market left out in turn; k >= 3, since one estimate is not pooled."""
    y, s = list(estimates), list(errors)
    return tuple(pool(y[:i] + y[i + 1 :], s[:i] + s[i + 1 :], method, level) for i in range(len(y)))
