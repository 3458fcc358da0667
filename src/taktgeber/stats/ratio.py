"""The ratio of two totals over weeks or days: what the same plan would give on other days.

Closed form: the delta method of a ratio of sums (Cochran 1977, Sampling Techniques, 3rd ed., section 2.11)
over the sums of n weeks, r = sum y / sum x with residuals e = y - r x. Weeks lean on the week before (season,
carry-over), and the plain sum of squares then promises too much: 71 % for 90 %. So the variance of sum e is the
mean of B squared cosine transforms (Lazarus, Lewis, Stock & Watson 2018, JBES 36(4), eq. 10),

    L_b = sqrt(2 / n) * sum_t e_t cos(pi b (t - 1/2) / n),   var r = n * mean(L_1^2 ... L_B^2) / (sum x)^2,

with Student's t at B degrees of freedom; B is their 0.4 n^(2/3), at least 4. docs/kpi.md says how it covers.

Few days: the circular block bootstrap (Politis & Romano 1992) of the residuals y - r x over blocks of
seven days, so that a draw keeps the rhythm of the week. It gives the standard error only: the quantile
is again Student's, with one degree of freedom less than there are blocks, since a percentile interval
of two to five blocks covers far too rarely.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .interval import Interval
from .tails import student_quantile

Floats = NDArray[np.float64]


def ratio_of_sums(over: ArrayLike, under: ArrayLike, level: float = 0.9) -> Interval:
    """over, under: sums by week, shape (n,), n >= 2; the total of under must not be zero."""
    y, x, ratio = _checked(over, under)
    n = len(y)
    waves = min(n - 1, max(4, round(0.4 * n ** (2 / 3))))
    phase = np.pi * np.outer(np.arange(1, waves + 1), np.arange(n) + 0.5) / n
    lean = np.sqrt(2 / n) * np.cos(phase) @ (y - ratio * x)
    error = float(np.sqrt(n * np.mean(lean**2))) / abs(float(x.sum()))
    return _student(ratio, error, waves, level, n, y, x)


def ratio_by_day_blocks(
    over: ArrayLike, under: ArrayLike, level: float = 0.9, block: int = 7, draws: int = 2000, seed: int = 0
) -> Interval:
    """over, under: sums by day, shape (days,), at least two blocks long. Deterministic in seed."""
    y, x, ratio = _checked(over, under)
    days = len(y)
    blocks = days // block
    if blocks < 2:
        raise ValueError(f"a block bootstrap needs at least two blocks of {block} days, got {days} days")
    residual = y - ratio * x
    circle = np.concatenate([[0.0], np.cumsum(np.concatenate([residual, residual[: block - 1]]))])
    of_block = circle[block:] - circle[:-block]
    starts = np.random.default_rng(seed).integers(0, days, size=(draws, blocks))
    totals = of_block[starts].sum(axis=1) * days / (blocks * block)
    error = float(np.sqrt(blocks / (blocks - 1) * np.mean(totals**2))) / abs(float(x.sum()))
    return _student(ratio, error, blocks - 1, level, days, y, x)


def _checked(over: ArrayLike, under: ArrayLike) -> tuple[Floats, Floats, float]:
    y, x = np.asarray(over, float), np.asarray(under, float)
    if y.shape != x.shape or y.ndim != 1:
        raise ValueError(f"over and under are two rows of equal length, got {y.shape} and {x.shape}")
    if len(y) < 2:
        raise ValueError(f"a variance needs at least two observations, got {len(y)}")
    if x.sum() == 0:
        raise ValueError("nothing to divide by")
    return y, x, float(y.sum() / x.sum())


def _student(ratio: float, error: float, free: int, level: float, n: int, y: Floats, x: Floats) -> Interval:
    half = student_quantile((1 + level) / 2, free) * error
    never_negative = bool(np.all(y >= 0) and np.all(x >= 0))
    low = max(ratio - half, 0.0) if never_negative else ratio - half
    return Interval(ratio, low, ratio + half, level, n)
