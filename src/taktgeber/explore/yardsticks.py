"""The lab's own yardsticks: settled, learned, stopped, reused. Counts, read together; no blended score."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Estimate, Exact, Figure, Period, Text, Unknown, phrase, text

from .memory import Lab

LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Yardsticks:
    """settled: assumptions found to hold or not; learned: lessons kept; stopped: bets ended;
    reused: lessons that someone outside the bet built on."""

    period: Period
    settled: Exact
    learned: Exact
    stopped: Exact
    reused: Exact


def yardsticks(lab: Lab, period: Period) -> Yardsticks:
    lessons = lab.lessons.values()
    return Yardsticks(
        period=period,
        settled=Exact(len(lab.settled_in(period)), "assumptions", period),
        learned=Exact(sum(lesson.learned_in(period) for lesson in lessons), "lessons", period),
        stopped=Exact(len(lab.stopped_in(period)), "bets", period),
        reused=Exact(sum(lesson.reused_in(period) for lesson in lessons), "lessons", period),
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


def verdict_in_words(verdict: str) -> Text:
    words = {"held": text("held"), "refuted": text("did not hold"), "open": text("still open"),
             "testing": text("in test")}  # fmt: skip
    return words.get(verdict, text("still open"))
