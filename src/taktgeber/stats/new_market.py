"""What to expect in a market that was not tried: the prediction interval, and the chance that it helps there.

For comparison with the literature: mean +- t(k - 2) sqrt(tau^2 + error^2) (Higgins, Thompson & Spiegelhalter 2009,
J. R. Stat. Soc. A 172(1), eq. 12). It takes tau^2 for known and covers too rarely with few markets.

To decide on: the law of Nagashima, Noma & Furukawa 2019 (Stat. Methods Med. Res. 28(6), section 3.3). The effect in
a new market is mean(T) + t(k - 1) error(T) + sqrt(T) z, T drawn from the confidence distribution of tau^2, mean and
Hartung's error taken at T. They draw; here the same law is a finite mixture of normal laws, since Student's t is
one over chi-square, so that shares and quantiles are exact to about 1e-7 and the same every time. `guarded` keeps
error(T) at least 1 / sqrt(sum of w), as the interval of the mean does: three estimates that happen to agree to the
last digit else promise that the fourth will too.

With a stated prior of tau the law is the posterior's: mean(T) + z sqrt(T + 1 / sum of w).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .heterogeneity import checked, generalised_q, mean_and_weights
from .heterogeneity_law import confidence_nodes, posterior_nodes
from .interval import Interval
from .pooling import Pooled
from .solve import root
from .tails import student_quantile

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class NewMarketLaw:
    """A mixture of normal laws: (weight, mean, standard deviation) each, weights summing to 1; markets: k."""

    parts: tuple[tuple[float, float, float], ...]
    markets: int

    def below(self, effect: float) -> float:
        """Chance of an effect of less."""
        half = math.sqrt(0.5)
        return 0.5 * sum(weight * math.erfc(half * (mean - effect) / spread) for weight, mean, spread in self.parts)

    def above(self, effect: float) -> float:
        """Chance of an effect of more."""
        return 1 - self.below(effect)

    def quantile(self, share: float) -> float:
        """Below which `share` lies; 0 < share < 1."""
        centre = self.parts[0][1]
        reach = max(spread for _, _, spread in self.parts[:1])
        while not self.below(centre - reach) < share < self.below(centre + reach):
            reach *= 2
        return root(lambda effect: self.below(effect) - share, centre - reach, centre + reach)

    def interval(self, level: float = 0.95) -> Interval:
        """The central interval, around the median."""
        low, middle, high = (self.quantile(share) for share in ((1 - level) / 2, 0.5, (1 + level) / 2))
        return Interval(middle, low, high, level, self.markets)


def higgins_interval(pooled: Pooled) -> Interval:
    """The interval of the literature; k >= 3. Raises ValueError for two, where t has no degree of freedom."""
    if pooled.markets < 3:
        raise ValueError(f"a prediction interval needs at least three estimates, got {pooled.markets}")
    level = pooled.guarded.level
    spread = math.sqrt(pooled.heterogeneity.tau2 + pooled.error**2)
    half = student_quantile((1 + level) / 2, pooled.markets - 2) * spread
    return Interval(pooled.mean, pooled.mean - half, pooled.mean + half, level, pooled.markets)


def new_market_law(estimates: Sequence[float], errors: Sequence[float], *, guarded: bool = True) -> NewMarketLaw:
    """From the data alone. Shapes (k,), k >= 3; guarded=False is the law as published. Raises ValueError."""
    y, v = checked(estimates, errors)
    free = len(y) - 1
    stretches = _chi_square_nodes(free)
    parts = []
    for tau2, weight in confidence_nodes(estimates, errors):
        mean, w = mean_and_weights(y, v, tau2)
        wald = 1 / sum(w)
        hartung = generalised_q(y, v, tau2) * wald / free
        variance = max(wald, hartung) if guarded else hartung
        for stretch, share in stretches:
            if weight * share > _LEAST:
                parts.append((weight * share, mean, math.sqrt(tau2 + variance / stretch)))
    return _law(parts, len(y))


def new_market_law_under_prior(estimates: Sequence[float], errors: Sequence[float], scale: float) -> NewMarketLaw:
    """With a half-normal prior of tau. Shapes (k,), k >= 2; scale: in the estimates' unit, above zero."""
    return _posterior(estimates, errors, scale, new=True)


def mean_law_under_prior(estimates: Sequence[float], errors: Sequence[float], scale: float) -> NewMarketLaw:
    """The posterior of the mean over markets itself, under the same prior."""
    return _posterior(estimates, errors, scale, new=False)


def _posterior(estimates: Sequence[float], errors: Sequence[float], scale: float, *, new: bool) -> NewMarketLaw:
    y, v = checked(estimates, errors)
    parts = []
    for tau2, weight in posterior_nodes(estimates, errors, scale):
        mean, w = mean_and_weights(y, v, tau2)
        parts.append((weight, mean, math.sqrt((tau2 if new else 0.0) + 1 / sum(w))))
    return _law(parts, len(y))


def _law(parts: Sequence[tuple[float, float, float]], markets: int) -> NewMarketLaw:
    whole = sum(weight for weight, _, _ in parts)
    return NewMarketLaw(tuple((weight / whole, mean, spread) for weight, mean, spread in parts), markets)


def _chi_square_nodes(free: int) -> list[tuple[float, float]]:
    """Chi-square over its degrees of freedom: values and weights of the trapezoidal rule in its logarithm."""
    step = min(0.5, math.sqrt(2 / free))
    reach = round(20 / step)
    logs = [(n * step, free / 2 * (n * step + 1 - math.exp(n * step))) for n in range(-reach, round(3 / step) + 1)]
    nodes = [(math.exp(x), math.exp(log)) for x, log in logs if log > math.log(_LEAST)]
    whole = sum(weight for _, weight in nodes)
    return [(value, weight / whole) for value, weight in nodes]
