"""Questions that were settled: how many, how many of them held, and whether they were worth asking.

The share that held has no good direction: a lab in which nearly everything holds asks what it knows already, one in
which hardly anything does guesses. A refutation retires a question as fully as a confirmation.
"""

from __future__ import annotations

from taktgeber.core import Estimate, Exact, Figure, Period, Text, Unknown, phrase, text
from taktgeber.stats.chance import share_of

from .questions import questions, settled_in
from .record import Record
from .yardstick import Yardstick

METHOD = phrase("Beta(1/2, 1/2) prior on the share of questions that hold")
# Outside it, and with this many answers or more, the page says so. A rule of thumb: an answer with a chance of one in
# five still tells 0.72 bits, one with a chance of one in ten less than half a bit.
BAND = (0.2, 0.8)
_ENOUGH = 5


def retired(record: Record, period: Period) -> Yardstick:
    done = settled_in(questions(record), period)
    held = sum(bool(one.held) for one in done)
    says = text("Held: {held}. Did not hold: {refuted}. Either answer retires a question.", held=held,
                refuted=len(done) - held)  # fmt: skip
    return Yardstick("settled", text("Questions settled"), Exact(len(done), "questions", period), (says,))


def validation(record: Record, period: Period) -> Yardstick:
    done = settled_in(questions(record), period)
    held = sum(bool(one.held) for one in done)
    return Yardstick("held", text("Share of questions that held"), _share(held, len(done), period),
                     (_read(held, len(done)),))  # fmt: skip


def _share(held: int, asked: int, period: Period) -> Figure:
    if not asked:
        return Unknown(text("no question was settled"), text("Enough to tell: one question that is settled."))
    return share_that_held(held, asked, period)


def share_that_held(held: int, asked: int, period: Period) -> Estimate:
    """As it was counted, three of three being all of them: the prior speaks in the interval alone."""
    got = share_of(held, asked)
    return Estimate(got.value, got.low, got.high, got.level, "share", period, METHOD, asked)


def _read(held: int, asked: int) -> Text:
    if asked >= _ENOUGH and held > BAND[1] * asked:
        return text("Nearly all held: questions whose answer is known already teach little. It is no aim to be right.")
    if asked >= _ENOUGH and held < BAND[0] * asked:
        return text("Hardly any held: look whether premises are read before bets are made. It is no aim to be right.")
    return text("Neither high nor low is good: between a fifth and four fifths, answers tell most.")
