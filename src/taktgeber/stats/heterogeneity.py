"""How far true effects differ from market to market: Q, I squared and the variance tau squared between them.

Model: an estimate y_i of a market has the known standard error s_i, and its true effect was drawn from a normal
law with mean mu and variance tau^2, so y_i ~ N(mu, s_i^2 + tau^2). All three estimators of tau^2 rest on

    Q(t) = sum of w_i (y_i - mean)^2,   w_i = 1 / (s_i^2 + t),   mean = sum of w_i y_i / sum of w_i,

which follows chi-square with k - 1 degrees of freedom where t is the true tau^2. Cochran's Q is Q(0).

Sources: DerSimonian & Laird 1986, Controlled Clinical Trials 7(3), eq. 8; Paule & Mandel 1982, J. Res. NBS 87(5);
restricted likelihood: Viechtbauer 2005, J. Educ. Behav. Stat. 30(3), eq. 17; interval: Viechtbauer 2007, Stat. Med.
26(1) (Q-profile); I^2: Higgins & Thompson 2002, Stat. Med. 21(11), eq. 10.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .solve import root
from .tails import chi_square_above, chi_square_quantile

Method = Literal["reml", "pm", "dl", "fixed"]


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Of k estimates. tau2, tau2_low, tau2_high: in the estimates' unit, squared; the interval is of Q-profile and does
    not depend on the method. inconsistency: I^2, the share of Q beyond chance, 0 to 1. q: Cochran's, with `free`
    degrees of freedom; p: chance of a q as large where all true effects are one."""

    method: Method
    tau2: float
    tau2_low: float
    tau2_high: float
    level: float
    q: float
    free: int
    p: float
    inconsistency: float


def heterogeneity(
    estimates: Sequence[float], errors: Sequence[float], method: Method = "reml", level: float = 0.95
) -> Heterogeneity:
    """estimates, errors: shape (k,), k >= 2, in one unit. Raises ValueError as `checked` does."""
    y, v = checked(estimates, errors)
    free = len(y) - 1
    q = generalised_q(y, v, 0.0)
    low, high = (_where_q_is(y, v, chi_square_quantile(share, free)) for share in ((1 + level) / 2, (1 - level) / 2))
    inconsistency = max(0.0, 1 - free / q) if q > 0 else 0.0
    return Heterogeneity(
        method, ESTIMATORS[method](y, v), low, high, level, q, free, chi_square_above(q, free), inconsistency
    )


def checked(estimates: Sequence[float], errors: Sequence[float]) -> tuple[list[float], list[float]]:
    """Estimates and variances; ValueError where one is not finite, an error is not positive, or there are not two."""
    y, s = [float(x) for x in estimates], [float(x) for x in errors]
    if len(y) != len(s):
        raise ValueError(f"each estimate has one standard error, got {len(y)} and {len(s)}")
    if len(y) < 2:
        raise ValueError(f"pooling needs at least two estimates, got {len(y)}")
    if not all(map(math.isfinite, (*y, *s))) or min(s) <= 0:
        raise ValueError("estimates are finite, standard errors finite and above zero")
    if max(map(abs, y)) > 1e50 or not 1e-50 < min(s) <= max(s) < min(1e50, 1e6 * min(s)):
        raise ValueError("estimates and errors lie within 1e50, errors within a million times each other")
    return y, [x * x for x in s]


def mean_and_weights(y: Sequence[float], v: Sequence[float], tau2: float) -> tuple[float, list[float]]:
    """The weighted mean, taken around the first estimate so that a common large part does not cost digits."""
    w = [1 / (x + tau2) for x in v]
    first = y[0]
    return first + sum(a * (b - first) for a, b in zip(w, y, strict=True)) / sum(w), w


def generalised_q(y: Sequence[float], v: Sequence[float], tau2: float) -> float:
    """Q(tau2), falling in tau2."""
    mean, w = mean_and_weights(y, v, tau2)
    return sum(a * (b - mean) ** 2 for a, b in zip(w, y, strict=True))


def freedom(w: Sequence[float]) -> float:
    """sum of w - sum of w^2 / sum of w, without the loss of digits where one weight dwarfs the others."""
    return sum(a * b for a, b in zip(w, all_but(w), strict=True)) / sum(w)


def all_but(w: Sequence[float]) -> list[float]:
    """The sum of all weights but each in turn."""
    total, top = sum(w), max(range(len(w)), key=w.__getitem__)
    others = [total - a for a in w]
    others[top] = sum(w[:top]) + sum(w[top + 1 :])
    return others


def _dersimonian_laird(y: Sequence[float], v: Sequence[float]) -> float:
    return max(0.0, (generalised_q(y, v, 0.0) - (len(y) - 1)) / freedom([1 / x for x in v]))


def _paule_mandel(y: Sequence[float], v: Sequence[float]) -> float:
    return _where_q_is(y, v, len(y) - 1)


def _restricted_likelihood(y: Sequence[float], v: Sequence[float]) -> float:
    """The highest of all maxima: with errors of very different size there may be several."""
    slope, height = _slope_of(y, v), _height_of(y, v)
    top = _beyond(slope, sum((b - sum(y) / len(y)) ** 2 for b in y) + min(v))
    floor = min(min(v) / 10, top / 2)
    steps = 32
    grid = [0.0, *(floor * (top / floor) ** (n / steps) for n in range(steps + 1))]
    at = [slope(t) for t in grid]
    found = [0.0] if at[0] <= 0 else []
    for n in range(len(grid) - 1):
        if at[n] > 0 >= at[n + 1]:
            found.append(root(slope, grid[n], grid[n + 1]))
    return max(found, key=height)


def _slope_of(y: Sequence[float], v: Sequence[float]) -> Callable[[float], float]:
    """Twice the derivative of the restricted log-likelihood."""

    def slope(tau2: float) -> float:
        mean, w = mean_and_weights(y, v, tau2)
        return sum((a * (b - mean)) ** 2 for a, b in zip(w, y, strict=True)) - freedom(w)

    return slope


def _height_of(y: Sequence[float], v: Sequence[float]) -> Callable[[float], float]:
    """Twice the restricted log-likelihood, but for a constant."""

    def height(tau2: float) -> float:
        w = [1 / (x + tau2) for x in v]
        return sum(map(math.log, w)) - math.log(sum(w)) - generalised_q(y, v, tau2)

    return height


def _nothing_between(y: Sequence[float], v: Sequence[float]) -> float:
    return 0.0


ESTIMATORS: dict[Method, Callable[[Sequence[float], Sequence[float]], float]] = {
    "reml": _restricted_likelihood,
    "pm": _paule_mandel,
    "dl": _dersimonian_laird,
    "fixed": _nothing_between,
}


def _where_q_is(y: Sequence[float], v: Sequence[float], wanted: float) -> float:
    """The tau2 at which Q(tau2) is `wanted`; 0 where it is less everywhere."""

    def above(tau2: float) -> float:
        return generalised_q(y, v, tau2) - wanted

    return 0.0 if above(0.0) <= 0 else root(above, 0.0, _beyond(above, min(v)))


def _beyond(falling: Callable[[float], float], start: float) -> float:
    """From `start` by doubling to where the function is negative."""
    while falling(start) >= 0:
        start *= 2
    return start
