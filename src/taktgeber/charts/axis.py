"""Axes with few, round ticks, worded by the house's one formatter instead of the chart library's."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core.format import LOCALE, number, show


@dataclass(frozen=True, slots=True)
class Axis:
    """low, high: ends of the scale; at, labels: its ticks and their words. Days count as ordinals."""

    low: float
    high: float
    at: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def room(self) -> float:
        """Pixels the longest label takes in the page's font; the drawing engine does not have it."""
        return 7.0 * max(map(len, self.labels)) + 8

    @property
    def words(self) -> str:
        """A Vega expression that gives each tick its label."""
        return f"{json.dumps(self.labels)}[indexof({json.dumps(self.at)}, datum.value)]"


def place(value: Any) -> float:
    """Where a number or a day (a date, or ISO text) stands on its axis."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def is_day(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, date)
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def value_axis(values: Sequence[float], unit: str, *, most: int, zero: bool = False, locale: str = LOCALE) -> Axis:
    """Round ticks over all values; zero: the axis begins at nought."""
    low, high = min(values), max(values)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    step = _round_step((high - low) / max(most - 1, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    at = tuple(round(i * step, 12) for i in range(first, last + 1))
    return Axis(at[0], at[-1], at, tuple(tick(v, unit, locale, whole=step >= 1) for v in at))


def day_axis(days: Sequence[float], *, most: int, locale: str = LOCALE) -> Axis:
    """Ticks on days of the data, evenly picked, the newest among them."""
    known = sorted(set(days))
    step = max(math.ceil((len(known) - 1) / max(most - 1, 1)), 1)
    picked = known[::-step][::-1]
    low, high = known[0], known[-1] if len(known) > 1 else known[0] + 1
    return Axis(low, high, tuple(picked), tuple(show(date.fromordinal(int(d)), locale) for d in picked))


def tick(value: float, unit: str, locale: str = LOCALE, *, whole: bool = False) -> str:
    """A tick's number without the word of its unit, which the caption says once."""
    currency = unit.partition(" ")[0]
    if len(currency) == 3 and currency.isupper():
        return number(value, currency, locale, whole=whole)
    return number(value, unit if unit == "share" else "times", locale)


def _round_step(rough: float) -> float:
    size = 10.0 ** math.floor(math.log10(rough))
    return size * next(m for m in (1, 2, 2.5, 5, 10) if rough / size <= m + 1e-9)
