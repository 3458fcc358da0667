"""takt lab yardsticks: all of the lab's yardsticks over its horizon, or one of them beat by beat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Estimate, Exact, Period, Table, Text, Unknown, encode, text
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.core import Book
    from taktgeber.explore import Yardstick

BEATS = 6


def lab_yardsticks(
    workspace: Workspace,
    metric: Annotated[str | None, typer.Option("--metric", help="Follow one yardstick over six beats.")] = None,
) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.explore import YARDSTICKS, horizon, record_of, sheet

    from .refuse_return import only_learning

    with open_house(workspace) as house:
        past = house.beat(next_beat(house)).past
        if metric is not None:
            only_learning(house, metric, YARDSTICKS)
            return _followed(house.book, past, metric)
        period, off = horizon(house.book, past), house.settings.lab.without
        return _whole(period, sheet(record_of(house.book), period, off), off)


def sheet_table(yardsticks: Sequence[Yardstick]) -> Table:
    """One row each, in the order in which they are read."""
    from taktgeber.evidence.knowing.words import in_a_row

    rows = tuple((one.name, one.now, in_a_row(one.reads) if one.reads else "") for one in yardsticks)
    head = (text("Yardstick"), text("Now"), text("How to read it"))
    return Table(head, rows, text("The lab's own yardsticks"))


def together(period: Period) -> Text:
    return text("Over the lab's horizon, {period}. Read them together: none is a goal, none is paid for, and they are "
                "never added up.", period=period)  # fmt: skip


def plain_sheet(period: Period, yardsticks: Sequence[Yardstick], off: Sequence[str]) -> dict[str, Any]:
    """By the schema lab_yardsticks.json."""
    return {
        "period": _days(period),
        "yardsticks": [
            {
                "yardstick": one.code,
                "now": encode(one.now),
                "reads": list(one.reads),
                "tables": [{"columns": list(t.columns), "rows": [[_cell(c) for c in row] for row in t.rows]}
                           for t in one.tables],
            }
            for one in yardsticks
        ],
        "without": list(off),
    }  # fmt: skip


def _whole(period: Period, yardsticks: Sequence[Yardstick], off: Sequence[str]) -> Answer:
    tables = (sheet_table(yardsticks), *(table for one in yardsticks for table in one.tables))
    return Answer((together(period),), tables, data=plain_sheet(period, yardsticks, off))


def _followed(book: Book, past: Period, metric: str) -> Answer:
    """Each beat as the ledger stood at its end."""
    from taktgeber.explore import YARDSTICKS, record_of

    measure, period, rows = YARDSTICKS[metric], past, []
    for _ in range(BEATS):
        end = datetime.combine(period.last, time.max, UTC)
        rows.append((period, measure(record_of(book, end), period)))
        period = period.before()
    rows.reverse()
    head = (text("Beat"), rows[-1][1].name)
    cells = tuple((text("{period}", period=period), one.now) for period, one in rows)
    says = text("Read it together with the others: no one of them is a goal.")
    data = {"metric": metric, "beats": [{**_days(period), "figure": encode(one.now)} for period, one in rows]}
    return Answer((says,), (Table(head, cells, text("The lab, beat by beat")),), data=data)


def _cell(cell: object) -> Any:
    return encode(cell) if isinstance(cell, Exact | Estimate | Unknown) else cell


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
