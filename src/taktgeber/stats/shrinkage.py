"""What is left of a result once luck is taken out: estimates drawn towards the mean of all of their kind.

Whoever ships what came out best ships luck as well. Where true effects follow a normal law with the mean and the
variance tau^2 of ALL experiments of one metric, the losers included, the expected effect of each is

    mean + (1 - B) (y - mean),   B = s^2 / (s^2 + tau^2)

(normal-normal empirical Bayes: Efron & Morris 1975, JASA 70). mean and tau^2 are themselves estimated, so that

    variance = s^2 (1 - B) + B^2 / sum of w + (y - mean)^2 var(B),   var(B) = (B / (s^2 + tau^2))^2 var(tau^2)

(Morris 1983, JASA 78, section 5; var(tau^2) from the restricted likelihood's information, Viechtbauer 2005, eq. 20),
with Student's t at k - 1 degrees of freedom, since with few experiments the normal quantile promises too much.
docs/experiment-pool.md says what remains of the exaggeration, also where effects have heavier tails.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .heterogeneity import ESTIMATORS, Method, all_but, checked, mean_and_weights
from .interval import Interval
from .tails import student_quantile


@dataclass(frozen=True, slots=True)
class Shrunken:
    """mean, tau2: of the law of true effects; effects: by experiment, in the order given, each with its interval,
    n being the experiments that the law rests on."""

    mean: float
    tau2: float
    effects: tuple[Interval, ...]


def shrink(
    estimates: Sequence[float], errors: Sequence[float], method: Method = "reml", level: float = 0.95
) -> Shrunken:
    """estimates, errors: shape (k,), k >= 3, of all finished experiments of one metric, in one unit.

    Raises ValueError for fewer: two cannot tell how far true effects lie apart.
    """
    y, v = checked(estimates, errors)
    if len(y) < 3:
        raise ValueError(f"shrinking needs at least three estimates, got {len(y)}")
    tau2 = ESTIMATORS[method](y, v)
    mean, w = mean_and_weights(y, v, tau2)
    t = student_quantile((1 + level) / 2, len(y) - 1)
    unsure = _variance_of_tau2(w)
    effects = []
    for given, within, weight in zip(y, v, w, strict=True):
        drawn = within * weight
        value = mean + (1 - drawn) * (given - mean)
        variance = within * (1 - drawn) + drawn**2 / sum(w) + (drawn * weight * (given - mean)) ** 2 * unsure
        half = t * math.sqrt(variance)
        effects.append(Interval(value, value - half, value + half, level, len(y)))
    return Shrunken(mean, tau2, tuple(effects))


def _variance_of_tau2(w: Sequence[float]) -> float:
    """Two over the trace of P P, P = diag(w) - w w' / sum of w; w at the estimated tau^2."""
    total = sum(w)
    squares = [a * a for a in w]
    rest, rest_of_squares = all_but(w), all_but(squares)
    trace = sum(s * (b * b + c) for s, b, c in zip(squares, rest, rest_of_squares, strict=True)) / (total * total)
    return 2 / trace
