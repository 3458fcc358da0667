"""The acts of planning and closing a beat: handed to a process of their own, and what became of the last one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Act, Answer, Card, Field, Form, Refusal, Table, Text, text
from taktgeber.cycle.job import Job, newest, start
from taktgeber.cycle.visit import Visit
from taktgeber.cycle.who import role_of

_WORK = "taktgeber.desks.cycle.work"
_DAY = Field("day", text("A day of the beat"), "date", required=False,
             hint=text("Left empty: the beat that is due."))  # fmt: skip
LOOK_AGAIN = 2  # seconds


@dataclass(frozen=True, slots=True)
class Runs:
    """What a page says of planning and closing, to who may do either; to others nothing."""

    cards: tuple[Card, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[Form, ...] = ()
    refresh: int | None = None


def runs(visit: Visit) -> Runs:
    forms = tuple(
        Form(act.name, words, (_DAY,), open=False)
        for act, words in ((PLAN, text("Plan the next beat…")), (CLOSE, text("Close a beat…")))
        if visit.access.allows(act.permission)  # type: ignore[arg-type]
    )
    if not forms:
        return Runs()
    job = newest(visit.house.workspace.inside / "jobs")
    if job is None:
        return Runs(forms=forms)
    tables = job.answer.tables if job.answer else ()
    if job.state == "running":
        return Runs((_card(visit, job),), refresh=LOOK_AGAIN)
    return Runs((_card(visit, job),), tables, forms)


def _card(visit: Visit, job: Job) -> Card:
    plans = job.kind == "plan"
    who = role_of(visit, job.person)
    asked = text("Asked for by the {role} on {day} at {time} UTC.", role=who, day=job.at.date(), time=f"{job.at:%H:%M}")
    match job.state:
        case "running":
            title = text("A beat is being planned.") if plans else text("A beat is being closed.")
            return Card(title, (asked, text("You may close this page; what comes of it is kept.")), text("under way"))
        case "done":
            assert job.answer is not None
            title = text("The last beat that was planned here") if plans else text("The last beat that was closed here")
            return Card(title, (*job.answer.says, asked), text("done"))
        case "refused":
            assert job.refusal is not None
            title = text("No beat was planned") if plans else text("No beat was closed")
            return Card(title, (*_refused(job.refusal), asked), text("not done"))
    title = text("Planning ended without an answer") if plans else text("Closing ended without an answer")
    way_on = text("Start it again; if it stays so, tell who runs Taktgeber to look into {file}.", file=job.log.name)
    return Card(title, (way_on, asked), text("not done"))


def _refused(refused: Refusal) -> tuple[Text, ...]:
    return (text("{where}: {says}", where=refused.where, says=refused.says), refused.mend)


def _begin(visit: Visit, kind: str, day: date | None) -> Answer:
    workspace = visit.house.workspace
    words = (kind, str(workspace.root.resolve()), day.isoformat() if day else "", visit.person)
    job = start(workspace.inside / "jobs", kind, visit.person, visit.house.clock(), _WORK, words)
    says = text("Planning has begun; this page shows what comes of it.")
    if kind == "close":
        says = text("Closing has begun; this page shows what comes of it.")
    return Answer((says,), data={"kind": kind, "at": job.at.isoformat(), "state": job.state})


def _plan(visit: Visit, fields: Mapping[str, Any]) -> Answer:
    return _begin(visit, "plan", fields["day"])


def _close(visit: Visit, fields: Mapping[str, Any]) -> Answer:
    return _begin(visit, "close", fields["day"])


PLAN = Act("plan-beat", text("Gather the next beat's plan and its brief."), "plan.beat", (_DAY,), _plan, "/today")
CLOSE = Act("close-beat", text("Hold the forecasts of a beat that ended against what happened."), "close.beat",
            (_DAY,), _close, "/today")  # fmt: skip
