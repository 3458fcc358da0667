"""The explore reserve in words: intact or raided, and too small, right or large against the sponsor's band."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Exact, Period, Ratio, Text, text

if TYPE_CHECKING:
    from taktgeber.govern import Transfer

PURSE = "reserve:explore"


@dataclass(frozen=True, slots=True)
class Reserve:
    """As it stands on a day. share, low, high: of booked money; raids: what left it for no exploration,
    ever; since: the day the path in force began."""

    share: float | None
    low: float | None
    high: float | None
    since: date | None
    path: tuple[tuple[date, float], ...]
    raids: tuple[Transfer, ...]

    @property
    def intact(self) -> bool:
        """Nothing has left it for anything but exploration since the path in force began."""
        return not any(self.since is None or raid.day >= self.since for raid in self.raids)

    @property
    def too_small(self) -> bool:
        return self.share is not None and self.low is not None and self.share < self.low

    def says(self) -> Text:
        if self.share is None:
            return text("The lab has no reserve.")
        whole = text("intact") if self.intact else text("raided")
        if self.low is None or self.high is None:
            return text("The lab's reserve is {whole}; no band says whether it is enough.", whole=whole)
        if self.too_small:
            if self.intact:
                return text("The lab's reserve is intact and too small.")
            return text("The lab's reserve is raided and still too small.")
        if self.share > self.high:
            return text("The lab's reserve is {whole}, and larger than its band.", whole=whole)
        return text("The lab's reserve is {whole}, and within its band.", whole=whole)


def reserve_on(beat: Beat, day: date) -> Reserve:
    from taktgeber.govern import RESERVE

    state = beat.book.state(RESERVE)
    explores = _explore_purses(beat)
    raids = tuple(
        t
        for t in state.transfers
        if t.source == PURSE and t.target not in explores and t.target != PURSE and t.day <= day
    )
    return Reserve(state.share_on(day), state.low, state.high, state.since, state.path, raids)


def _explore_purses(beat: Beat) -> set[str]:
    from taktgeber.govern import INITIATIVES, UNITS

    units = {unit for unit, state in beat.book.state(UNITS).units.items() if state.mode == "explore"}
    initiatives = {i.initiative for i in beat.book.state(INITIATIVES).values() if i.unit in units}
    return {f"unit:{unit}" for unit in units} | {f"initiative:{i}" for i in initiatives}


def as_share(share: float, period: Period) -> Exact:
    """A share that was set by decision: exact, as it was written."""
    fraction = Fraction(share).limit_denominator(10_000)
    return Exact(Ratio(fraction.numerator, fraction.denominator), "share", period)
