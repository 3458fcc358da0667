"""Stops: which initiatives are to be stopped, why, and what each taught.

A stop is proposed where an assumption was refuted and none is left open, where the date has passed, where all that it
may lose is used up without an answer, and where nothing new came of it for two beats. The criteria were known before;
that much was paid already is no reason to go on. Every stop keeps what was learned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from taktgeber.core import Beat, Proposal, Setting, Text, text
from taktgeber.evidence import REGISTRY
from taktgeber.evidence.registry.insight import Insight
from taktgeber.explore.assumptions import Assumption
from taktgeber.explore.initiatives.entry_body import body_of
from taktgeber.explore.insights import taught_by
from taktgeber.explore.memory import Lab
from taktgeber.explore.once import Last
from taktgeber.explore.short_name import short_name_of

from .rests_on import rests_on
from .silence import last_new, silent_since
from .used import used_by
from .words import sentence

if TYPE_CHECKING:
    from taktgeber.govern import Initiative


@dataclass(frozen=True, slots=True)
class Reason:
    """why: within a sentence; learned: what is kept where it taught nothing before, or where a person said it; entry:
    of what was refuted."""

    why: Text
    learned: str
    refuted: bool = False
    entry: int | None = None
    said: bool = False


def stop_reasons(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> Mapping[str, Reason]:
    """By initiative, of those that are to be stopped."""
    return _LAST.of((*rests_on(beat), lab, running), lambda: _reasons(beat, lab, running))


_LAST: Last[Mapping[str, Reason]] = Last()


def _reasons(beat: Beat, lab: Lab, running: Sequence[Initiative]) -> Mapping[str, Reason]:
    used, newest, since = used_by(beat), last_new(beat, lab), silent_since(beat)
    found: dict[str, Reason] = {}
    for one in running:
        asked = lab.assumptions_of(one.initiative)
        day = newest.get(one.initiative)
        reason = (
            _refuted(asked)
            or _overdue(one, beat.period.first)
            or _used_up(one, asked, used.get(one.initiative, 0), beat)
            or (_silent(one, day) if day is not None and day < since and not _in_test(asked, beat) else None)
        )
        if reason is not None:
            found[one.initiative] = reason
    return found


def stop(beat: Beat, lab: Lab, initiative: Initiative, reason: Reason) -> Proposal:
    entered = entries_of(beat, lab, initiative, reason, beat.period.first)
    return Proposal(
        id=f"explore-stop-{initiative.initiative}",
        room="explore",
        mode="explore",
        says=text("Stop {name}: {why}. What it taught stays.", name=initiative.name, why=reason.why),
        moves=(),
        forecasts=(),
        learns=text("{learned}.", learned=sentence(learned_of(beat, lab, initiative, reason))),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{initiative.entry}", *((f"entry:{reason.entry}",) if reason.entry else ())),
        sets=entered,
    )


def learned_of(beat: Beat, lab: Lab, initiative: Initiative, reason: Reason) -> str:
    """The newest of what it taught; where nobody wrote that down, what the stop itself says."""
    taught = _taught(beat, lab, initiative)
    return taught[-1].says if taught else reason.learned


def entries_of(beat: Beat, lab: Lab, initiative: Initiative, reason: Reason, day: date) -> tuple[Setting, ...]:
    """What a stop enters: the insight, where there was none or a person said one, and the stage."""
    stopped = Setting("initiative", body_of(initiative, state="stopped"))
    if _taught(beat, lab, initiative) and not reason.said:
        return (stopped,)
    return (Setting("insight", _insight_body(beat, initiative, reason, day)), stopped)


def _taught(beat: Beat, lab: Lab, initiative: Initiative) -> tuple[Insight, ...]:
    return taught_by(lab, beat.book.state(REGISTRY), initiative.initiative)


def _refuted(asked: Sequence[Assumption]) -> Reason | None:
    refuted = next((a for a in asked if a.state == "refuted"), None)
    if refuted is None or any(a.is_open for a in asked):
        return None
    words = sentence(refuted.assumption)
    why = text("it did not hold that {assumption}", assumption=words)
    return Reason(why, f"It does not hold that {words}.", refuted=True, entry=refuted.entry)


def _overdue(one: Initiative, first: date) -> Reason | None:
    if one.until is None or one.until >= first:
        return None
    return Reason(text("its date passed without an answer"), f"Not answered by its date: {sentence(one.unknown)}.")


def _used_up(one: Initiative, asked: Sequence[Assumption], used: int, beat: Beat) -> Reason | None:
    """While a question is open and no test runs that is paid already."""
    lose = one.lose
    if lose is None or lose.currency != beat.settings.currency or not lose.minor or used < lose.minor:
        return None
    if _in_test(asked, beat) or not any(a.is_open for a in asked):
        return None
    return Reason(text("all that it may lose is used up, and its question is open"),
                  f"Not answered for what it could lose: {sentence(one.unknown)}.")  # fmt: skip


def _silent(one: Initiative, newest: date) -> Reason:
    return Reason(text("nothing new came of it since {day}", day=newest),
                  f"Not answered, and nothing new came of it: {sentence(one.unknown)}.")  # fmt: skip


def _in_test(asked: Sequence[Assumption], beat: Beat) -> bool:
    return any(a.state == "testing" and (a.until is None or a.until >= beat.period.first) for a in asked)


def _insight_body(beat: Beat, initiative: Initiative, reason: Reason, day: date) -> dict[str, Any]:
    # What nobody dated is trusted for as long as the bet was allowed to look ahead.
    best_before = date.fromordinal(day.toordinal() + initiative.horizon_beats * beat.period.days)
    body: dict[str, Any] = {
        "insight": short_name_of(f"{initiative.initiative} stopped", beat.book.state(REGISTRY).insights),
        "hand": "explore",
        "says": reason.learned,
        "on": initiative.initiative,
        "best_before": best_before.isoformat(),
        "day": day.isoformat(),
    }
    return body | {"holds": False} if reason.refuted else body
