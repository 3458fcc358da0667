"""takt lab board: what the lab learned, its initiatives by stage, what is to be tested next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Beat, encode, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from taktgeber.evidence import Registry
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore.initiatives.board import Stand


class Stage(StrEnum):
    running = "running"
    at_gate = "at_gate"
    stopped = "stopped"


def lab_board(
    workspace: Workspace,
    stage: Annotated[Stage | None, typer.Option("--stage", help="Only this stage.")] = None,
    first: Annotated[int, typer.Option("--from", min=1, help="From which place on; a page has twenty.")] = 1,
) -> Answer:
    from taktgeber.cycle import next_beat, open_house

    with open_house(workspace) as house:
        return told_board(house.beat(next_beat(house)), stage.value if stage else None, first - 1)


def told_board(beat: Beat, stage: str | None, first: int) -> Answer:
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB
    from taktgeber.explore.initiatives.board import ROWS, board, running_initiatives, stage_table, stand_of
    from taktgeber.explore.initiatives.placement_words import placement_table
    from taktgeber.explore.insights import insight_table, of_the_lab
    from taktgeber.explore.section import headline, order_table
    from taktgeber.govern import INITIATIVES

    lab, registry = beat.book.state(LAB), beat.book.state(REGISTRY)
    stages = board(beat.book)
    chosen = {name: found for name, found in stages.items() if found and stage in (None, name)}
    every = [one for found in stages.values() for one in found]
    running = running_initiatives(beat.book)
    shown = [one for found in chosen.values() for one in found[first : first + ROWS]]
    newest = of_the_lab(registry)[:ROWS]
    near = placement_table(beat.book.state(INITIATIVES), shown)
    tables = (
        *(stage_table(beat.book, found, name, beat.past, first) for name, found in chosen.items()),
        order_table(beat, lab, running, ROWS),
        near,
        insight_table(registry, newest, beat.period.first),
    )
    says = [headline(beat, lab, every)]
    if not every:
        says.append(text("No initiative of an explore unit is in the ledger yet: takt lab initiative starts one."))
    data = {
        "beat": {"first": beat.past.first.isoformat(), "last": beat.past.last.isoformat()},
        "headline": encode(says[0]),
        "stages": {name: len(found) for name, found in stages.items()},
        "initiatives": [_plain(stand_of(beat.book, one)) for one in shown],
        "insights": [_insight(registry, insight, beat.period.first) for insight in newest],
    }
    return Answer(tuple(says), tuple(table for table in tables if table.rows), data=data)


def _plain(stand: Stand) -> Mapping[str, Any]:
    one = stand.initiative
    return {
        "initiative": one.initiative,
        "name": one.name,
        "stage": one.state,
        "unknown": one.unknown,
        "may_lose": encode(one.lose) if one.lose else None,
        "until": one.until.isoformat() if one.until else None,
        "maturity": one.maturity,
        "settled": stand.settled,
        "open": stand.open,
        "insights": stand.taught,
        "learned": stand.learned,
    }


def _insight(registry: Registry, insight: Insight, day: date) -> dict[str, Any]:
    from taktgeber.evidence.knowing.known import known_of

    known = known_of(registry, insight, day)
    return {
        "insight": insight.insight,
        "on": insight.on,
        "says": insight.says,
        "holds": insight.holds,
        "level": known.strength.level,
        "day": insight.day.isoformat(),
        "best_before": known.fresh.best_before.isoformat() if known.fresh else None,
        "reused_by": list(known.used_by),
    }
