"""Explore's share of booked money, beat by beat, beside the reserve that was in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.core import Beat, Exact, Figure, Money, Period, Ratio
from taktgeber.data.booked import Booked, number_of, period_of, total

from .deed import share_of


@dataclass(frozen=True, slots=True)
class ExploreShare:
    """explore: booked by units of the explore hand; share: of all booked money; reserve: in force at the end."""

    period: Period
    total: Money
    explore: Money
    share: Figure
    reserve: float | None

    @property
    def value(self) -> float | None:
        return self.share.value.value if isinstance(self.share, Exact) and isinstance(self.share.value, Ratio) else None


def explore_shares(beat: Beat, lines: Sequence[Booked]) -> tuple[ExploreShare, ...]:
    """Every beat with booked money up to the one that ended, the oldest first."""
    from taktgeber.govern import RESERVE, UNITS

    units = {unit for unit, state in beat.book.state(UNITS).units.items() if state.mode == "explore"}
    reserve, currency = beat.book.state(RESERVE), beat.settings.currency
    newest = number_of(beat.past, beat.settings)
    shares = []
    for number in sorted({line.beat for line in lines if line.beat <= newest}):
        booked = [line for line in lines if line.beat == number]
        period, whole = period_of(number, beat.settings), total(booked, currency)
        explore = total((line for line in booked if line.unit in units), currency)
        in_force = reserve.share_on(period.last)
        shares.append(ExploreShare(period, whole, explore, share_of(explore, whole, period), in_force))
    return tuple(shares)
