"""Rows that say more than one thing, or only together: cells given once an order, several lines from one row.

A shop's export has one row a piece of merchandise and writes what concerns the whole order on its first
row only; a table for a media mix has a column a channel. Both are told by a mapping: [group] fills and
totals cells over the rows of one order, each [[part]] makes a line of the table from every row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from .sheet import Cell, Sheet


def shaped(
    sheet: Sheet, by: Cell | None, fill: Sequence[Cell], totals: Mapping[str, Sequence[Cell]], parts: int
) -> Sheet:
    """fill: cells that an order gives once; totals: new columns, the sum over an order of the product of cells.

    parts: rows of the table that each row may become; the column takt_part counts them from 0.
    """
    made = {name: f"c{len(sheet.cells) + n}" for n, name in enumerate(totals)}
    steps: list[Callable[[str], str]] = []
    if by is not None:
        filled = [f"coalesce({c.id}, first_value({c.id} IGNORE NULLS) OVER takt_whole) AS {c.id}" for c in fill]
        filled += [f"{_total(cells)} OVER takt_whole AS {made[name]}" for name, cells in totals.items()]
        others = [c.id for c in sheet.cells if c not in fill]
        steps.append(lambda raw: _whole(raw, by, [*others, *filled]))
    if parts > 1:
        steps.append(lambda raw: f"(SELECT *, unnest(range({parts})) AS takt_part FROM {raw})")

    def shape(raw: str) -> str:
        for step in steps:
            raw = step(raw)
        return raw

    cells = (*sheet.cells, *(Cell(name, id_, "DECIMAL(18,6)") for name, id_ in made.items()))
    return replace(sheet, cells=cells, shape=shape if steps else None, parts=max(parts, 1), group=by, made=len(made))


def _whole(raw: str, by: Cell, columns: Sequence[str]) -> str:
    """The rows in their order, each with what its order says on any of its rows. The first that is filled counts."""
    return (
        f"(SELECT {', '.join(columns)} FROM (SELECT row_number() OVER () AS takt_order, * FROM {raw}) "
        f"WINDOW takt_whole AS (PARTITION BY {by.id} ORDER BY takt_order "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ORDER BY takt_order)"
    )


def _total(cells: Sequence[Cell]) -> str:
    return f"sum({' * '.join(f'TRY_CAST({c.id} AS DECIMAL(12,4))' for c in cells)})"
