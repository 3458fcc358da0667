"""What the lab proposes for the next beat.

Nothing that a bet may earn is asked for or said (house rule 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Money, Proposal
from taktgeber.explore.assumptions import Assumption, in_test_order
from taktgeber.explore.memory import Lab

from .stop import ripe_to_stop, stop
from .tranche import bet

if TYPE_CHECKING:
    from taktgeber.govern import Initiative


def proposals(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> tuple[Proposal, ...]:
    """At most one stop and one bet, of different initiatives. A stake in a foreign currency waits for a rate."""
    ripe = [i for i in running if ripe_to_stop(i, lab, beat.period.first)]
    stops = tuple(stop(beat, lab, initiative) for initiative in ripe[:1])
    ripe_ids = {initiative.initiative for initiative in ripe}
    going_on = {i.initiative: i for i in running if i.initiative not in ripe_ids}
    order = [
        assumption
        for assumption in in_test_order(waiting(lab, going_on), stakes(going_on.values()))
        if (lose := assumption.lose or going_on[assumption.initiative].lose) and lose.currency == beat.settings.currency
    ]
    bets = tuple(bet(beat, lab, assumption, going_on[assumption.initiative]) for assumption in order[:1])
    return bets + stops


def waiting(lab: Lab, running: Mapping[str, Any]) -> list[Assumption]:
    """Open and not in test yet, of initiatives that run."""
    return [a for a in lab.assumptions.values() if a.state == "open" and a.initiative in running]


def stakes(running: Any) -> dict[str, Money]:
    return {i.initiative: i.lose for i in running if i.lose is not None}
