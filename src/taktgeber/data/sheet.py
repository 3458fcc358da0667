"""A file as a relation of the engine: delimiter and header found in its head, cells kept as text.

Columns are read by position (c0, c1, ...), so that a header that stands twice, or holds line breaks
of an export tool, does no harm. Nothing is converted here.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, Text, place, text

from .content import Content

DELIMITERS = (",", ";", "\t", "|")
_HEADER_WITHIN = 25
_LONGEST_LINE = 10_000_000
csv.field_size_limit(2 * _LONGEST_LINE)  # what the engine reads, the search for a broken cell reads too


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the file. id: its name in the engine; type: VARCHAR, or as a Parquet file has it."""

    name: str
    id: str
    type: str = "VARCHAR"


@dataclass(frozen=True, slots=True)
class Sheet:
    """raw: what stands after FROM for the file's rows; before: lines above the first row of data.

    lines: the file's row of each raw row, where that is not the order of its lines; wrong: by raw row (from
    1) and cell, what stands in a cell that has no value; shape: how raw rows become the rows that are read,
    `parts` of them for each; group: the cell whose equal values make rows one thing, such as an order;
    made: how many of the last cells are no columns of the file.
    """

    content: Content
    cells: tuple[Cell, ...]
    before: int
    delimiter: str
    raw: str
    lines: Sequence[int] | None = None
    wrong: Mapping[tuple[int, str], str] = field(default_factory=dict)
    shape: Callable[[str], str] | None = None
    parts: int = 1
    group: Cell | None = None
    made: int = 0

    @property
    def relation(self) -> str:
        return self.shape(self.raw) if self.shape else self.raw

    @property
    def width(self) -> int:
        """Columns of the file."""
        return len(self.cells) - self.made

    def raw_row(self, row: int) -> int:
        """The raw row (from 1) of a row of the relation."""
        return (row - 1) // self.parts + 1

    def cell(self, name: str) -> Cell | None:
        """The column of that name, however its letters are cased; refused where there are two."""
        found = [c for c in self.cells if c.name == name] or [
            c for c in self.cells if c.name.casefold() == name.casefold()
        ]
        if len(found) > 1:
            raise Refusal(
                place(self.content.name, column=name),
                text("the header stands {times} times; which one counts cannot be told.", times=str(len(found))),
                text("Export it with one of them, or rename one."),
            )
        return found[0] if found else None

    @property
    def preamble(self) -> list[str]:
        """The lines above the header."""
        if self.content.grid is not None:
            return [" ".join(map(str, row)) for row in self.content.grid.rows[: max(self.before - 1, 0)]]
        return self.content.head.splitlines()[: max(self.before - 1, 0)]

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Rows of data with the file's line on which each begins; csv.Error where a quote never ends."""
        with self.content.lines() as lines:
            if self.delimiter == "whitespace":
                yield from ((n, c) for n, c in enumerate(map(str.split, lines), 1) if n > self.before and c)
                return
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            start = 1
            for cells in reader:
                if start > self.before and cells:
                    yield start, cells
                start = reader.line_num + 1

    def first_rows(self, most: int = 200) -> list[tuple[int, Sequence[str]]]:
        """The first of them, up to where a quote never ends."""
        rows: list[tuple[int, Sequence[str]]] = []
        with contextlib.suppress(csv.Error):
            for row in islice(self.rows(), most):
                rows.append(row)
        return rows

    def line_of(self, row: int) -> int:
        """The file's line on which the row of the relation (from 1) begins; of Parquet, which has none, the row."""
        row = self.raw_row(row)
        if self.lines is not None:
            return self.lines[row - 1]
        if self.content.parquet:
            return row
        line = next(islice((line for line, _ in self.rows()), row - 1, None), None)
        if line is None:  # the engine ends lines elsewhere than we do
            raise Refusal(
                place(self.content.name),
                text("its lines end in different ways, so no row can be named for certain."),
                text("Open it in a spreadsheet, save it as CSV again, and load that."),
            )
        return line


@dataclass(frozen=True, slots=True)
class Header:
    cells: tuple[str, ...]
    delimiter: str
    lines: int
    score: int


def find_header(content: Content, score: Callable[[Sequence[str]], int], delimiter: str | None = None) -> Header | None:
    """The row of the head that the score likes best, read with the delimiter that it fits; None below 1."""
    best: Header | None = None
    if content.grid is not None:
        from .grid import head_rows

        rows = [(end, tuple(map(clean, row))) for end, row in head_rows(content.grid, _HEADER_WITHIN)]
        scored = [Header(cells, "", end, score(cells)) for end, cells in rows]
        return max((h for h in scored if h.score > 0), key=lambda h: h.score, default=None)
    for candidate in (delimiter,) if delimiter else DELIMITERS:
        reader = csv.reader(io.StringIO(content.head), delimiter=candidate)
        try:
            for _ in range(_HEADER_WITHIN):
                cells = tuple(clean(c) for c in next(reader))
                points = score(cells)
                if points > 0 and (best is None or points > best.score):
                    best = Header(cells, candidate, reader.line_num, points)
        except (StopIteration, csv.Error):
            continue
    return best


def clean(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("\ufeff", "")).strip()


def sheet_under(content: Content, path: Path, header: Header, connection: Any) -> Sheet:
    """The rows below a header, of text or of a workbook's sheet."""
    if content.grid is not None:
        from .grid import grid_sheet

        return grid_sheet(content, content.grid, header, connection)
    cells = tuple(Cell(name, f"c{i}") for i, name in enumerate(header.cells))
    columns = ", ".join(f"'{c.id}': 'VARCHAR'" for c in cells)
    compression = "gzip" if content.compressed and path == content.path else "none"
    relation = (
        f"read_csv({quoted(path)}, auto_detect=false, header=false, skip={header.lines}, "
        f"delim={_text(header.delimiter)}, quote='\"', escape='\"', compression='{compression}', "
        f"max_line_size={_LONGEST_LINE}, columns={{{columns}}})"
    )
    return Sheet(content, cells, header.lines, header.delimiter, relation)


def whitespace_sheet(content: Content, path: Path, names: Sequence[str], header: bool) -> Sheet:
    """Columns parted by any white space, as statisticians' text files are."""
    cells = tuple(Cell(name, f"c{i}") for i, name in enumerate(names))
    compression = "gzip" if content.compressed and path == content.path else "none"
    lines = (
        f"read_csv({quoted(path)}, auto_detect=false, header=false, skip={int(header)}, delim='\x1f', quote='', "
        f"escape='', compression='{compression}', columns={{'line': 'VARCHAR'}})"
    )
    pieces = ", ".join(f"cells[{i + 1}] AS c{i}" for i in range(len(names)))
    split = f"SELECT string_split_regex(trim(line, ' \t\r'), '\\s+') AS cells FROM {lines}"
    fit = f"CASE WHEN len(cells) = {len(names)} THEN cells ELSE error('takt: a row does not fit') END"
    relation = f"(SELECT {pieces} FROM (SELECT {fit} AS cells FROM ({split}) WHERE cells != ['']))"
    return Sheet(content, cells, int(header), "whitespace", relation)


def parquet_sheet(content: Content, connection: Any) -> Sheet:
    relation = f"read_parquet({quoted(content.path)})"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    except Exception as wrong:
        raise Refusal(
            content.name,
            text("the Parquet file cannot be read: {wrong}", wrong=str(wrong).splitlines()[0]),
            text("Write it again; it may have been cut short on its way."),
        ) from None
    cells = tuple(Cell(row[0], f"c{i}", row[1]) for i, row in enumerate(described))
    named = ", ".join(f'"{c.name.replace(chr(34), chr(34) * 2)}" AS {c.id}' for c in cells)
    return Sheet(content, cells, 0, "", f"(SELECT {named} FROM {relation})")


def ragged(sheet: Sheet) -> Refusal | None:
    """The first row that has more or fewer cells than the header, or a quote that never ends."""
    wanted, line = sheet.width, sheet.before
    mend = text("Mend the row, or export the file again. Nothing was loaded.")
    if not sheet.content.plain:
        return None
    try:
        for line, cells in sheet.rows():
            if len(cells) != wanted:
                return Refusal(place(sheet.content.name, row=line), too_wide(cells, sheet), mend)
    except csv.Error:
        return Refusal(
            text("{file}, after row {row}", file=sheet.content.name, row=str(line)),
            text("a quotation mark is opened and never closed, or closed in mid cell."),
            mend,
        )
    return None


def too_wide(cells: Sequence[str], sheet: Sheet) -> Text:
    """What is wrong with a row that is wider or narrower than the header."""
    return text("the row has {found} cells, the header has {wanted}.", found=str(len(cells)), wanted=str(sheet.width))


def quoted(path: Path) -> str:
    return _text(str(path))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
