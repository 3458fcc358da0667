"""All that bets and stops are computed of: while none of it is another, neither are they."""

from __future__ import annotations

from typing import Any

from taktgeber.core import Beat, Fold
from taktgeber.data.booked import booked_lines
from taktgeber.evidence import REGISTRY
from taktgeber.explore.memory import LAB
from taktgeber.explore.opportunities.opportunity import OPPORTUNITIES
from taktgeber.explore.premises import PREMISES

from .slack import SLACK


def rests_on(beat: Beat) -> tuple[Any, ...]:
    """States of the ledger, booked lines, the beat and the settings."""
    from taktgeber.govern import INITIATIVES, PROPOSALS, RESERVE, UNITS

    folds: tuple[Fold[Any], ...] = (
        LAB, REGISTRY, PREMISES, OPPORTUNITIES, SLACK, INITIATIVES, UNITS, PROPOSALS, RESERVE,
    )  # fmt: skip
    states = tuple(beat.book.state(fold) for fold in folds)
    return (*states, booked_lines(beat), beat.period, beat.past, beat.settings)
