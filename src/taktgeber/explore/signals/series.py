"""Which of many series left their habit, since when and how surely.

Each series is foretold one step ahead; two cumulative sums over the standardised errors raise an alarm; after an alarm
the level is learned anew from its onset. Among series, false discoveries are controlled over the last year by
Benjamini and Hochberg's rule on the chance that a quiet series gets as far within a year: p-values and no e-values,
since that chance is known for the sums, and the rule holds for series that move together (Benjamini & Yekutieli 2001,
Annals of Statistics 29(4), theorem 1.2), where an e-value pays for it with months of delay.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from taktgeber.core import Refusal, text

from .alarms import QuietSeries, Series, SeriesAlarm, SeriesScan, TooShort
from .excursion import Excursion, Watched, watch
from .habit import YEAR, Cadence, cadence, fields

LARGEST = 1e100  # its square and the sum of many are still numbers


def scan_series(
    many: Sequence[Series], *, fdr: float = 0.1, today: date | None = None, season: bool = True
) -> SeriesScan:
    """fdr: largest expected share of false ones among alarms of the last year, 0 to 1; today: nothing after it counts;
    season: whether a season of the year is reckoned with, which costs some power where it is known that there is none.

    Raises:
        Refusal: A series has two values on one day, one that is infinite, or one too large to compute with.
        ValueError: fdr is not between 0 and 1.
    """
    if not 0 < fdr < 1:
        raise ValueError(f"a share of false alarms lies between 0 and 1, got {fdr}")
    ready, short = [], []
    for series in many:
        known = clean(series, today)
        of = cadence(known.days) if len(known.days) > 1 else None
        missing = _too_short(known, of)
        if missing is not None:
            short.append(missing)
        elif of is not None:
            ready.append((known, replace(of, yearly=season)))
    watched = [one for field in fields(ready) for one in watch(field, fdr)]
    short += [_unmoved(one) for one in watched if not one.moves]
    watched = [one for one in watched if one.moves]
    if not watched:
        return SeriesScan((), (), tuple(short), fdr)
    last = today or max(one.last for one in watched)
    return _judged(watched, short, fdr, last - timedelta(days=round(YEAR)))


def _judged(watched: list[Watched], short: list[TooShort], fdr: float, news: date) -> SeriesScan:
    from taktgeber.stats.multiplicity import benjamini_hochberg

    chances = [one.p_since(news) for one in watched]
    corrected = benjamini_hochberg(chances)
    cut = max((p for p, q in zip(chances, corrected, strict=True) if q <= fdr), default=0.0)
    found = sum(q <= fdr for q in corrected)
    level = fdr * found / len(watched)
    alarms, quiet = [], []
    for one, p in zip(watched, chances, strict=True):
        fresh = [e for e in one.excursions if e.day_at(level) > news] if p <= cut else []
        alarms += [_alarm(one, e, level, True) for e in fresh if e.p <= level]
        alarms += [_alarm(one, e, fdr, False) for e in one.excursions if e.day_at(fdr) <= news]
        if not any(e.p <= level for e in fresh):
            quiet.append(QuietSeries(one.name, one.judged, one.chance, p))
    alarms.sort(key=lambda alarm: (-alarm.day.toordinal(), alarm.p, alarm.series))
    return SeriesScan(tuple(alarms), tuple(quiet), tuple(short), fdr)


def _alarm(one: Watched, of: Excursion, level: float, news: bool) -> SeriesAlarm:
    return SeriesAlarm(
        one.name, of.day_at(level), of.since, of.up, of.shift, of.expected, of.seen, of.chance, of.p,
        -math.log1p(-level), news,
    )  # fmt: skip


def clean(series: Series, today: date | None) -> Series:
    """Sorted, with values only, until today."""
    for value in series.values:
        if value is not None and math.isinf(value):
            raise Refusal(series.name, text("a value is infinite."), text("Leave out values that are not known."))
        if value is not None and abs(value) > LARGEST:
            raise Refusal(
                series.name,
                text('"{value}" is too large to compute with.', value=f"{value:g}"),
                text("Leave out values that are not known."),
            )
    there = sorted(
        (day, value)
        for day, value in zip(series.days, series.values, strict=True)
        if value is not None and not math.isnan(value) and (today is None or day <= today)
    )
    for (day, _), (later, _) in pairwise(there):
        if day == later:
            raise Refusal(
                series.name,
                text("{day} has two values.", day=day),
                text("Give one value a day: their sum, or the one that is right."),
            )
    return Series(series.name, tuple(day for day, _ in there), tuple(value for _, value in there))


def _too_short(series: Series, of: Cadence | None) -> TooShort | None:
    """Cannot tell: a habit needs a baseline, and four values after it."""
    have = len(series.days)
    if have == 1:
        return TooShort(series.name, have, 56, text("One value has no habit; 56 days, 52 weeks or 24 months have one."))
    need = of.baseline + 4 if of is not None else 56
    if of is not None and have >= need:
        return None
    few = text("{have} values are too few to know a habit; {need} are enough.", have=have, need=need)
    return TooShort(series.name, have, need, few)


def _unmoved(one: Watched) -> TooShort:
    return TooShort(
        one.name,
        one.judged,
        one.judged + 1,
        text("It did not move once while its habit was learned; there is no noise to hold a change against."),
    )
