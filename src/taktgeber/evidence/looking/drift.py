"""Does the effect stay the same from look to look? Estimates that jump more than chance tell of novelty or drift.

Where the effect does not change, what a look adds is independent of what was known: the estimate moves by a normal
amount of variance error_before^2 - error_now^2 (independent increments; Jennison & Turnbull 2000, section 3.1). These
moves are Helmert contrasts of the increments, so their squares add up to Cochran's Q between the stretches of time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taktgeber.stats.tails import chi_square_above, normal_above

from .interim import LookTaken


@dataclass(frozen=True, slots=True)
class Drift:
    """p: of all moves together or of the largest alone, corrected for both; largest: index of the look at which the
    estimate moved most against chance; z: of that move."""

    p: float
    largest: int
    z: float


def drift_between(taken: Sequence[LookTaken]) -> Drift | None:
    """taken: in order. None where there are no two looks, or where an error did not fall, so that no move can be
    judged (see error_that_rose)."""
    if len(taken) < 2 or error_that_rose(taken) is not None:
        return None
    moves = [
        (now.estimate - before.estimate) / math.sqrt((before.error - now.error) * (before.error + now.error))
        for before, now in pairwise(taken)
    ]
    largest = max(range(len(moves)), key=lambda k: abs(moves[k]))
    together = chi_square_above(math.fsum(z * z for z in moves), len(moves))
    alone = 2 * normal_above(abs(moves[largest])) * len(moves)
    p = together if len(moves) == 1 else 2 * min(together, alone)
    return Drift(min(1.0, p), largest + 1, moves[largest])


def error_that_rose(taken: Sequence[LookTaken]) -> int | None:
    """Index of the first look whose standard error is not below that of the look before, though units grew."""
    return next((k for k in range(1, len(taken)) if taken[k].error >= taken[k - 1].error), None)
