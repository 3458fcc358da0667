"""The desk of the beat: takt plan, takt close."""

from __future__ import annotations

import shlex
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Exact, Period, Text, encode, text
from taktgeber.core.catalogue import ENGLISH
from taktgeber.cycle.score_table import score_table
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.cycle import Closed, Planned

Day = Annotated[
    datetime | None,
    typer.Option("--beat", formats=["%Y-%m-%d"], help="A day of the beat (else: the one after the last with data)."),
]
Ended = Annotated[
    datetime | None,
    typer.Option("--beat", formats=["%Y-%m-%d"], help="A day of the beat (else: the earliest that is not closed)."),
]


def plan(workspace: Workspace, beat: Day = None, locale: str = ENGLISH) -> Answer:
    from taktgeber.cycle import open_house, plan_beat
    from taktgeber.cycle.plan import write_brief

    with open_house(workspace) as house:
        planned = plan_beat(house, beat.date() if beat else None)
        if locale != ENGLISH:
            planned = write_brief(house, planned.plan, planned.digest, fresh=planned.fresh, locale=locale)
        return _planned(workspace, planned)


def close(workspace: Workspace, beat: Ended = None) -> Answer:
    from taktgeber.cycle import close_beat, open_house

    with open_house(workspace) as house:
        period = house.settings.beat(beat.date()) if beat else None
        return closed_answer(close_beat(house, period))


def _planned(workspace: Workspace, planned: Planned) -> Answer:
    beat, proposals = planned.plan.beat, [p for s in planned.plan.sections for p in s.proposals]
    where = "" if str(workspace.root) == "." else f" --workspace {shlex.quote(str(workspace.root))}"
    keys = [f"{beat.first.isoformat()}/{p.id}" for p in proposals]
    commands = [
        f"takt decide {key} approve --as {p.decider}{where}"
        for key, p in zip(keys, proposals, strict=True)
        if p.id in planned.waiting
    ]
    says = [planned_sentence(planned), text("The brief: {path}", path=str(planned.brief_html))]
    if commands:
        says.append(text("Approve, override or reject its proposals, such as:"))
        says += [text("  {command}", command=command) for command in commands]
    data = {
        "fresh": planned.fresh,
        "beat": _days(beat),
        "plan": planned.digest,
        "head": planned.head,
        "path": str(planned.path),
        "brief_html": str(planned.brief_html),
        "brief_json": str(planned.brief_json),
        "proposals": [
            {"key": key, "decider": p.decider, "mode": p.mode, "waits": p.id in planned.waiting}
            for key, p in zip(keys, proposals, strict=True)
        ],
    }
    return Answer(tuple(says), data=data)


def planned_sentence(planned: Planned) -> Text:
    beat = planned.plan.beat
    if planned.fresh:
        return text("Planned the beat {beat}.", beat=beat)
    return text("The beat {beat} is planned already, and its plan stands. What came in since waits for the next.",
                beat=beat)  # fmt: skip


def closed_answer(closed: Closed) -> Answer:
    count = Exact(len(closed.scores), "forecasts", closed.beat)
    if not closed.fresh:
        first = text("The beat {beat} was closed before; nothing was changed.", beat=closed.beat)
    elif closed.scores:
        first = text("Closed the beat {beat}: {count} held against what happened.", beat=closed.beat, count=count)
    else:
        first = text("Closed the beat {beat}. No proposal was approved, so no forecast is scored.", beat=closed.beat)
    tables = [score_table(closed.scores, closed.beat)] if closed.scores else []
    if closed.calibration:
        tables.append(closed.calibration.table())
    data: dict[str, Any] = {
        "fresh": closed.fresh,
        "beat": _days(closed.beat),
        "entry": closed.entry,
        "scores": [score.body() for score in closed.scores],
        "calibration": _calibration(closed),
    }
    return Answer((first,), tuple(tables), data=data)


def _calibration(closed: Closed) -> dict[str, Any] | None:
    found = closed.calibration
    if found is None:
        return None
    return {
        "level": found.level,
        "scored": found.scored,
        "held": found.held,
        "share_held": encode(found.share_held()),
        "chances": found.chances,
        "brier": found.brier / found.chances if found.chances else None,
    }


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
