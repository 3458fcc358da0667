"""Words and figures that bets and stops share."""

from __future__ import annotations

from fractions import Fraction

from taktgeber.core import Beat, Exact, Ratio


def stated(chance: float, beat: Beat) -> Exact:
    """A person's stated chance, as it was written down."""
    fraction = Fraction(chance).limit_denominator(1000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", beat.past)


def sentence(words: str) -> str:
    """Words of a ledger entry, to stand inside a sentence that brings its own full stop."""
    return words.strip().rstrip(".")
