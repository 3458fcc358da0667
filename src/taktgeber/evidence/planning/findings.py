"""What a plan's owner should know before it starts, each with the way on."""

from __future__ import annotations

import math
from collections.abc import Iterator

from taktgeber.core import Finding, text, text_n

from .figures import PlanFigures
from .history import Past
from .plan import ExperimentPlan, chance_of_flip
from .wish import Prior

_LONG_WEEKS, _FEW_EVENTS, _FEW_UNITS, _SPARE = 12, 10, 100, 1.25
_OFF = 0.1  # of the size, an uncertainty worth a word
_FOREGONE = 0.05  # a chance to change the decision below this is no reason to test


def plan_findings(
    plan: ExperimentPlan, show: PlanFigures, prior: Prior | None = None, past: Past | None = None
) -> tuple[Finding, ...]:
    """past: what level and spread were measured in."""
    of_past = () if past is None else tuple(_of_past(past, show))
    decision, time, arms = _of_the_decision(plan, show, prior), _of_time(plan, show), _of_arms(plan, show)
    return (*decision, *time, *of_past, *_of_numbers(plan), *arms)


def _of_past(past: Past, show: PlanFigures) -> Iterator[Finding]:
    """A variance over n units is uncertain by sqrt(2 / n) of itself at least, and the size with it."""
    off = 2 * math.sqrt(2 / past.units)
    if off > _OFF:
        yield Finding(
            "short-past", "note",
            text_n("The past data hold {n} unit: the size may well be off by {off} or more.",
                   "The past data hold {n} units: the size may well be off by {off} or more.", past.units,
                   off=show.share(min(off, 1.0))),
            text("Measure it over more units, or look again at the spread after the first week."),
        )  # fmt: skip


def _of_the_decision(plan: ExperimentPlan, show: PlanFigures, prior: Prior | None) -> Iterator[Finding]:
    if prior is None:
        return
    now, perfect, needed = chance_of_flip(plan, prior)
    if perfect < _FOREGONE:
        yield Finding(
            "decision-stands", "warn",
            text("The decision would be the same after the test: even perfect knowledge would change it with a"
                 " chance of {chance}.", chance=show.share(perfect)),
            text("Decide now, or say more honestly how unsure you are: --prior-sd."),
        )  # fmt: skip
    elif now < _FOREGONE:
        yield Finding(
            "test-too-small", "warn",
            text("No likely outcome of this test changes the decision: its chance is {chance}, where perfect knowledge"
                 " has {perfect}.", chance=show.share(now), perfect=show.share(perfect)),
            text("Make it larger, or decide without it."),
        )  # fmt: skip
    if perfect >= _FOREGONE and needed is not None and needed < plan.units / 2:
        yield Finding(
            "smaller-is-enough", "note",
            text("For the decision alone {units} would be nearly as good.",
                 units=text_n("{n} unit", "{n} units", needed)),
            text("Keep the larger test where others must be convinced too."),
        )  # fmt: skip


def _of_time(plan: ExperimentPlan, show: PlanFigures) -> Iterator[Finding]:
    if plan.days is None:
        return
    if plan.days > 7 * _LONG_WEEKS:
        yield Finding(
            "long-run", "warn",
            text_n("It runs for {n} week, in which seasons turn and units are lost from sight.",
                   "It runs for {n} weeks, in which seasons turn and units are lost from sight.", plan.days // 7),
            text("Seek a larger lift, use a covariate (--r2), or a metric that differs less between units."),
        )  # fmt: skip
    if plan.planned > _SPARE * plan.units:
        yield Finding(
            "spare-units", "note",
            text("Whole weeks bring {planned}, and with them the effect is shown with a chance of {reached}; {share} of"
                 " them would be enough.", planned=text_n("{n} unit", "{n} units", plan.planned),
                 reached=show.share(plan.reached), share=show.share(plan.units / plan.planned)),
            text("Let in that share of those who come, or read what the further units show in segments."),
        )  # fmt: skip


def _of_numbers(plan: ExperimentPlan) -> Iterator[Finding]:
    smallest, measure = min(plan.by_arm), plan.measure
    if measure.kind == "proportion":
        rarest = min(measure.baseline, 1 - measure.baseline)
        if rarest * smallest < _FEW_EVENTS:
            yield Finding(
                "few-events", "warn",
                text_n("The smallest arm would see {n} event or less: the sizes given are rough.",
                       "The smallest arm would see {n} events or less: the sizes given are rough.",
                       max(1, round(rarest * smallest))),
                text("Plan for more units, or read it by an exact test."),
            )  # fmt: skip
    elif smallest < _FEW_UNITS:
        yield Finding(
            "few-units", "note",
            text_n("The smallest arm has {n} unit: a few large values can decide.",
                   "The smallest arm has {n} units: a few large values can decide.", smallest),
            text("Cap the metric beforehand, or plan for more units."),
        )  # fmt: skip


def _of_arms(plan: ExperimentPlan, show: PlanFigures) -> Iterator[Finding]:
    wish = plan.wish
    if wish.arms > 2:
        yield Finding(
            "arms-share-error", "note",
            text("Each of the {n} comparisons is tested at {level} (Bonferroni), so that all together keep {error}.",
                 n=wish.arms - 1, level=show.share(wish.error_of_one), error=show.share(wish.error * wish.sides / 2)),
            text("Fewer arms need fewer units each: drop what nobody would choose."),
        )  # fmt: skip
    if wish.give_up and wish.looks > 1:
        yield Finding(
            "giving-up-is-free", "note",
            text("The boundaries for giving up do not bind: who goes on all the same raises no false alarm."),
            text("They are paid for by the larger size; leave out --give-up for the smaller one."),
        )  # fmt: skip
