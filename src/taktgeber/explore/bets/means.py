"""What the lab may lose in a beat: its reserve, less the slack, less what was committed already.

The reserve is its share of what was booked in the beat before, as the balance of both hands counts it. Slack is taken
out whole, whether it was given by now or not: no bet ever reaches it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from taktgeber.core import Beat, Money, Move
from taktgeber.data.booked import booked_lines, number_of, total

from .slack import SLACK, spent

PURSE = "reserve:explore"


@dataclass(frozen=True, slots=True)
class Means:
    """Of one beat. slack: the whole of it; given: of the slack, by now; committed: by approved bets and by transfers;
    stake: the most that one bet may lose."""

    reserve: Money
    slack: Money
    given: Money
    committed: Money
    stake: Money

    @property
    def for_bets(self) -> Money:
        left = self.reserve.minor - self.slack.minor - self.committed.minor
        return Money(max(left, 0), self.reserve.currency)

    @property
    def slack_left(self) -> Money:
        return Money(max(self.slack.minor - self.given.minor, 0), self.reserve.currency)


def reserve_of(beat: Beat) -> Money | None:
    """In the house's currency; None where no reserve is set, or nothing was booked in the beat before."""
    from taktgeber.govern import RESERVE

    share = beat.book.state(RESERVE).share_on(beat.period.first)
    if share is None:
        return None
    number = number_of(beat.past, beat.settings)
    lines = [line for line in booked_lines(beat) if line.beat == number]
    return Money(round(share * total(lines, beat.settings.currency).minor), beat.settings.currency) if lines else None


def means_of(beat: Beat) -> Means | None:
    reserve = reserve_of(beat)
    if reserve is None:
        return None
    currency, limits = reserve.currency, beat.settings.lab
    committed = sum(move.amount.minor for move in _committed(beat) if move.amount.currency == currency)
    return Means(
        reserve=reserve,
        slack=_share(reserve, limits.slack, up=True),
        given=spent(beat.book.state(SLACK).in_beat(beat.period), currency),
        committed=Money(committed, currency),
        stake=_share(reserve, limits.stake),
    )


def _share(reserve: Money, share: float, *, up: bool = False) -> Money:
    """Rounded against the bets, to the minor unit."""
    from math import ceil, floor

    return Money((ceil if up else floor)(round(reserve.minor * share, 6)), reserve.currency)


def _committed(beat: Beat) -> Iterator[Move]:
    """What leaves the reserve in this beat by decision: of approved and overridden proposals, and by transfer."""
    from taktgeber.govern import PROPOSALS, RESERVE

    start = f"{beat.period.first.isoformat()}/"
    for key, held in beat.book.state(PROPOSALS).all.items():
        if key.startswith(start) and held.decision is not None and held.decision.verdict != "reject":
            moved = held.decision.instead if held.decision.verdict == "override" else held.proposal.moves
            yield from (move for move in moved if move.source == PURSE)
    for transfer in beat.book.state(RESERVE).transfers:
        if transfer.source == PURSE and beat.period.contains(transfer.day):
            yield Move(transfer.source, transfer.target, transfer.amount)
