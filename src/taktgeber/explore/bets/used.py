"""What an initiative has used of what it may lose: what was granted to it, or what was booked on it if that is more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from taktgeber.core import Beat
from taktgeber.data.booked import booked_lines


def used_by(beat: Beat) -> Mapping[str, int]:
    """By initiative, minor units of the house's currency, of all time. Nobody pays twice: of the two the larger one,
    since what was granted is booked by and by."""
    granted, booked = _granted(beat), Counter[str]()
    for line in booked_lines(beat):
        if line.initiative:
            booked[line.initiative] += line.minor
    return {name: max(granted[name], booked[name]) for name in {*granted, *booked}}


def _granted(beat: Beat) -> Counter[str]:
    from taktgeber.govern import PROPOSALS, RESERVE

    granted = Counter[str]()
    moves = [(t.target, t.amount) for t in beat.book.state(RESERVE).transfers]
    for held in beat.book.state(PROPOSALS).all.values():
        if held.decision is not None and held.decision.verdict != "reject":
            taken = held.decision.instead if held.decision.verdict == "override" else held.proposal.moves
            moves += [(move.target, move.amount) for move in taken]
    for target, amount in moves:
        kind, _, name = target.partition(":")
        if kind == "initiative" and amount.currency == beat.settings.currency:
            granted[name] += amount.minor
    return granted
