"""An experiment's effect as a figure: as a share of the control's level, else in the metric's own unit.

Only shares can be set side by side over metrics and currencies. Where no share can be told the difference is said in
words; of exploration no money is said then (house rule 1).
"""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Estimate, Period, Refusal, Text, text
from taktgeber.evidence.reading.metric import Metric, parse_metric, parse_ratio
from taktgeber.evidence.registry.experiment import Effect, Experiment, Look, Registration
from taktgeber.evidence.registry.outcome import best_arm, final_look
from taktgeber.evidence.shown import METHOD, by_value
from taktgeber.stats.interval import Interval

LEVEL = 0.95  # of all arms of an experiment together
_MOST = 1e12  # what is beyond is a wrong unit, not an effect


def best_effect(one: Experiment) -> Estimate | Text | None:
    """Of the arm that helps most at the final look; None before it, and where nothing is to be believed."""
    look = final_look(one)
    if look is None or look.stops or not look.effects:
        return None
    return effect_of(one.plan, look, best_arm(look))


def effect_of(plan: Registration, look: Look, effect: Effect) -> Estimate | Text:
    share = lift_of(plan, look, effect)
    return share if share is not None else difference_of(plan, look, effect)


def lift_of(plan: Registration, look: Look, effect: Effect) -> Estimate | None:
    """As a share of the control's level."""
    value, low, high = effect.lift, effect.lift_low, effect.lift_high
    if value is None or low is None or high is None or not _tellable(value, low, high):
        return None
    low, high = min(low, value), max(high, value)
    return Estimate(value, low, high, LEVEL, "share", seen_over(plan, look), METHOD, max(look.units, 1))


def difference_of(plan: Registration, look: Look, effect: Effect) -> Text:
    """In the metric's unit, in words."""
    if effect.low is None or effect.high is None:
        return text("nothing can be told yet")
    seen = difference_estimate(plan, look, effect)
    if seen is None:
        return text("no share can be told: the control's level is not clearly different from nought")
    return text("{difference}", difference=seen)


def difference_estimate(plan: Registration, look: Look, effect: Effect) -> Estimate | None:
    """None where nothing can be told yet, and of exploration but for shares of units: the rest may stand for money."""
    metric = metric_of(plan)
    if effect.low is None or effect.high is None or metric is None:
        return None
    if not _tellable(effect.estimate, effect.low, effect.high) or (
        plan.hand == "explore" and metric.kind != "proportion"
    ):
        return None
    interval = Interval(effect.estimate, effect.low, effect.high, LEVEL, max(look.units, 1))
    return replace(by_value(interval, metric), period=seen_over(plan, look))


def _tellable(*ends: float) -> bool:
    """What was only found may hold any number."""
    return all(abs(end) < _MOST for end in ends)


def metric_of(plan: Registration) -> Metric | None:
    """None of what was found in words that the reader does not understand."""
    try:
        return (parse_ratio if "/" in plan.metric else parse_metric)(plan.metric)
    except Refusal:
        return None


def seen_over(plan: Registration, look: Look) -> Period:
    """The days that the data of a look are of."""
    return Period(min(plan.first, look.day), min(max(plan.first, look.day), max(plan.last, plan.first)))
