"""What another lift or another power would need, by the same looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from taktgeber.core import Refusal

from .plan import ExperimentPlan, compare, one_look, units_by_arm, whole_weeks
from .wish import Wish

POWERS = (0.7, 0.8, 0.9, 0.95)
_TIMES = (0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Alternative:
    """sought: lift, or margin where there is one, in the metric's unit; units: of all arms, by power as in POWERS
    that the plan allows; weeks: whole ones at the plan's own power, None where units a day are not known."""

    sought: float
    units: tuple[int, ...]
    weeks: int | None


def powers_of(wish: Wish) -> tuple[float, ...]:
    return tuple(sorted({*(p for p in POWERS if p > wish.error), wish.power}))


@lru_cache(maxsize=8)
def alternatives(plan: ExperimentPlan) -> tuple[Alternative, ...]:
    """From half to twice what is sought; what cannot be (a proportion beyond 1) is left out."""
    factors = _inflations(plan)
    return tuple(found for times in _TIMES for found in _of(plan, times, factors))


def _of(plan: ExperimentPlan, times: float, factors: dict[float, float]) -> Iterator[Alternative]:
    try:
        if plan.wish.margin is None:
            wish = replace(plan.wish, lift=plan.wish.lift * times)
        else:
            wish = replace(plan.wish, margin=plan.wish.margin * times)
        comparison = compare(plan.measure, wish)
        units = {p: one_look(comparison, replace(wish, power=p)) * factor for p, factor in factors.items()}
    except Refusal:
        return
    weeks = None if plan.per_day is None else whole_weeks(units[wish.power], plan.per_day)
    sought = wish.lift if wish.margin is None else wish.margin
    yield Alternative(sought, tuple(sum(units_by_arm(n, wish)) for n in units.values()), weeks)


def _inflations(plan: ExperimentPlan) -> dict[float, float]:
    """By power, what the plan's looks cost."""
    from taktgeber.stats.futility import with_futility
    from taktgeber.stats.group_sequential import boundaries, drift_for, fixed_drift

    wish = plan.wish
    bounds = boundaries([look.fraction for look in plan.looks], wish.error_of_one, wish.spending, wish.sides)
    made = {}
    for power in powers_of(wish):
        gives_up = wish.give_up and len(plan.looks) > 1
        drift = with_futility(bounds, power, wish.spending)[1] if gives_up else drift_for(bounds, power)
        made[power] = (drift / fixed_drift(wish.error_of_one, power, wish.sides)) ** 2
    return made
