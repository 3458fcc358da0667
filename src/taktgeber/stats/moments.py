"""Moments: what the rows of an experiment come to, and all that its readers need: counts, means, centred products.

They add: moments of partitions, days, markets or machines become those of the whole without the rows (Chan, Golub &
LeVeque 1983, The American Statistician 37(3)). A query gives them in one pass as sums around rough centres
that are fixed beforehand (`Moments.around`), so that large values keep their digits. Only declared pairs are kept:
a full cross-product costs almost twice as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, str]
_LEAST = 1e-125  # whose squares over squares stay numbers; what is smaller counts as nought


def pair(x: str, y: str) -> Pair:
    """The one key of an unordered pair."""
    return (x, y) if x <= y else (y, x)


@dataclass(frozen=True, slots=True)
class Moments:
    """Of n >= 1 units. means: by column, in its unit; products: by pair (see `pair`), sum over units of
    (x - mean of x) * (y - mean of y)."""

    n: int
    means: Mapping[str, float]
    products: Mapping[Pair, float]

    @classmethod
    def around(
        cls, n: int, centre: Mapping[str, float], deviation: Mapping[str, float], product: Mapping[Pair, float]
    ) -> Moments:
        """deviation: sums of (x - centre of x); product: sums of (x - centre of x) * (y - centre of y)."""
        means = {x: _counts(centre[x] + total / n, _LEAST) for x, total in deviation.items()}
        centred = {(x, y): total - deviation[x] * deviation[y] / n for (x, y), total in product.items()}
        kept = {(x, y): max(s, 0.0) if x == y else s for (x, y), s in centred.items()}
        return cls(n, means, {xy: _counts(s, _LEAST * _LEAST) for xy, s in kept.items()})

    def __add__(self, other: Moments) -> Moments:
        n = self.n + other.n
        apart = {x: other.means[x] - mean for x, mean in self.means.items()}
        between = self.n * other.n / n
        return Moments(
            n,
            {x: mean + apart[x] * other.n / n for x, mean in self.means.items()},
            {
                (x, y): total + other.products[x, y] + apart[x] * apart[y] * between
                for (x, y), total in self.products.items()
            },
        )

    def mean(self, x: str) -> float:
        return self.means[x]

    def scatter(self, x: str, y: str) -> float:
        """Sum of the products of deviations from the means."""
        return self.products[pair(x, y)]

    def covariance(self, x: str, y: str) -> float:
        """Unbiased; the variance where x is y. Needs n >= 2."""
        if self.n < 2:
            raise ValueError(f"a variance needs at least two units, got {self.n}")
        return self.scatter(x, y) / (self.n - 1)

    def moved(self, x: str, old: float, new: float) -> Moments:
        """The same with one unit's value of x set from old to new. Other columns are left out."""
        mean = self.means[x] + (new - old) / self.n
        before = (old - self.means[x]) ** 2
        after = (new - self.means[x]) ** 2
        square = self.scatter(x, x) - before + after - self.n * (mean - self.means[x]) ** 2
        return Moments(self.n, {x: mean}, {pair(x, x): max(square, 0.0)})


def _counts(value: float, least: float) -> float:
    return value if abs(value) >= least else 0.0


def lost_digits(n: int, deviation: float, square: float) -> bool:
    """Whether a centre was so rough that half of the digits of the scatter are lost: sums of (x - c) and its square.
    A scatter of exactly nought is what sums of whole numbers give of what does not vary: nothing is lost there."""
    shift = deviation * deviation / n
    return square != shift and shift > 1e8 * (square - shift)


def total_of(parts: Iterable[Moments]) -> Moments:
    """All parts together; raises ValueError for none."""
    left = iter(parts)
    whole = next(left, None)
    if whole is None:
        raise ValueError("nothing to add up")
    for each in left:
        whole = whole + each
    return whole
