"""A stop as a proposal, with what was learned: where an assumption was refuted and none is left open, or the date has
passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Proposal, Setting, text
from taktgeber.explore.assumptions import Assumption
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
    learned = _learned(lab, initiative, refuted)
    why = (
        text("it did not hold that {assumption}", assumption=sentence(refuted.assumption))
        if refuted
        else text("its date passed without an answer")
    )
    entered = [Setting("initiative", _body(initiative, "stopped"))]
    if not lab.lessons_of(initiative.initiative):
        entered.insert(0, Setting("lesson", _lesson_body(beat, initiative, learned, refuted is not None)))
    return Proposal(
        id=f"explore-stop-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=text("Stop {name}: {why}. Its lesson stays.", name=initiative.name, why=why),
        moves=(),
        forecasts=(),
        learns=text("{learned}.", learned=sentence(learned)),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{initiative.entry}", *((f"entry:{refuted.entry}",) if refuted else ())),
        sets=tuple(entered),
    )


def _learned(lab: Lab, initiative: Initiative, refuted: Assumption | None) -> str:
    kept = lab.lessons_of(initiative.initiative)
    if kept:
        return kept[-1].learned
    if refuted is not None:
        return f"It does not hold that {sentence(refuted.assumption)}."
    return f"Not answered by its date: {sentence(initiative.unknown)}."


def _lesson_body(beat: Beat, initiative: Initiative, learned: str, refuted: bool) -> dict[str, Any]:
    # A lesson nobody dated is trusted for as long as the bet was allowed to look ahead.
    best_before = date.fromordinal(beat.period.first.toordinal() + initiative.horizon_beats * beat.period.days)
    return {
        "lesson": f"{initiative.initiative}-stopped",
        "initiative": initiative.initiative,
        "learned": learned,
        "best_before": best_before.isoformat(),
        "verdict": "refuted" if refuted else "open",
    }


def _body(initiative: Initiative, state: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        "initiative": initiative.initiative,
        "unit": initiative.unit,
        "name": initiative.name,
        "labels": list(initiative.labels),
        "metrics": list(initiative.metrics),
        "horizon_beats": initiative.horizon_beats,
        "distance": dict(initiative.distance) or None,
        "unknown": initiative.unknown,
        "state": state,
    }
    if initiative.lose is not None:
        body["lose"] = initiative.lose
    if initiative.until is not None:
        body["until"] = initiative.until.isoformat()
    return body
