"""Words and figures that bets and stops share."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from taktgeber.core import Beat, Exact, Ratio, Text, text

from .question import Band, Load, Question, uncertainty

_UNSURE: Mapping[Band, Text] = {
    "much": text("nobody can tell the answer"),
    "some": text("the answer is likely and not sure"),
    "little": text("the answer seems sure"),
}
_CARRIES: Mapping[Load | None, Text] = {
    "high": text("much of today's business rests on the premise that it is about"),
    "middle": text("some of today's business rests on the premise that it is about"),
    "low": text("little of today's business rests on the premise that it is about"),
    None: text("it is about no premise of today's business"),
}


def unsure(question: Question) -> Text:
    """How much of the answer is not known, as a band of the stated chance."""
    return _UNSURE[uncertainty(question.bits)]


def carries(load: Load | None) -> Text:
    return _CARRIES[load]


def stated(chance: float, beat: Beat) -> Exact:
    """A person's stated chance, as it was written down."""
    fraction = Fraction(chance).limit_denominator(1000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", beat.past)


def sentence(words: str) -> str:
    """Words of a ledger entry, to stand inside a sentence that brings its own full stop."""
    return words.strip().rstrip(".")
