"""How fast the lab learns: days from a question to its answer, open ones counted until the last day of the period,
or until their initiative was stopped: a question that nobody may answer any more is no slow one.

The mean of the answered alone would favour the quick (Kaplan & Meier 1958; stats.kaplan_meier).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from taktgeber.core import Estimate, Figure, Period, Unknown, phrase, text
from taktgeber.stats.kaplan_meier import median_time

from .questions import Question, questions
from .record import Record
from .yardstick import LEVEL, Yardstick

METHOD = phrase("days by which half of the questions are settled, those still open among them (Kaplan and Meier)")


def learning_speed(record: Record, period: Period) -> Yardstick:
    asked = [one for one in questions(record) if period.contains(one.asked) and one.followed]
    says = text("Half of the questions asked are settled by then; those still open are counted.")
    days = _median(asked, record.lab.stopped, period)
    return Yardstick("speed", text("Days from a question to its answer"), days, (says,))


def _median(asked: list[Question], stopped: Mapping[str, date], period: Period) -> Figure:
    if not asked:
        return Unknown(text("no question was asked"), text("Write down what must be true, before it is tested."))
    over = [one.settled is not None and one.settled <= period.last for one in asked]
    until = [one.settled if done and one.settled else min(stopped.get(one.on or "", period.last), period.last)
             for one, done in zip(asked, over, strict=True)]  # fmt: skip
    days = [max((day - one.asked).days, 0) for one, day in zip(asked, until, strict=True)]
    found = median_time(days, over, LEVEL)
    if found.value is None:
        return Unknown(text("less than half of the questions asked are settled"),
                       text("It can be told when half of them are."))  # fmt: skip
    if found.high is None:
        return Unknown(text("half of the questions are settled within {days} days so far, too few to say how surely",
                            days=round(found.value)), text("A few more answers."))  # fmt: skip
    low = min(found.low or 0.0, found.value)
    return Estimate(found.value, low, found.high, LEVEL, "days", period, METHOD, found.n)
