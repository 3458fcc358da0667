"""What the lab proposes for the next beat: its bets, and what it stops with what was learned.

Nothing that a bet may earn is asked for or said (house rule 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Money, Proposal
from taktgeber.explore.assumptions import Assumption
from taktgeber.explore.initiatives.place import proved_incremental
from taktgeber.explore.memory import Lab
from taktgeber.govern import INITIATIVES

from .portfolio import portfolio_of
from .stop import stop, stop_reasons
from .tranche import bet

if TYPE_CHECKING:
    from taktgeber.govern import Initiative

STOPS = 3  # at once: a stop deserves to be read


def proposals(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> tuple[Proposal, ...]:
    """The bets of the next beat, in order, and up to three stops. running: not stopped yet."""
    reasons = stop_reasons(beat, lab, running)
    bets = tuple(bet(beat, lab, pick) for pick in portfolio_of(beat, lab, running).picks)
    known = beat.book.state(INITIATIVES)
    # What was proved a small step is released, which ends it as well: it is asked for once.
    ending = [one for one in running if one.initiative in reasons and not proved_incremental(known, one.initiative)]
    return bets + tuple(stop(beat, lab, one, reasons[one.initiative]) for one in ending[:STOPS])


def waiting(lab: Lab, running: Mapping[str, Any]) -> list[Assumption]:
    """Open and not in test yet, of initiatives that run."""
    return [a for name in running for a in lab.assumptions_of(name) if a.state == "open"]


def stakes(running: Any) -> dict[str, Money]:
    return {i.initiative: i.lose for i in running if i.lose is not None}
