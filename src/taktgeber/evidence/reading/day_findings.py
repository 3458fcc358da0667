"""Remarks on what an experiment did by day: a split that left the plan, effects that fade, grow, differ by weekday."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from taktgeber.core import Finding, text
from taktgeber.core.text import Value
from taktgeber.evidence.shown import by_value, named, p_value
from taktgeber.stats.compare import Difference
from taktgeber.stats.sample_ratio import split_of

from .day_effects import ALARM
from .result import DayEffect, DaysRead
from .split_check import STOP, WARN, sizes

_WEEK = 7


def daily_split_findings(read: DaysRead, weights: Sequence[float]) -> Iterator[Finding]:
    """The first day on which it could have been known that the arms do not have the planned sizes."""
    known = read.known(WARN)
    if known is None:
        return
    came = [sum(each) for each in zip(*(n for day, n in read.days.counts().items() if day <= known), strict=True)]
    yield Finding(
        "sample-ratio-by-day",
        "stop" if read.split_p[-1] < STOP else "warn",
        text(
            "That the arms do not have the planned sizes could be known on {day}: by then {sizes} ({p}, for looks on "
            "all days together).",
            day=known,
            sizes=sizes(read.days.arms.names, split_of(came, weights)),
            p=p_value(read.split_p[read.days.dates.index(known)]),
        ),
        text("Look for what changed by that day. If the split itself was changed, read every part of the run alone."),
    )


def day_findings(read: DaysRead) -> Iterator[Finding]:
    for one in read.effects:
        yield from _trend(one)
    differing = [one for one in read.effects if one.weekdays_p is not None and one.weekdays_p < ALARM]
    for one in differing:
        yield Finding(
            "weekday",
            "note",
            text(
                'What "{arm}" does to {metric} differs by {segment} ({p} after correction).',
                arm=one.arm,
                metric=named(one.metric),
                segment=text("weekday"),
                p=p_value(one.weekdays_p or 0.0),
            ),
            text("Read whole weeks alone, so that every weekday counts alike."),
        )
    over = read.days.length % _WEEK
    if differing and over:
        yield Finding(
            "part-week",
            "warn",
            text(
                "The run of {n} days is no whole number of weeks, so some weekdays count more than others.",
                n=read.days.length,
            ),
            text(
                "Read the units that were first met up to {day}: whole weeks.",
                day=read.days.dates[-1] - timedelta(days=over),
            ),
        )


def _trend(one: DayEffect) -> Iterator[Finding]:
    if one.trend_p is None or one.trend_p >= ALARM or one.first is None or one.second is None:
        return
    values: dict[str, Value] = {
        "arm": one.arm,
        "metric": named(one.metric),
        "first": by_value(one.first.difference, one.metric),
        "second": by_value(one.second.difference, one.metric),
        "p": p_value(one.trend_p),
    }
    lasts = text(
        "What lasts is nearer to the second half: go on until it is steady. If units that came later were watched for "
        "fewer days, that alone can do this: count the same number of days for each."
    )
    if fades(one.first, one.second):
        says = text(
            'What "{arm}" does to {metric} fades: {first} in the first half of the run, {second} in the second ({p} '
            "after correction).",
            **values,
        )
        yield Finding("novelty", "warn", says, lasts)
    else:
        says = text(
            'What "{arm}" does to {metric} grows: {first} in the first half of the run, {second} in the second ({p} '
            "after correction).",
            **values,
        )
        yield Finding("primacy", "note", says, lasts)


def fades(first: Difference, second: Difference) -> bool:
    """It becomes smaller, or what was clear turns to the other side."""
    one, other = first.difference, second.difference
    turned = one.value * other.value < 0 and one.low * one.high > 0
    return turned or abs(other.value) < abs(one.value)
