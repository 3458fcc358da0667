"""What must not be there if the exposure is the cause: an effect backward in time, one of a shifted exposure, and one
on an outcome that it cannot move (negative outcome: Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21(3)).

In time, all three take what controls and calendar leave of exposure and outcome, averaged by period.
"""

from __future__ import annotations

import numpy as np

from taktgeber.stats.controlled import Held, Rows, Slope, slope_of
from taktgeber.stats.interval import Interval

from .claim import Placebo
from .compared import Compared, Numbers

_LEAST_PERIODS = 40  # below, neither shifts nor leads tell anything
_FAILS = 0.02  # chance below which a placebo effect is no accident
_FAILS_SHIFTED = 0.1
_FAR_MORE = 2.0
_NOTHING = 1e-9
_NEAR = 0.1  # of the series: shifts shorter than this may carry the effect itself


def placebos_of(compared: Compared, negative: Numbers | None, level: float) -> tuple[Placebo, ...]:
    """Only where `tells`."""
    found = []
    series = _series(compared)
    if series is not None:
        found.append(_future(*series, level))
        if len(series[0]) == len(compared.x):
            found.append(_shifted(*series, compared.adjusted.interval(level)))
    if negative is not None and (negative != negative[0]).any():
        slope = slope_of(compared.x_rest, compared.held.rest(negative), compared.held)
        found.append(Placebo("negative", slope.interval(level), slope.chance, slope.chance > _FAILS))
    return tuple(found)


def moves_early(compared: Compared) -> bool:
    """Whether the outcome goes far more surely with the next period's exposure than, looked at backward, with the last
    period's: a hidden cause that wanders would show both ways."""
    series = _series(compared)
    if series is None:
        return False
    x, y = series
    ahead, back = _beside(x, y), _beside(x[::-1], y[::-1])
    return abs(ahead.value) * back.error > _FAR_MORE * abs(back.value) * ahead.error


def _series(compared: Compared) -> tuple[Numbers, Numbers] | None:
    """Exposure and outcome by period; None where there are too few or the exposure does not vary between them."""
    rows = compared.held.rows
    if rows.period is None or rows.periods < _LEAST_PERIODS:
        return None
    x, y = (_by_period(rest / compared.held.scale, rows) for rest in (compared.x_rest, compared.y_rest))
    return None if np.ptp(x) <= _NOTHING * np.ptp(compared.given_x) else (x, y)


def _beside(x: Numbers, y: Numbers) -> Slope:
    """Effect on each period's outcome of the next period's exposure, beside the exposure of its own and of the last
    period and the last outcome."""
    held = Held(np.column_stack([x[1:-1], x[:-2], y[:-2]]), Rows(np.ones(len(x) - 2), np.arange(len(x) - 2)))
    return slope_of(held.rest(x[2:]), held.rest(y[1:-1]), held)


def _future(x: Numbers, y: Numbers, level: float) -> Placebo:
    future = _beside(x, y)
    return Placebo("future", future.interval(level), future.chance, future.chance > _FAILS)


def _shifted(x: Numbers, y: Numbers, effect: Interval) -> Placebo:
    """All shifts around the circle of the series, by Fourier's transform."""
    n = len(x)
    x, y = x - x.mean(), y - y.mean()
    together = np.fft.irfft(np.fft.rfft(y) * np.conj(np.fft.rfft(x)), n)
    near = max(2, round(_NEAR * n))
    as_large = np.abs(together[near : n - near]) >= abs(together[0])
    chance = (1 + int(as_large.sum())) / (1 + len(as_large))
    return Placebo("shifted", effect, chance, chance <= _FAILS_SHIFTED)


def _by_period(values: Numbers, rows: Rows) -> Numbers:
    assert rows.period is not None
    return np.bincount(rows.period, rows.weight * values, rows.periods) / np.bincount(rows.period, rows.weight)
