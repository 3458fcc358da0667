"""What shakes today's business, on management's page: premises that give way, and the signals that were raised."""

from __future__ import annotations

from taktgeber.core import Plan, Section, Table, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.asks import sees
from taktgeber.cycle.visit import Visit

DECIDED, SEEN = 1, 2  # columns of the room's table in the order of attack
MOST = 5  # signals, the room's own order


def shaking(visit: Visit, plan: Plan) -> tuple[Table, ...]:
    """From the plan as it was frozen, of the rooms that this reader may see."""
    by_room = {section.room: section for section in plan.sections if sees(visit, section.room)}
    made = (_premises(by_room.get("premises")), _signals(by_room.get("signals")))
    return tuple(table for table in made if table is not None and table.rows)


def told_of(room: str, visit: Visit, plan: Plan) -> Text | None:
    """The sentence of a room."""
    return next((s.headline for s in plan.sections if s.room == room and sees(visit, s.room)), None)


def _premises(section: Section | None) -> Table | None:
    if section is None or not section.tables:
        return None
    table, holds = section.tables[0], named("holds")
    rows = tuple(row for row in table.rows if (row[DECIDED], row[SEEN]) != (holds, holds))
    return Table(table.columns, rows, text("Premises that give way or are broken, in the order of attack"))


def _signals(section: Section | None) -> Table | None:
    if section is None or not section.tables:
        return None
    table = section.tables[0]
    return Table(table.columns, table.rows[:MOST], table.caption)
