"""The desk of the lab: takt lab ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, Beat, Period, encode, text
from taktgeber.workspace import Workspace

from .yardsticks import lab_yardsticks

if TYPE_CHECKING:
    from datetime import date

    from taktgeber.evidence import Registry
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore import Lab

__all__ = ["lab_board", "lab_yardsticks"]


def lab_board(workspace: Workspace) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB

    with open_house(workspace) as house:
        return _whole(house.beat(next_beat(house)), house.book.state(LAB), house.book.state(REGISTRY))


def _whole(beat: Beat, known: Lab, registry: Registry) -> Answer:
    from taktgeber.explore.initiatives.board import lab_initiatives, stage_tables
    from taktgeber.explore.insights import insight_table, of_the_lab
    from taktgeber.explore.section import headline, order_table

    initiatives = lab_initiatives(beat.book)
    running = [i for i in initiatives if i.state != "stopped"]
    learned = insight_table(registry, of_the_lab(registry), beat.period.first)
    tables = (*stage_tables(beat.book, beat.past), order_table(beat, known, running), learned)
    shown = tuple(table for table in tables if table.rows)
    says = [headline(beat, known, initiatives)]
    if not initiatives:
        says.append(text("No initiative of an explore unit is in the ledger yet: takt ledger enter adds one."))
    data = {
        "beat": _days(beat.past),
        "headline": encode(says[0]),
        "initiatives": [
            {
                "initiative": i.initiative,
                "name": i.name,
                "stage": i.state,
                "unknown": i.unknown,
                "may_lose": encode(i.lose) if i.lose else None,
                "until": i.until.isoformat() if i.until else None,
                "settled": sum(not a.is_open for a in known.assumptions_of(i.initiative)),
                "open": sum(a.is_open for a in known.assumptions_of(i.initiative)),
            }
            for i in initiatives
        ],
        "insights": [_insight(registry, insight, beat.period.first) for insight in of_the_lab(registry)],
    }
    return Answer(tuple(says), shown, data=data)


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


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
