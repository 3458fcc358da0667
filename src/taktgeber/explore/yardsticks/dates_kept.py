"""How often the lab answers a question by the date it set: its own record, and with it the next bet's chance."""

from __future__ import annotations

from taktgeber.core import Estimate, Figure, Period, Unknown, phrase, text
from taktgeber.explore.memory import Lab
from taktgeber.stats.chance import chance_of_success

from .yardstick import LEVEL


def chance_of_settling(lab: Lab, beat: Period) -> Figure:
    """The chance that a bet's question is answered by the end of the beat.

    Of assumptions that were due before the beat, the share settled by their date, with an interval from
    the Beta(1/2, 1/2) prior (Jeffreys). A date that was put off was one more that was not kept. Unknown below
    three, with what would be enough.
    """
    due = [a for a in lab.assumptions.values() if a.until is not None and a.until < beat.first]
    if len(due) < 3:
        why = text("the lab has too few questions with a date behind it to say how often it keeps one.")
        return Unknown(why, text("Three assumptions with a date that has passed are enough for a first word."))
    on_time = sum(1 for a in due if a.settled is not None and a.until is not None and a.settled <= a.until)
    asked = len(due) + sum(a.put_off for a in lab.assumptions.values())
    record = Period(min(a.asked for a in due), beat.first)
    method = phrase("the lab's record of answers by their date, Beta(1/2, 1/2) prior")
    kept = chance_of_success(on_time, asked - on_time, LEVEL, prior=0.5)
    return Estimate(kept.value, kept.low, kept.high, LEVEL, "share", record, method, asked)
