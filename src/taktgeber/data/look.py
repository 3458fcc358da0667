"""A first look into a file that nobody has described: its header, its first rows, how they are parted."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from taktgeber.core import Refusal, text

from .content import Content
from .grid import written
from .sheet import Header, clean, find_header, parquet_sheet

_ROWS = 200
_NUMBER = re.compile(r"[-+]?[\d.,' ]*\d[\d.,']*\s*[%€$£]?")
_DAY = re.compile(
    r"\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}( .*)?|\d{4} [A-Za-z]{3}|(19|20)\d{6}"
)


@dataclass(frozen=True, slots=True)
class Look:
    """columns: the header's names, each with its first values that are not empty; format: for a mapping's [read]."""

    columns: tuple[tuple[str, tuple[str, ...]], ...]
    format: str | None


def looked_at(content: Content, connection: Any) -> Look:
    """Refuses a file without a row that can be a header."""
    if content.parquet:
        sheet = parquet_sheet(content, connection)
        rows = connection.execute(f"SELECT * FROM {sheet.relation} LIMIT {_ROWS}").fetchall()
        return Look(_columned([c.name for c in sheet.cells], rows), None)
    header = find_header(content, _like_a_header)
    if content.plain and (header is None or len(header.cells) < 2):
        lines = [line.split() for line in content.head.splitlines()[: _ROWS + 1] if line.strip()]
        if lines and len(lines[0]) > 1:
            return Look(_columned(lines[0], lines[1:]), "whitespace")
    header = header_of(content)
    if content.grid is not None:
        rows = [[written(cell) for cell in row] for row in content.grid.rows[header.lines : header.lines + _ROWS]]
    else:
        reader = csv.reader(io.StringIO(content.head), delimiter=header.delimiter)
        try:
            rows = list(islice(reader, _ROWS))
        except csv.Error:
            rows = []
        rows = [row for row in rows if tuple(map(clean, row)) != header.cells]
    return Look(_columned(header.cells, rows), None)


def header_of(content: Content) -> Header:
    """Of text or of a workbook's sheet; refuses a file without a row that can be one."""
    header = find_header(content, _like_a_header)
    if header is None:
        raise Refusal(
            content.name,
            text("no row of its head looks like a header."),
            text("Give the columns names in the first row, one cell a column."),
        )
    return header


def _columned(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (name, tuple(str(row[i]) for row in rows if i < len(row) and row[i] not in (None, "")))
        for i, name in enumerate(names)
    )


def _like_a_header(cells: Sequence[str]) -> int:
    """How many cells are names; a row with a number, a day or the same name twice is data. Where a quotation mark
    stands alone, the mark that parted the row stands inside of a quoted cell, so that nothing speaks for it."""
    names = [c for c in cells if c]
    if any(_NUMBER.fullmatch(c) or _DAY.fullmatch(c) for c in names) or 2 * len(names) < len(cells):
        return 0
    return 1 if any(c.count('"') % 2 for c in names) else len(set(names))


def all_days(values: Sequence[str]) -> bool:
    return bool(values) and all(_DAY.fullmatch(v.strip()) for v in values)


def all_numbers(values: Sequence[str]) -> bool:
    return bool(values) and all(_NUMBER.fullmatch(v.strip()) for v in values)
