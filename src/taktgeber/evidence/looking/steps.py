"""A running experiment look by look: where each stood against its boundary, and what it had spent."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.core import Refusal, text
from taktgeber.evidence.planning.wish import MOST_LOOKS

from .interim import LookTaken, Rule


@dataclass(frozen=True, slots=True)
class Step:
    """fraction: of the planned units; boundary: infinite where nothing stopped yet; spent: of the error of all sides,
    so far; low, high: the repeated interval of this look, infinite where nothing is known yet."""

    look: LookTaken
    fraction: float
    z: float
    boundary: float
    spent: float
    low: float
    high: float


def steps_of(taken: Sequence[LookTaken], rule: Rule, ended: bool = False) -> tuple[Step, ...]:
    """taken, rule, ended: as for read_looks. Raises Refusal where the plan's units were in before the last look,
    and where there are more looks than boundaries are made for."""
    from taktgeber.stats.group_sequential import boundaries

    if len(taken) > MOST_LOOKS:
        raise Refusal("--look", text("one can read up to {most} looks, not {given}.", most=MOST_LOOKS,
                      given=str(len(taken))), text("Who looks more often reads it without a planned end: --expected "
                      "30000"))  # fmt: skip
    for number, look in enumerate(taken[:-1], 1):
        if look.units >= rule.planned:
            raise Refusal(text("look {number}", number=number),
                          text("all planned units were in: the experiment ended there."),
                          text("Read it up to that look: what came later has no share of the error left."))  # fmt: skip
    bounds = boundaries([look.units / rule.planned for look in taken], rule.error, rule.spending, rule.sides, ended)
    return tuple(
        Step(look, share, look.estimate / look.error, upper, spent * rule.sides, *_interval(look, upper, rule.sides))
        for look, share, upper, spent in zip(taken, bounds.fractions, bounds.upper, bounds.spent, strict=True)
    )


def _interval(look: LookTaken, boundary: float, sides: int) -> tuple[float, float]:
    half = boundary * look.error
    return look.estimate - half, look.estimate + half if sides == 2 else math.inf
