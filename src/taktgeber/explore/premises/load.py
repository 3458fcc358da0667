"""How much of today's business rests on a premise: its share of the money booked in a beat, or what people stated.

A booked line rests on a premise where its channel, market, unit or initiative does, and counts once however many of
them do. A booking names no market and counts in that of its unit. Products and playbooks stand in no booking: what
rests on them is what people state, and is labelled so. The band takes the larger of the two, since each may show a part
only; they are not added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from taktgeber.core import Beat, Exact, Figure, Money, Period, Ratio, Unknown, text
from taktgeber.data.booked import Booked, booked_lines, number_of, total

from .memory import Premises
from .premise import Premise
from .reference import Reference, carried

Band = Literal["low", "unknown", "middle", "high"]
BOOKABLE = ("channel", "market", "unit", "initiative")
HIGH, MIDDLE = 0.25, 0.1  # shares of the business from which on much, and some of it, rests on a premise


@dataclass(frozen=True, slots=True)
class Ground:
    """The lines booked in a period, and the market of each unit that has one."""

    period: Period
    currency: str
    lines: tuple[Booked, ...]
    markets: Mapping[str, str]

    @property
    def total(self) -> Money:
        return total(self.lines, self.currency)

    def on(self, references: Sequence[Reference]) -> Money:
        """Booked on any of these, each line once."""
        wanted = {(one.kind, one.name.casefold()) for one in references}
        return total((line for line in self.lines if wanted.intersection(self._keys(line))), self.currency)

    def _keys(self, line: Booked) -> list[tuple[str, str]]:
        market = line.market or self.markets.get(line.unit or "")
        names = (line.channel, market, line.unit, line.initiative)
        return [(kind, name.casefold()) for kind, name in zip(BOOKABLE, names, strict=True) if name]


@dataclass(frozen=True, slots=True)
class Load:
    """booked: None where nothing that rests on it is ever booked; stated: None where nobody said."""

    booked: Figure | None
    stated: Exact | None

    @property
    def share(self) -> float | None:
        """The larger of the two; None where neither is known."""
        known = [figure.value.value for figure in (self.booked, self.stated)
                 if isinstance(figure, Exact) and isinstance(figure.value, Ratio)]  # fmt: skip
        return max(known, default=None)

    @property
    def band(self) -> Band:
        return band_of(self.share)


def band_of(share: float | None) -> Band:
    if share is None:
        return "unknown"
    return "high" if share >= HIGH else "middle" if share >= MIDDLE else "low"


def ground_of(beat: Beat, period: Period | None = None) -> Ground:
    """period: a whole beat; the one before the planned beat, if not given."""
    from taktgeber.govern import UNITS

    asked = period or beat.past
    number = number_of(asked, beat.settings)
    lines = tuple(line for line in booked_lines(beat) if line.beat == number)
    markets = {name: unit.market for name, unit in beat.book.state(UNITS).units.items() if unit.market}
    return Ground(asked, beat.settings.currency, lines, markets)


def load_of(premises: Premises, premise: Premise, ground: Ground) -> Load:
    references = [one for one in carried(premises, premise.premise) if one.kind in BOOKABLE]
    booked = share_of(ground.on(references), ground) if references else None
    return Load(booked, None if premise.share is None else stated(premise.share, ground.period))


def share_of(part: Money, ground: Ground) -> Figure:
    if ground.total.minor <= 0:
        return Unknown(text("no money is booked between {period}.", period=ground.period),
                       text("Load media or bookings of that time."))  # fmt: skip
    return Exact(Ratio(part, ground.total), "share", ground.period)


def stated(share: float, period: Period) -> Exact:
    """A share as people wrote it, exact."""
    fraction = Fraction(share).limit_denominator(10_000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", period)
