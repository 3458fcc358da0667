"""A small table as rows of text, whatever it was saved as: a dozen markets, read cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, text

if TYPE_CHECKING:
    from taktgeber.data.content import Content
    from taktgeber.data.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Grid:
    """head: names of columns; rows: the file's row of each (of Parquet from 1) with its cells as text."""

    file: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_grid(file: Path, most: int) -> Grid:
    """All rows, or `most` and one more; refuses what is no table."""
    from taktgeber.data.content import examine
    from taktgeber.data.look import header_of
    from taktgeber.data.sheet import ragged, sheet_under

    content = examine(file)
    if not content.plain:
        return _typed(content, most)
    sheet = sheet_under(content, file, header_of(content), None)  # lines are read by themselves, without an engine
    if (wrong := ragged(sheet)) is not None:
        raise wrong
    return _grid(sheet, sheet.rows(), most)


def _typed(content: Content, most: int) -> Grid:
    """Parquet, or the sheet of a workbook."""
    import duckdb

    from taktgeber.data.look import header_of
    from taktgeber.data.sheet import parquet_sheet, sheet_under

    with duckdb.connect() as connection:
        if content.parquet:
            sheet = parquet_sheet(content, connection)
        else:
            sheet = sheet_under(content, content.path, header_of(content), connection)
        found = connection.execute(f"SELECT * FROM {sheet.relation}").fetchall()
    rows = (["" if cell is None else str(cell) for cell in cells] for cells in found)
    return _grid(sheet, ((sheet.line_of(number), cells) for number, cells in enumerate(rows, 1)), most)


def _grid(sheet: Sheet, rows: Iterator[tuple[int, Sequence[str]]], most: int) -> Grid:
    """Empty rows do not count."""
    if len(sheet.cells) < 2:
        raise Refusal(
            sheet.content.name,
            text("this is no table of at least two columns."),
            text("Give a table with one row a market: its name, its estimate, its standard error."),
        )
    cells = ((row, tuple(cell.strip() for cell in line)) for row, line in rows)
    filled = ((row, line) for row, line in cells if any(line))
    return Grid(sheet.content.name, tuple(cell.name for cell in sheet.cells), tuple(islice(filled, most + 1)))
