"""A sheet of a workbook as a relation of the engine: numbers and days as they are typed, the rest as text.

A column whose every filled cell is a number (or a day) keeps that type, so that nothing about it has
to be guessed. In a mixed column typed values are written so that they can be read in one way only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from taktgeber.core import Refusal, text

from .cells import MISSING
from .content import Content
from .sheet import Cell, Header, Sheet
from .workbook import Grid

_EXACT = 1e15  # beyond it a spreadsheet no longer keeps every digit


def grid_sheet(content: Content, grid: Grid, header: Header, connection: Any) -> Sheet:
    """The rows below the header, without empty ones; the file's row numbers are kept."""
    import pyarrow as pa

    start = header.lines
    _refuse_merged(content, grid, start)
    kept = [n for n, row in enumerate(grid.rows[start:], start) if any(not _nothing(cell) for cell in row)]
    kept = sorted({*kept, *(row for row, _ in grid.wrong if row >= start)})
    columns = [_column([grid.rows[n][i] for n in kept]) for i in range(len(header.cells))]
    cells = tuple(
        Cell(name, f"c{i}", type_) for i, (name, (type_, _)) in enumerate(zip(header.cells, columns, strict=True))
    )
    kinds = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "TIMESTAMP": pa.timestamp("us")}
    arrays = {cell.id: pa.array(values, kinds[type_]) for cell, (type_, values) in zip(cells, columns, strict=True)}
    name = f"takt_sheet_{content.digest[:16]}"
    connection.register(name, pa.table(arrays))
    at = {row: place for place, row in enumerate(kept, 1)}
    wrong = {(at[row], f"c{column}"): says for (row, column), says in grid.wrong.items() if row in at}
    return Sheet(content, cells, start, "", name, lines=tuple(n + 1 for n in kept), wrong=wrong)


def head_rows(grid: Grid, within: int) -> list[tuple[int, tuple[str, ...]]]:
    """The first rows as texts, each with the row on which the data below it would begin.

    A cell merged downwards counts on each of its rows, and data begin below it.
    """
    rows = [[written(cell) for cell in row] for row in grid.rows[:within]]
    ends = list(range(1, len(rows) + 1))
    for (top, left), (bottom, _) in grid.merged:
        for row in range(top, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and bottom < within:
                rows[row][left] = rows[top][left]
                ends[row] = max(ends[row], bottom + 1)
    return [(end, tuple(row)) for end, row in zip(ends, rows, strict=True)]


def _refuse_merged(content: Content, grid: Grid, start: int) -> None:
    """A merged cell below the header says its value once for several rows: for which it counts is unknown."""
    for (top, _), (bottom, _) in grid.merged:
        if top >= start and bottom > top:
            raise Refusal(
                f"{content.name}, rows {top + 1} to {bottom + 1}",
                text("cells are merged over several rows; for which of them the value counts cannot be told."),
                text("Undo the merge, write the value on each row it is meant for, and load the file again."),
            )


def written(cell: Any) -> str:
    """A cell as text that can be read in one way only."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < _EXACT:
            return str(int(cell))
        shown = f"{cell:.15g}"
        # Four decimals or more never look like a group of thousands.
        return shown + "0" * (4 - len(shown.partition(".")[2])) if "." in shown and "e" not in shown else shown
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _nothing(cell: Any) -> bool:
    return cell == "" or (isinstance(cell, str) and re.fullmatch(MISSING, cell) is not None)


def _column(cells: Sequence[Any]) -> tuple[str, list[Any]]:
    """The type of a column and its values."""
    kinds = {type(cell) for cell in cells if not _nothing(cell)}
    if kinds == {float}:
        if all(_nothing(c) or (c.is_integer() and abs(c) < _EXACT) for c in cells):
            return "BIGINT", [None if _nothing(c) else int(c) for c in cells]
        # A float carries noise beyond 15 digits that the spreadsheet never showed.
        return "DOUBLE", [None if _nothing(c) else float(f"{c:.15g}") for c in cells]
    if kinds and kinds <= {date, datetime}:
        return "TIMESTAMP", [None if _nothing(c) else _moment(c) for c in cells]
    return "VARCHAR", [None if cell == "" else written(cell) for cell in cells]


def _moment(cell: date | datetime) -> datetime:
    return cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 (as typed)
