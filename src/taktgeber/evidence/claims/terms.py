"""The columns by which controls enter the regression: groups by fixed effects, numbers by curves, time by its calendar.

A number enters as a natural cubic spline of seven knots from 400 rows on, five from 100, three from 30, else as a line:
what drives an outcome is seldom linear, and what a line leaves of it stays in the effect.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.controlled import LEAST_PERIODS
from taktgeber.stats.spline import natural_spline, quantile_knots

from .claim import ControlForm
from .column import Read
from .posed import Posed

_YEAR, _WEEK = 365.2425, 7


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """design: (n, k) columns that stand for one control."""

    column: str
    form: ControlForm
    design: NDArray[np.float64]


def blocks_of(posed: Posed) -> tuple[Block, ...]:
    """The controls in their order, then the calendar where there is a time."""
    blocks = tuple(block_of(one) for one in posed.controls)
    calendar = calendar_of(posed)
    return blocks if calendar is None else (*blocks, calendar)


def block_of(control: Read) -> Block:
    if control.kind == "groups":
        return Block(control.name, "groups", _indicators(control.values))
    values = control.values - control.values.mean()
    values = values / np.abs(values).max()
    return Block(control.name, *_curve(values))


def calendar_of(posed: Posed) -> Block | None:
    """Weekday, season by three waves a year and a slow trend, as far as the time is long and fine enough to tell them.
    Below 20 periods: each period by itself. A time without dates has a trend and no season."""
    if posed.time is None or posed.rows.period is None:
        return None
    if posed.rows.periods < LEAST_PERIODS:
        return Block(posed.time.name, "calendar", _indicators(posed.rows.period.astype(float)))
    days = posed.time.values
    span = days.max() - days.min()
    parts = [_trend((days - days.mean()) / span)]
    if posed.time.kind == "days":
        step = float(np.median(np.diff(np.unique(days))))
        if step < _WEEK and span >= 3 * _WEEK:
            parts.append(_indicators(days % _WEEK))
        if span >= _YEAR:
            turn = 2 * math.pi * days / _YEAR
            waves = range(1, 4 if step < 2 * _YEAR / 12 else 2)
            parts.extend(np.column_stack([np.sin(k * turn), np.cos(k * turn)]) for k in waves)
    return Block(posed.time.name, "calendar", np.column_stack(parts))


def _trend(time: NDArray[np.float64]) -> NDArray[np.float64]:
    return natural_spline(time, np.linspace(time.min(), time.max(), 5))


def _curve(values: NDArray[np.float64]) -> tuple[ControlForm, NDArray[np.float64]]:
    for knots, rows in ((7, 400), (5, 100), (3, 30)):
        if len(values) >= rows:
            found = quantile_knots(values, knots)
            if len(found) == knots:
                return "curve", natural_spline(values, found)
    return "line", values[:, None]


def _indicators(codes: NDArray[np.float64]) -> NDArray[np.float64]:
    """One column a level in use but the commonest."""
    levels, place, count = np.unique(codes, return_inverse=True, return_counts=True)
    others = [k for k in range(len(levels)) if k != int(count.argmax())]
    return np.array(place[:, None] == np.array(others, dtype=int), dtype=np.float64)
