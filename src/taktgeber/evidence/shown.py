"""Numbers of a reading as values of the house. A bare file names no days: its figures are about all time it holds."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from taktgeber.core import Estimate, Exact, Period, Ratio, Text, phrase, text
from taktgeber.evidence.reading.metric import Metric
from taktgeber.stats.interval import Interval

if TYPE_CHECKING:
    from taktgeber.stats.compare import Difference

NO_DAYS = Period(date.min, date.max)
POINTS = phrase("percentage points")
METHOD = phrase("holds the true effect in as many of such experiments as its level says")
_LEAST_P = 0.001
_MOST_MONEY = 1e15


def named(metric: Metric) -> Text:
    """A metric as it is spoken of."""
    if metric.kind == "proportion":
        return text("the share of units with {metric}", metric=metric.name)
    if metric.kind == "quantile":
        return text("the {share} quantile of {metric}", share=share(metric.share or 0.5), metric=metric.name)
    if metric.cap is not None:
        return text("{metric} a unit, at most {cap}", metric=metric.name, cap=level_value(metric.cap, metric))
    if metric.kind == "ratio":
        return text("the ratio {metric}", metric=metric.name)
    return text("{metric} a unit", metric=metric.name)


def plain(value: float, unit: str = "times") -> Exact | Text:
    """A number that was observed, without an interval; unit "share" is shown in per cent."""
    if not math.isfinite(value):
        return text("without bound")
    return Exact(Ratio(*value.as_integer_ratio()), unit, NO_DAYS)


def share(value: float) -> Exact | Text:
    return plain(value, "share")


def p_value(p: float) -> Text:
    """ "p = 0.013", or "p below 0.001"."""
    if p < _LEAST_P:
        return text("p below {least}", least=plain(_LEAST_P))
    return text("p = {p}", p=plain(p))


def level_value(value: float, metric: Metric) -> Exact | Text:
    """An arm's level of a metric."""
    return plain(value, "share" if metric.kind == "proportion" else _unit(metric, value))


def by_value(interval: Interval, metric: Metric) -> Estimate:
    """A difference in the metric's unit; of proportions in percentage points."""
    if metric.kind == "proportion":
        return estimate(interval.times(100), POINTS)
    return estimate(interval, _unit(metric, interval.low, interval.high))


def _unit(metric: Metric, *values: float) -> str:
    """The currency, where amounts are such as money has."""
    return metric.unit if metric.unit and max(map(abs, values)) < _MOST_MONEY else "times"


def lift_value(seen: Difference) -> Estimate | Text:
    if seen.lift is None:
        return text("no share can be told: the control's level is not clearly different from nought")
    return estimate(seen.lift, "share")


def estimate(interval: Interval, unit: str) -> Estimate:
    low, high = min(interval.low, interval.value), max(interval.high, interval.value)
    return Estimate(interval.value, low, high, interval.level, unit, NO_DAYS, METHOD, interval.n)
