"""What a look at a running experiment says: stop or go on, and what is known by now, without peeking errors.

Looks may come on other days than planned, and more or fewer of them: each spends what the spending function sets free
at the share of the planned units that is in, and boundaries already used stay as they were (Lan & DeMets 1983). The
interval that may be shown while the experiment runs is the repeated one, estimate +- boundary x error, which holds at
all looks together (Jennison & Turnbull 2000, ch. 9); what is said after the end is corrected for the stopping.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from taktgeber.core import Refusal, text
from taktgeber.stats.spending import Spending

if TYPE_CHECKING:
    from taktgeber.stats.stopped_estimate import StoppedEstimate

_FARTHEST = 1e6  # standard errors: beyond, something else is wrong
Verdict = Literal["go on", "shown", "harm shown", "not shown"]


@dataclass(frozen=True, slots=True)
class LookTaken:
    """units: of all arms by then; estimate: of the effect by then (from the margin, where there is one), in the
    metric's unit; error: its standard error, above 0."""

    units: int
    estimate: float
    error: float


@dataclass(frozen=True, slots=True)
class Rule:
    """planned: units of all arms at the end; error: of one comparison, all its sides (see Wish.error_of_one)."""

    planned: int
    error: float = 0.05
    sides: int = 2
    spending: Spending = field(default_factory=Spending)


@dataclass(frozen=True, slots=True)
class Interim:
    """fraction: of the planned units; z, boundary: at the last look, the boundary infinite where nothing stops yet;
    spent: of the error of all sides, so far; low, high: the repeated interval, infinite where nothing is known yet.

    corrected: estimate, interval and p-value, None while the experiment goes on.
    """

    verdict: Verdict
    fraction: float
    z: float
    boundary: float
    spent: float
    estimate: float
    low: float
    high: float
    corrected: StoppedEstimate | None


def read_looks(taken: Sequence[LookTaken], rule: Rule, ended: bool = False) -> Interim:
    """taken: the looks so far in order, the last one now; ended: no unit will be added, for reasons that have nothing
    to do with what was seen (the season is over), so that all of the error may be spent.

    Raises Refusal where the looks contradict each other, or where an earlier one had stopped the experiment.
    """
    from taktgeber.stats.group_sequential import boundaries
    from taktgeber.stats.stopped_estimate import after_stopping

    _check(taken, rule)
    fractions = [look.units / rule.planned for look in taken]
    bounds = boundaries(fractions, rule.error, rule.spending, rule.sides, ended=ended)
    z = [look.estimate / look.error for look in taken]
    _check_not_stopped_before(taken, z, bounds.lower, bounds.upper)
    now, upper, lower = taken[-1], bounds.upper[-1], bounds.lower[-1]
    over = ended or fractions[-1] >= 1
    verdict: Verdict = "not shown" if over else "go on"
    if not lower < z[-1] < upper:
        verdict = "shown" if z[-1] > 0 else "harm shown"
    corrected = None
    if verdict != "go on":
        level = 1 - rule.error * 2 / rule.sides  # the two-sided interval that agrees with the test
        corrected = after_stopping(fractions, bounds.lower, bounds.upper, now.estimate, now.error, level, rule.sides)
    half = upper * now.error
    return Interim(
        verdict,
        fractions[-1],
        z[-1],
        upper,
        bounds.spent[-1] * rule.sides,
        now.estimate,
        now.estimate - half,
        now.estimate + half if rule.sides == 2 else math.inf,
        corrected,
    )


def _check(taken: Sequence[LookTaken], rule: Rule) -> None:
    if not taken:
        raise Refusal("looks", text("nobody has looked yet."), text("Give at least one look."))
    if rule.planned < 2 or not 0 < rule.error < rule.sides / 2:
        raise Refusal("rule", text("a plan has units and a chance of a false alarm between 0 and 1."),
                      text("Take both from the plan: takt experiment plan."))  # fmt: skip
    for number, look in enumerate(taken, 1):
        if not (0 < look.error < math.inf and abs(look.estimate) < _FARTHEST * look.error):  # nor not a number
            raise Refusal(text("look {number}", number=number), text("an estimate is finite and its error above 0."),
                          text("Read the experiment first: takt experiment read."))  # fmt: skip
        if look.units < 1 or (number > 1 and look.units <= taken[number - 2].units):
            raise Refusal(text("look {number}", number=number), text("units grow from look to look."),
                          text("Give the units of all arms by then, in order."))  # fmt: skip


def _check_not_stopped_before(
    taken: Sequence[LookTaken], z: Sequence[float], lower: Sequence[float], upper: Sequence[float]
) -> None:
    for number, (value, low, high) in enumerate(zip(z[:-1], lower, upper, strict=False), 1):
        if not low < value < high:
            raise Refusal(
                text("look {number}", number=number),
                text("the experiment had been decided there."),
                text("Read it up to that look: what came later is for segments and side effects."),
            )
