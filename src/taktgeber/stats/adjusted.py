"""A metric's level in an arm, a mean or a ratio of means, as it was and adjusted by what was known before.

A ratio r = a / b of means is taken by its first-order change per unit, (a_i - r b_i) / b (delta method; Deng,
Knoblich & Lu 2018, KDD, section 3.1), so that a mean (weight 1 on its column) and a ratio (weights 1/b and -r/b)
are one case: a weighed sum of columns.

Adjustment (CUPED: Deng, Xu, Kohavi & Walker 2013, WSDM, section 3.2; with more covariates the regression that Lin
2013, Ann. Appl. Stat. 7(1), starts from): level - theta * (x of the arm - x of all arms), with one theta for all
arms from their scatters pooled within arms and strata, which is ordinary least squares of y on arms and x.
A covariate may itself be a ratio: it is then taken by its change per unit too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .arm_means import ArmMeans


@dataclass(frozen=True, slots=True)
class Level:
    """value: in the metric's unit; variance: of the value; freedom: degrees of freedom of that variance."""

    value: float
    variance: float
    freedom: float
    n: int

    @property
    def error(self) -> float:
        """Standard error of the value."""
        return math.sqrt(self.variance)


@dataclass(frozen=True, slots=True)
class Measured:
    """over: the column; under: of a ratio the column it is divided by."""

    over: str
    under: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.over,) if self.under is None else (self.over, self.under)

    def value(self, arm: ArmMeans) -> float:
        if self.under is None:
            return arm.mean(self.over)
        if arm.mean(self.under) == 0:
            raise ValueError(f"nothing to divide by: the mean of {self.under} is nought")
        return arm.mean(self.over) / arm.mean(self.under)

    def weights(self, arm: ArmMeans) -> dict[str, float]:
        """Of the columns in the value's change per unit."""
        if self.under is None:
            return {self.over: 1.0}
        value, under = self.value(arm), arm.mean(self.under)
        return {self.over: 1 / under, self.under: -value / under}


def level(arm: ArmMeans, metric: Measured) -> Level:
    weights = metric.weights(arm)
    return Level(metric.value(arm), arm.covariance(weights, weights), arm.freedom(weights), arm.n)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """theta: by covariate, in units of the metric over units of the covariate; explained: share of the metric's
    variance within arms that the covariates take away (R squared); spent: share of the degrees of freedom within
    arms that the fitted thetas cost."""

    covariates: tuple[Measured, ...]
    theta: tuple[float, ...]
    explained: float
    spent: float


def adjustment(arms: Sequence[ArmMeans], metric: Measured, covariates: Sequence[Measured]) -> Adjustment:
    """Covariates that repeat others or do not vary get no weight. Raises ValueError where units are too few."""
    k = len(covariates)
    cross = [[0.0] * k for _ in range(k)]
    with_metric, whole = [0.0] * k, 0.0
    for arm in arms:
        own = metric.weights(arm)
        theirs = [c.weights(arm) for c in covariates]
        whole += arm.scatter(own, own)
        for i in range(k):
            with_metric[i] += arm.scatter(own, theirs[i])
            for j in range(k):
                cross[i][j] += arm.scatter(theirs[i], theirs[j])
    theta, used = _solved(cross, with_metric)
    taken = sum(t * c for t, c in zip(theta, with_metric, strict=True))
    explained = min(max(taken / whole, 0.0), 1.0) if whole > 0 else 0.0
    free = sum(part.n - 1 for arm in arms for _, part in arm.parts)
    if used >= free:
        raise ValueError(f"{used} covariates need more units than {free + len(arms)}")
    return Adjustment(tuple(covariates), tuple(theta), explained, used / free)


def adjusted_level(arm: ArmMeans, metric: Measured, by: Adjustment, everywhere: Sequence[float]) -> Level:
    """everywhere: the covariates' values over all arms together."""
    weights = metric.weights(arm)
    value = metric.value(arm)
    for covariate, theta, common in zip(by.covariates, by.theta, everywhere, strict=True):
        value -= theta * (covariate.value(arm) - common)
        for column, weight in covariate.weights(arm).items():
            weights[column] = weights.get(column, 0.0) - theta * weight
    # Once for residuals that the fit made smaller, once for the error of theta itself, as it is expected to weigh.
    left = 1 - by.spent
    return Level(value, arm.covariance(weights, weights) / left**2, arm.freedom(weights) * left, arm.n)


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> tuple[list[float], int]:
    """Least squares by Cholesky's square root of the scaled matrix, and how many columns are in use: what repeats
    others is left at nought."""
    k = len(right)
    scale = [matrix[i][i] ** 0.5 for i in range(k)]
    kept: list[int] = []
    root: list[list[float]] = []
    half: list[float] = []
    for i in range(k):
        if scale[i] == 0:
            continue
        row: list[float] = []
        for place, j in enumerate(kept):
            known = sum(row[m] * root[place][m] for m in range(place))
            row.append((matrix[i][j] / (scale[i] * scale[j]) - known) / root[place][place])
        left = 1 - sum(r * r for r in row)
        if left < 1e-10:
            continue
        row.append(left**0.5)
        half.append((right[i] / scale[i] - sum(r * h for r, h in zip(row, half, strict=False))) / row[-1])
        kept.append(i)
        root.append(row)
    theta = [0.0] * k
    for place in reversed(range(len(kept))):
        later = sum(root[m][place] * theta[kept[m]] * scale[kept[m]] for m in range(place + 1, len(kept)))
        theta[kept[place]] = (half[place] - later) / root[place][place] / scale[kept[place]]
    return theta, len(kept)
