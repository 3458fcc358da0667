"""Counts of a beat: settled, learned, stopped, reused; and how often the lab keeps a date. No blended score."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Estimate, Exact, Figure, Period, Unknown, phrase, text
from taktgeber.evidence.registry.memory import Registry
from taktgeber.explore.insights import of_the_lab, reused_in
from taktgeber.explore.memory import Lab

LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """settled: assumptions found to hold or not; learned: insights written; stopped: bets ended;
    reused: insights that someone outside the bet built on."""

    period: Period
    settled: Exact
    learned: Exact
    stopped: Exact
    reused: Exact


def yardsticks(lab: Lab, registry: Registry, period: Period) -> Yardsticks:
    insights = of_the_lab(registry)
    return Yardsticks(
        period=period,
        settled=Exact(len(lab.settled_in(period)), "assumptions", period),
        learned=Exact(sum(period.contains(insight.day) for insight in insights), "insights", period),
        stopped=Exact(len(lab.stopped_in(period)), "bets", period),
        reused=Exact(len(reused_in(registry, period)), "insights", period),
    )


def chance_of_settling(lab: Lab, beat: Period) -> Figure:
    """The chance that a bet's question is answered by the end of the beat: the lab's own record so far.

    Of assumptions that were due before the beat, the share settled by their date, with an interval from
    the Beta(1/2, 1/2) prior (Jeffreys). Unknown below three, with what would be enough.
    """
    due = [a for a in lab.assumptions.values() if a.until is not None and a.until < beat.first]
    if len(due) < 3:
        why = text("the lab has too few questions with a date behind it to say how often it keeps one.")
        return Unknown(why, text("Three assumptions with a date that has passed are enough for a first word."))
    on_time = sum(1 for a in due if a.settled is not None and a.until is not None and a.settled <= a.until)
    record = Period(min(a.asked for a in due), beat.first)
    return _jeffreys(on_time, len(due), record)


def _jeffreys(held: int, n: int, period: Period) -> Estimate:
    from taktgeber.stats.tails import beta_quantile

    low, high = (beta_quantile(q, held + 0.5, n - held + 0.5) for q in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    share = (held + 0.5) / (n + 1)
    method = phrase("the lab's record of answers by their date, Beta(1/2, 1/2) prior")
    return Estimate(share, low, high, LEVEL, "share", period, method, n)
