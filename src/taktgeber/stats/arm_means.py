"""An arm's means with their covariances, of all its units together or weighed by stratum.

Post-stratification (Miratrix, Sekhon & Yu 2013, JRSS B 75(2), section 2): the mean of an arm is the mean over
strata k of its means there, weighed by the stratum's share W_k of all units of all arms,

    m = sum_k W_k m_k,    cov(m) = sum_k W_k^2 S_k / n_k,

so that chance differences in the mix of strata between arms no longer count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .moments import Moments


@dataclass(frozen=True, slots=True)
class ArmMeans:
    """parts: by stratum the weight W_k and its moments; one part of weight 1 where there are no strata.

    n: units of the arm (clusters, where rows are sums of clusters).
    """

    parts: tuple[tuple[float, Moments], ...]

    @property
    def n(self) -> int:
        return sum(part.n for _, part in self.parts)

    def mean(self, x: str) -> float:
        return sum(weight * part.mean(x) for weight, part in self.parts)

    def covariance(self, weights_x: Mapping[str, float], weights_y: Mapping[str, float]) -> float:
        """Of the means of two weighed sums of columns. Every part needs two units."""
        if any(part.n < 2 for _, part in self.parts):
            raise ValueError("a variance needs at least two units in every stratum")
        return sum(w * w * _weighed(part, weights_x, weights_y) / (part.n * (part.n - 1)) for w, part in self.parts)

    def scatter(self, weights_x: Mapping[str, float], weights_y: Mapping[str, float]) -> float:
        """Sum over units of the product of two weighed sums of columns, around the means of their stratum."""
        return sum(_weighed(part, weights_x, weights_y) for _, part in self.parts)

    def freedom(self, weights: Mapping[str, float]) -> float:
        """Degrees of freedom of the variance of a weighed sum (Satterthwaite 1946); 0 where nothing varies."""
        terms = [(w * w * _weighed(p, weights, weights) / (p.n * (p.n - 1)), p.n - 1) for w, p in self.parts]
        whole = sum(term for term, _ in terms)
        return 1 / sum((term / whole) ** 2 / free for term, free in terms) if whole > 0 else 0.0


def _weighed(part: Moments, weights_x: Mapping[str, float], weights_y: Mapping[str, float]) -> float:
    found = sum(a * b * part.scatter(x, y) for x, a in weights_x.items() for y, b in weights_y.items())
    return max(found, 0.0) if weights_x == weights_y else found


def unweighed(moments: Moments) -> ArmMeans:
    return ArmMeans(((1.0, moments),))


def post_stratified(strata: Sequence[Mapping[str, Moments]]) -> tuple[ArmMeans, ...]:
    """strata: for each arm, its moments by stratum. Every arm must have two units in every stratum."""
    names = sorted({name for arm in strata for name in arm})
    units = {name: sum(arm[name].n for arm in strata if name in arm) for name in names}
    whole = sum(units.values())
    for name in names:
        if any(name not in arm or arm[name].n < 2 for arm in strata):
            raise ValueError(f"stratum {name} has fewer than two units in an arm")
    return tuple(ArmMeans(tuple((units[name] / whole, arm[name]) for name in names)) for arm in strata)
