"""A plan for machines: what schemas/experiment_plan.json documents."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

from taktgeber.core import Money
from taktgeber.evidence.planning.alternatives import alternatives, powers_of
from taktgeber.evidence.planning.history import Past
from taktgeber.evidence.planning.plan import ExperimentPlan, Look, chance_of_flip
from taktgeber.evidence.planning.wish import Prior

from .plan_history import OwnPast


def plan_data(
    plan: ExperimentPlan,
    prior: Prior | None,
    start: date,
    past: Past | None,
    own: OwnPast | None = None,
    cost: Money | None = None,
) -> dict[str, Any]:
    """Effects are in the metric's unit; what does not exist (a boundary not yet, a day not known) is null."""
    wish, measure = plan.wish, plan.measure
    return {
        "kind": measure.kind,
        "baseline": measure.baseline,
        "sd": measure.sd if measure.sd is not None else math.sqrt(measure.baseline * (1 - measure.baseline)),
        "explained": measure.explained,
        "measured_over": past.units if past else None,
        "history": None
        if own is None
        else {
            "did": own.did,
            "market": own.market,
            "first": own.window.first.isoformat(),
            "last": own.window.last.isoformat(),
        },
        "cost": None if cost is None else {"minor": cost.minor, "currency": cost.currency},
        "lift": wish.lift,
        "relative_lift": wish.lift / abs(measure.baseline) if measure.baseline else None,
        "margin": wish.margin,
        "power": wish.power,
        "alpha": wish.error,
        "alpha_of_one_comparison": wish.error_of_one,
        "sides": wish.sides,
        "arms": wish.arms,
        "units": plan.units,
        "units_by_arm": list(plan.by_arm),
        "fixed_units": plan.fixed,
        "inflation": plan.inflation,
        "start": start.isoformat(),
        "days": plan.days,
        "planned_units": plan.planned,
        "planned_power": plan.reached,
        "average_units": {"if_so": plan.average_if_true, "if_not": plan.average_if_none},
        "anytime_wider": plan.anytime_wider,
        "boundaries": wish.spending.family,
        "looks": [_look(look, start) for look in plan.looks],
        "powers": list(powers_of(wish)),
        "alternatives": [
            {"sought": each.sought, "units": list(each.units), "weeks": each.weeks} for each in alternatives(plan)
        ],
        "decision": _decision(plan, prior),
    }


def _look(look: Look, start: date) -> dict[str, Any]:
    return {
        "day": look.day,
        "date": (start + timedelta(days=look.day - 1)).isoformat() if look.day else None,
        "fraction": look.fraction,
        "units": look.units,
        "upper": _bounded(look.upper),
        "lower": _bounded(look.lower),
        "p": look.p,
        "smallest_effect": _bounded(look.shown),
        "found": look.found,
        "found_wrongly": look.found_wrongly,
        "given_up": look.given_up,
        "given_up_rightly": look.given_up_rightly,
    }


def _bounded(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _decision(plan: ExperimentPlan, prior: Prior | None) -> dict[str, Any] | None:
    if prior is None:
        return None
    now, perfect, needed = chance_of_flip(plan, prior)
    return {
        "acts_untested": prior.mean > prior.worth,
        "chance_to_change": now,
        "chance_with_perfect_knowledge": perfect,
        "smallest_decisive_units": needed,
    }
