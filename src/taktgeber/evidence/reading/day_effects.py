"""What an experiment did by day: whether its split held on every day, and whether its effect changes with the days.

The effect is that on units who were first met on a day. A line through these effects tells whether it fades or grows;
Cochran's Q over weekdays tells whether it differs by them. Days with few units are joined with the next, because an
error that is estimated from few units is too uncertain to weigh by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from taktgeber.stats.compare import Difference
from taktgeber.stats.interaction import interaction
from taktgeber.stats.multiplicity import holm
from taktgeber.stats.sequential_split import anytime_p
from taktgeber.stats.trend import trend

from .arms import Arms
from .days import Days
from .metric import Metric
from .result import DayEffect, DaysRead
from .segments import seen_where

LEAST = 50  # units of an arm in a stretch of days
TWO_WEEKS = 14  # in which every weekday stands twice, else a weekday is a day
ALARM = 0.01  # of a trend, and of weekdays, for all metrics and arms together


def read_days(days: Days | None, weights: Sequence[float]) -> DaysRead | None:
    if days is None:
        return None
    metrics = [metric for metric in days.arms.design.metrics if metric.kind != "quantile"]
    stretched, halved, weekly = _stretches(days), _halves(days), _weekdays(days)
    made = [
        _effect(metric, at, days.arms, stretched, halved, weekly)
        for metric in metrics
        for at in range(1, len(days.arms.names))
    ]
    p = anytime_p(list(days.counts().values()), weights)
    return DaysRead(days, p, _corrected(made))


Timed = tuple[Arms, dict[str, float]]  # arms by groups of days, and when each group was on average, from the first day


def _effect(metric: Metric, at: int, arms: Arms, stretched: Timed, halved: Arms, weekly: Timed | None) -> DayEffect:
    column = arms.design.date or ""

    def seen(among: Arms, level: str) -> Difference | None:
        return seen_where(among, metric, at, {column: level}, arms.design.confidence)

    def seen_in(timed: Timed) -> dict[str, Difference]:
        return {level: one for level in timed[1] if (one := seen(timed[0], level))}

    stretches, first, second = seen_in(stretched), seen(halved, "first"), seen(halved, "second")
    effects = [(stretched[1][level], one.difference.value, one.error) for level, one in stretches.items()]
    line = trend(effects) if len(effects) > 1 and first and second else None
    by_weekday = seen_in(weekly) if weekly else {}
    slope = line.slope if line else 0.0  # in whole weeks Sundays are later than Mondays: what fades differs by weekday
    level_ones = [
        (one.difference.value - slope * weekly[1][level], one.error) for level, one in by_weekday.items() if weekly
    ]
    differs = interaction(level_ones) if len(level_ones) > 1 else None
    by_number = {int(level): one for level, one in by_weekday.items()}
    return DayEffect(metric, arms.names[at], line, first, second, by_number, differs)


def _stretches(days: Days) -> Timed:
    """Days joined until every arm has LEAST units; what is left at the end joins the last."""
    parts: list[list[date]] = [[]]
    counts = days.counts()
    so_far = [0] * len(days.arms.names)
    for day in days.dates:
        if min(so_far) >= LEAST:
            parts.append([])
            so_far = [0] * len(so_far)
        parts[-1].append(day)
        so_far = [before + n for before, n in zip(so_far, counts[day], strict=True)]
    if min(so_far) < LEAST and len(parts) > 1:
        parts[-2:] = [parts[-2] + parts[-1]]
    of = {day: str(i) for i, part in enumerate(parts) for day in part}
    return _timed(days, of.__getitem__)


def _halves(days: Days) -> Arms:
    return days.grouped(lambda day: "first" if 2 * (day - days.dates[0]).days < days.length else "second")


def _weekdays(days: Days) -> Timed | None:
    """None where no weekday stands twice, or where one has few units in an arm."""
    if days.length < TWO_WEEKS:
        return None
    weekly, times = _timed(days, lambda day: str(day.isoweekday()))
    enough = all(min(weekly.counts({days.column: level})) >= LEAST for level in times)
    return (weekly, times) if enough else None


def _timed(days: Days, group: Callable[[date], str]) -> Timed:
    sums: dict[str, tuple[int, int]] = {}
    for day, counts in days.counts().items():
        units, since = sums.get(group(day), (0, 0))
        sums[group(day)] = units + sum(counts), since + sum(counts) * (day - days.dates[0]).days
    return days.grouped(group), {level: since / units for level, (units, since) in sums.items()}


def _corrected(made: list[DayEffect]) -> tuple[DayEffect, ...]:
    for i, p in _raised([one.trend.p if one.trend else None for one in made]):
        made[i] = replace(made[i], trend_p=p)
    for i, p in _raised([one.weekdays.p if one.weekdays else None for one in made]):
        made[i] = replace(made[i], weekdays_p=p)
    return tuple(made)


def _raised(p: Sequence[float | None]) -> list[tuple[int, float]]:
    told = [i for i, each in enumerate(p) if each is not None]
    return list(zip(told, holm([each for each in p if each is not None]), strict=True))
