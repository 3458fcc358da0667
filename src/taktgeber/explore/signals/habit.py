"""The habit of a series: its cadence, its season, its scale, and the models that may describe it.

Series of one cadence share their days, so that a thousand of them run through the models together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .alarms import Series

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taktgeber.stats.one_step import Family

    Floats = NDArray[np.float64]

YEAR = 365.25
LONGEST = 1500  # points that are looked at; what lies before them is no news
_PAUSE = 3.5  # usual gaps after which a value no longer leans on the one before
_LEANINGS = (0.0, 0.3, 0.6, 0.9)
_ALONE = 0.25  # prior chance that a value leans on none: leaning that is overlooked cries like a shift
_TRENDS = 0.15  # prior chance of a trend, of about one noise a year
_SEASONS = 0.8  # prior chance of a season: one that is weak and not reckoned with cries like a shift
_SEASON = 1.0  # prior standard deviation of a wave, in noises
_WEEK = 2.0  # the same of a wave of the week


@dataclass(frozen=True, slots=True)
class Cadence:
    """gap: usual days between two values; a_year: values; baseline: values before any is judged; yearly: whether a
    season of the year is reckoned with."""

    gap: int
    a_year: int
    baseline: int
    yearly: bool = True

    @property
    def hazard(self) -> float:
        """Chance of a change before a value: one in two years."""
        return 1 / (2 * self.a_year)


def cadence(days: Sequence[date]) -> Cadence:
    """Of sorted days, two at least. A year of weeks, two of months, eight weeks of days are the baseline."""
    gap = max(1, round(median((later - day).days for day, later in pairwise(days))))
    a_year = max(1, round(YEAR / gap))
    if gap < 5:
        return Cadence(gap, a_year, 56)
    return Cadence(gap, a_year, 52 if gap < 10 else 24)


@dataclass(frozen=True, slots=True)
class Field:
    """Series of one cadence. days: of all; values: (series, days), NaN where missing; apart: days after a pause."""

    cadence: Cadence
    names: tuple[str, ...]
    days: tuple[date, ...]
    values: Floats
    apart: NDArray[np.bool_]


def fields(many: Sequence[tuple[Series, Cadence]]) -> list[Field]:
    """Together where days are the same or nearly so; each on its own where one would be mostly gaps."""
    import numpy as np

    together: dict[tuple[Cadence, int], list[Series]] = {}
    for series, of in many:
        together.setdefault((of, series.days[0].toordinal() % of.gap if of.gap < 10 else 0), []).append(series)
    found = []
    for (of, _), group in together.items():
        union = sorted({day for series in group for day in series.days})
        dense = [s for s in group if len(s.days) >= 0.8 * len(union)]
        parts = [dense] if dense else []
        parts += [[s] for s in group if len(s.days) < 0.8 * len(union)]
        for part in parts:
            days = tuple(sorted({day for series in part for day in series.days}))[-LONGEST:]
            place = {day: at for at, day in enumerate(days)}
            values = np.full((len(part), len(days)), np.nan)
            for row, series in enumerate(part):
                for day, value in zip(series.days, series.values, strict=True):
                    if day in place and value is not None:
                        values[row, place[day]] = value
            apart = np.array([False, *((b - a).days > _PAUSE * of.gap for a, b in pairwise(days))])
            found.append(Field(of, tuple(s.name for s in part), days, values, apart))
    return found


def design(days: Sequence[date], of: Cadence) -> Floats:
    """Columns: level, years since the first day, waves of the week where days are daily, waves of the year.

    As many waves of the year as its length can tell apart from a shift: one below a year and a half, then two, from
    four years on three; none where there are fewer than four values a year.
    """
    import numpy as np

    number = np.array([day.toordinal() for day in days], float)
    columns = [np.ones(len(days)), (number - number[0]) / YEAR]
    for period, waves in ((7.0, _waves_of_week(of)), (YEAR, _waves_of_year(days, of))):
        for wave in range(1, waves + 1):
            angle = 2 * math.pi * wave * number / period
            columns += [np.cos(angle), np.sin(angle)]
    return np.stack(columns, axis=1)


def family(columns: int, of: Cadence) -> Family:
    """Season or none, trend or none, four strengths of leaning; the week of daily values is always there."""
    import numpy as np

    from taktgeber.stats.one_step import Family

    week = 2 + 2 * _waves_of_week(of)
    seasons = ((False, 1 - _SEASONS), (True, _SEASONS)) if columns > week else ((False, 1.0),)
    leaning, spread, chance = [], [], []
    for season, of_season in seasons:
        for trend, of_trend in ((0.0, 1 - _TRENDS), (1.0, _TRENDS)):
            row = np.zeros(columns)
            row[1], row[2:week], row[week:] = trend, _WEEK, _SEASON * season
            for lean in _LEANINGS:
                leaning.append(lean)
                spread.append(row)
                rest = (1 - _ALONE) / (len(_LEANINGS) - 1)
                chance.append(of_season * of_trend * (_ALONE if lean == 0 else rest))
    return Family(np.array(leaning), np.array(spread), np.array(chance))


def _waves_of_week(of: Cadence) -> int:
    return 3 if of.gap == 1 else 0


def _waves_of_year(days: Sequence[date], of: Cadence) -> int:
    if of.a_year < 4 or not of.yearly:
        return 0
    years = (days[-1] - days[0]).days / YEAR
    most = max(1, (of.a_year - 1) // 2)
    return min(most, 1 if years < 1.5 else 2 if years < 4 else 3)


def scaled(values: Floats, baseline: int) -> tuple[Floats, Floats, Floats]:
    """Around nought and in the order of one, by the median and the median step of each baseline.

    Returns: values (series, steps), centre and unit (series,); the unit is nought where a baseline hardly moves.
    """
    import numpy as np

    counted = np.cumsum(~np.isnan(values), axis=1)
    known = np.where(counted <= baseline, values, np.nan)
    centre = np.nanmedian(known, axis=1)
    moves = np.abs(np.diff(known, axis=1))
    typical = np.nanmedian(moves, axis=1)
    unit = np.where(typical > 0, typical, np.nanmean(moves, axis=1)) / 0.954  # of the normal law: sqrt(2) times 0.6745
    around = values - centre[:, None]
    reach = 5 * np.maximum(np.nanmedian(np.abs(known - centre[:, None]), axis=1) / 0.6745, unit)[:, None]
    held = np.where(counted <= 10, np.clip(around, -reach, reach), around)  # no model knows yet what is far
    return held / np.where(unit > 0, unit, 1.0)[:, None], centre, unit
