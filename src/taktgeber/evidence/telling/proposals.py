"""What the room proposes: to conclude what was read for good. The rule was frozen before; a person decides.

No forecast and no money: it costs nothing, and what came out is known. Approval enters the conclusion that the figures
give, with the frozen rule as what is done now; who wants another concludes on the experiment's page, with a reason.
"""

from __future__ import annotations

import re
from typing import Any

from taktgeber.core import Proposal, Setting, Text, text
from taktgeber.core.names import named
from taktgeber.evidence.registry.experiment import Experiment, Look
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import final_look, outcome_of

from .effect import best_effect

_SAFE = re.compile(r"\w[\w-]*")


def proposals(registry: Registry) -> tuple[Proposal, ...]:
    return tuple(
        _conclude(registry, one, look)
        for one in registry.experiments.values()
        if one.conclusion is None and (look := final_look(one)) is not None
    )


def address(one: Experiment) -> str:
    """Its short name, where that can stand in an address; else the number of its entry."""
    return one.name if _SAFE.fullmatch(one.name) else str(one.plan.entry)


def id_of(one: Experiment) -> str:
    """Of the proposal that concludes it."""
    return f"evidence-conclude-{address(one)}"


def _conclude(registry: Registry, one: Experiment, look: Look) -> Proposal:
    verdict, plan = outcome_of(one) or "invalid", one.plan
    said = registry.hypotheses.get(plan.hypothesis)
    body: dict[str, Any] = {"experiment": one.name, "hand": plan.hand, "verdict": verdict, "does": plan.rule}
    if verdict == "invalid":
        body["reason"] = ", ".join(look.stops) or "no effect could be read"
    entries = (plan.entry, look.entry, *((said.entry,) if said else ()))
    return Proposal(
        id=id_of(one),
        room="evidence",
        mode=plan.hand,
        says=_with_harm(_says(one, verdict), look),
        moves=(),
        forecasts=(),
        learns=text("Whether this holds: {says}", says=said.says if said else plan.name)
        if plan.hand == "explore"
        else None,
        decider=f"{plan.hand}_lead",
        excludes=(),
        rests_on=tuple(f"entry:{entry}" for entry in entries),
        sets=(Setting("concluded", body),),
    )


def _says(one: Experiment, verdict: str) -> Text:
    effect, plan = best_effect(one), one.plan
    if effect is None:
        return text('Conclude "{name}": its figures say {verdict}. Frozen before: {rule}', name=plan.name,
                    verdict=named(verdict), rule=plan.rule)  # fmt: skip
    return text('Conclude "{name}": its figures say {verdict}, {effect}. Frozen before: {rule}', name=plan.name,
                verdict=named(verdict), effect=effect, rule=plan.rule)  # fmt: skip


def _with_harm(says: Text, look: Look) -> Text:
    """What was won is not decided without what suffered."""
    for held in look.guardrails:
        if held.get("crossed") and not look.stops:
            harm = text('{metric} suffered beyond its margin with "{arm}".', metric=str(held.get("metric", "")),
                        arm=str(held.get("arm", "")))  # fmt: skip
            says = text("{first} {second}", first=harm, second=says)
    return says
