"""A slope with other columns held still: ordinary least squares by partialling out, with errors that do not trust it.

The slope of y on x beside controls Z is that of what Z leaves of y on what it leaves of x (Frisch & Waugh 1933; Lovell
1963). Its variance is the robust one from each row's influence, with residuals of rows left out (HC3: MacKinnon &
White 1985, J. Econometrics 29); over 20 periods or more influences are added up by period and their long-run
variance is taken by equally weighted cosines (EWC: Lazarus, Lewis, Stock & Watson 2018, JBES 36(4)), whose number
gives the degrees of freedom. So two slopes on the same rows can be compared by their influences.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .interval import Interval
from .tails import student_above, student_quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_PERIODS = 20  # below, the long-run variance would have fewer than two cosines
_REPEATS = 1e-6  # of a column's length: what is left of it below is rounding


@dataclass(frozen=True, slots=True)
class Slope:
    """value: in units of y by x; error: its standard error; free: degrees of freedom of the error; n: rows."""

    value: float
    error: float
    free: float
    n: int

    def interval(self, level: float) -> Interval:
        far = student_quantile(0.5 + level / 2, self.free) * self.error
        return Interval(self.value, self.value - far, self.value + far, level, self.n)

    @property
    def chance(self) -> float:
        """Of a slope as far from nought in either direction, were there none."""
        if self.error == 0:
            return 1.0 if self.value == 0 else 0.0
        return 2 * student_above(abs(self.value) / self.error, self.free)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """How rows count. weight: (n,) equal observations in each; period: (n,) its number from 0 in order of time, None
    where rows are independent."""

    weight: NDArray[Any]
    period: NDArray[Any] | None = None

    @property
    def count(self) -> float:
        return float(self.weight.sum())

    @property
    def periods(self) -> int:
        return 0 if self.period is None else int(self.period.max()) + 1

    def over_periods(self) -> bool:
        return self.periods >= LEAST_PERIODS

    def taken(self, which: NDArray[Any]) -> Rows:
        """Those rows alone, (n,) of bool; periods keep their order and lose their gaps."""
        import numpy as np

        period = None if self.period is None else np.unique(self.period[which], return_inverse=True)[1]
        return Rows(self.weight[which], period)


@dataclass(frozen=True, slots=True, eq=False)
class Influences:
    """value: of a slope; each: (n,) what each row adds to its error, in the same units; free: of the regression."""

    value: float
    each: NDArray[Any]
    rows: Rows
    free: float

    @property
    def slope(self) -> Slope:
        return _with_error(self.value, self.each, self.rows, self.free)

    def __sub__(self, other: Influences) -> Influences:
        """The difference of two slopes on the same rows."""
        return Influences(self.value - other.value, self.each - other.each, self.rows, min(self.free, other.free))


class Held:
    """What controls span beside an intercept, in rows centred and scaled by the root of their weight.

    base: (n, k) orthonormal; root: (k, k) upper triangular, the controls in use being base @ root; kept: (k,) which
    columns of the design are in use; a column that repeats others, or does not vary, is left out.
    """

    __slots__ = ("base", "kept", "root", "rows", "scale")

    def __init__(self, design: NDArray[Any], rows: Rows) -> None:
        """design: (n, columns) controls without the intercept; may have no column."""
        import numpy as np

        self.rows, self.scale = rows, np.sqrt(rows.weight)
        mean = rows.weight @ design / rows.count
        columns = (design - mean) * self.scale[:, None]
        gram = columns.T @ columns
        own = np.diag(gram)
        varies = np.flatnonzero(own > _REPEATS**2 * (own + rows.count * mean**2))
        length = np.sqrt(own[varies])
        apart = varies[_independent(gram[np.ix_(varies, varies)] / np.outer(length, length))]
        self.kept = apart
        # Cholesky's root twice over is as good as orthogonal rotations (Yamamoto et al. 2015, ETNA 44).
        first = np.linalg.cholesky(gram[np.ix_(apart, apart)]).T
        base = columns[:, apart] @ np.linalg.inv(first)
        second = np.linalg.cholesky(base.T @ base).T
        self.base, self.root = base @ np.linalg.inv(second), second @ first

    def rest(self, values: NDArray[Any]) -> NDArray[Any]:
        """(n,) What the controls leave of a column, scaled by the root of the weights."""
        scaled = (values - self.rows.weight @ values / self.rows.count) * self.scale
        left: NDArray[Any] = scaled - self.base @ (self.base.T @ scaled)
        return left

    @property
    def free(self) -> float:
        """Degrees of freedom of a regression on the controls and one column more."""
        return float(self.rows.count - self.base.shape[1] - 2)


def influences(x_rest: NDArray[Any], y_rest: NDArray[Any], held: Held) -> Influences:
    """Of what the controls leave of y on what they leave of x, both as `Held.rest` gives them; x must vary. With HC3's
    residuals, a row of weight w as w rows in one."""
    import numpy as np

    own = x_rest @ x_rest
    slope = float(x_rest @ y_rest / own)
    leverage = (np.einsum("ij,ij->i", held.base, held.base) + x_rest**2 / own) / held.rows.weight + 1 / held.rows.count
    residual = (y_rest - slope * x_rest) / (1 - leverage.clip(max=0.99))
    return Influences(slope, x_rest * residual / own, held.rows, held.free)


def slope_of(x_rest: NDArray[Any], y_rest: NDArray[Any], held: Held) -> Slope:
    """As `influences`, of which it takes the error."""
    return influences(x_rest, y_rest, held).slope


def _independent(gram: NDArray[Any]) -> NDArray[Any]:
    """(k,) Places of the columns that are no sum of those before them, of columns of length 1."""
    import numpy as np

    left = gram.copy()
    kept = []
    for place in range(len(gram)):
        if left[place, place] > _REPEATS**2 * 100:
            kept.append(place)
            row = left[place] / np.sqrt(left[place, place])
            left[place:, place:] -= np.outer(row[place:], row[place:])
    return np.array(kept, dtype=int)


def _with_error(value: float, influence: NDArray[Any], rows: Rows, free: float) -> Slope:
    import numpy as np

    if rows.period is None or not rows.over_periods():
        variance = float((influence**2 / rows.weight).sum())
        return Slope(value, math.sqrt(variance), max(free, 1.0), round(rows.count))
    by_period = np.bincount(rows.period, influence, rows.periods)
    cosines = math.floor(0.4 * rows.periods ** (2 / 3))
    place = (np.arange(rows.periods) + 0.5) / rows.periods
    waves = np.cos(np.pi * np.outer(np.arange(1, cosines + 1), place)) @ by_period
    return Slope(value, math.sqrt(2 * float((waves**2).mean())), float(cosines), round(rows.count))
