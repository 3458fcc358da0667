"""A stop as a proposal, with what was learned: where an assumption was refuted and none is left open, or the date has
passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Proposal, Setting, text
from taktgeber.evidence import REGISTRY
from taktgeber.evidence.registry.insight import Insight
from taktgeber.explore.assumptions import Assumption
from taktgeber.explore.initiatives.entry_body import body_of
from taktgeber.explore.insights import taught_by
from taktgeber.explore.memory import Lab

from .words import sentence

if TYPE_CHECKING:
    from taktgeber.govern import Initiative


def ripe_to_stop(initiative: Initiative, lab: Lab, day: date) -> bool:
    asked = lab.assumptions_of(initiative.initiative)
    if any(a.state == "refuted" for a in asked) and not any(a.is_open for a in asked):
        return True
    return initiative.until is not None and initiative.until < day


def stop(beat: Beat, lab: Lab, initiative: Initiative) -> Proposal:
    asked = lab.assumptions_of(initiative.initiative)
    refuted = next((a for a in asked if a.state == "refuted"), None)
    taught = taught_by(lab, beat.book.state(REGISTRY), initiative.initiative)
    learned = _learned(taught, initiative, refuted)
    why = (
        text("it did not hold that {assumption}", assumption=sentence(refuted.assumption))
        if refuted
        else text("its date passed without an answer")
    )
    entered = [Setting("initiative", body_of(initiative, state="stopped"))]
    if not taught:
        entered.insert(0, Setting("insight", _insight_body(beat, initiative, learned, refuted is not None)))
    return Proposal(
        id=f"explore-stop-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=text("Stop {name}: {why}. What it taught stays.", name=initiative.name, why=why),
        moves=(),
        forecasts=(),
        learns=text("{learned}.", learned=sentence(learned)),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{initiative.entry}", *((f"entry:{refuted.entry}",) if refuted else ())),
        sets=tuple(entered),
    )


def _learned(taught: Sequence[Insight], initiative: Initiative, refuted: Assumption | None) -> str:
    if taught:
        return taught[-1].says
    if refuted is not None:
        return f"It does not hold that {sentence(refuted.assumption)}."
    return f"Not answered by its date: {sentence(initiative.unknown)}."


def _insight_body(beat: Beat, initiative: Initiative, learned: str, refuted: bool) -> dict[str, Any]:
    # What nobody dated is trusted for as long as the bet was allowed to look ahead.
    best_before = date.fromordinal(beat.period.first.toordinal() + initiative.horizon_beats * beat.period.days)
    body: dict[str, Any] = {
        "insight": f"{initiative.initiative}-stopped",
        "hand": "explore",
        "says": learned,
        "on": initiative.initiative,
        "best_before": best_before.isoformat(),
        "day": beat.period.first.isoformat(),
    }
    return body | {"holds": False} if refuted else body
