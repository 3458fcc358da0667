"""Moments: what the rows of an experiment add up to, and all that its readers need.

One query gives the count, the sums and the declared products of columns by arm; results of partitions, days or
markets add. Everything is summed around a rough centre that is fixed beforehand, so that one pass keeps its speed
and large values keep their digits (Chan, Golub & LeVeque 1983, The American Statistician 37(3), section 2).
Only declared pairs are kept: a full cross-product costs almost twice as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]


def pair(x: str, y: str) -> Pair:
    """The one key of an unordered pair."""
    return (x, y) if x <= y else (y, x)


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over n units.

    centre: by column, in its unit; deviation: sum of (x - centre); product: by pair (see `pair`), sum of
    (x - centre of x) * (y - centre of y).
    """

    n: int
    centre: Mapping[str, float]
    deviation: Mapping[str, float]
    product: Mapping[Pair, float]

    def __add__(self, other: Moments) -> Moments:
        if self.centre != other.centre:
            raise ValueError("moments add only around one centre: fix it before the query")
        return Moments(
            self.n + other.n,
            self.centre,
            {x: total + other.deviation[x] for x, total in self.deviation.items()},
            {xy: total + other.product[xy] for xy, total in self.product.items()},
        )

    def mean(self, x: str) -> float:
        return self.centre[x] + self.deviation[x] / self.n

    def scatter(self, x: str, y: str) -> float:
        """Sum of (x - mean of x) * (y - mean of y); never below nought where x is y."""
        found = self.product[pair(x, y)] - self.deviation[x] * self.deviation[y] / self.n
        return max(found, 0.0) if x == y else found

    def covariance(self, x: str, y: str) -> float:
        """Unbiased; the variance where x is y. Needs n >= 2."""
        if self.n < 2:
            raise ValueError(f"a variance needs at least two units, got {self.n}")
        return self.scatter(x, y) / (self.n - 1)

    def moved(self, x: str, old: float, new: float) -> Moments:
        """The same with one unit's value of x set from old to new. Products of x with others are left out."""
        before, after = old - self.centre[x], new - self.centre[x]
        square = self.product[pair(x, x)] - before * before + after * after
        return Moments(self.n, {x: self.centre[x]}, {x: self.deviation[x] - before + after}, {pair(x, x): square})

    def far_from_centre(self, x: str) -> bool:
        """Whether the centre was so rough that half of the digits of the scatter are lost."""
        shift = self.deviation[x] * self.deviation[x] / self.n
        return shift > 1e8 * self.scatter(x, x) and shift > 0


def total_of(parts: Iterable[Moments]) -> Moments:
    """All parts together; raises ValueError for none."""
    left = iter(parts)
    whole = next(left, None)
    if whole is None:
        raise ValueError("nothing to add up")
    for each in left:
        whole = whole + each
    return whole
