"""A backlog from a file: every row an initiative, all of them or none.

Columns are known by their header in four languages. At least name, what is not known, what may be lost and until when;
what a row says that cannot be read in one way only is refused with its row, its column and the way to mend it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Entry, Refusal, place, text
from taktgeber.data.content import Content, examine
from taktgeber.data.grid import written
from taktgeber.data.sheet import Header, clean, find_header
from taktgeber.govern import INITIATIVES

from .backlog_cells import COLUMNS, NEEDED, body_cells
from .start import starting_body

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

MOST = 20_000
Row = tuple[int, dict[str, str]]


def import_backlog(book: LedgerBook, file: Path, currency: str, actor: str) -> tuple[Entry, ...]:
    """One initiative a row, and its riskiest assumption where a column names one. Refuses the whole file or nothing."""
    taken, items, rows = set(book.state(INITIATIVES).said), [], []
    for number, cells in rows_of(file):
        for kind, body in _entries(book, file.name, number, cells, currency, taken):
            items.append((kind, body))
            rows.append(number)
    if not items:
        raise Refusal(place(file.name), text("no row stands below its header."), text("Write one initiative a row."))
    try:
        return book.decide_all(items, actor)
    except Refusal as refused:
        at = re.match(r"entry (\d+) of ", str(refused.where))
        refused.where = place(file.name, row=rows[int(at[1]) - 1 if at else 0])
        raise


def rows_of(file: Path) -> Iterator[Row]:
    """The number of each row in its file, and its cells by field; empty rows are passed over."""
    content = examine(file)
    if content.parquet:
        raise Refusal(place(file.name), text("a backlog is a table of words."),
                      text("Save it as CSV or as a workbook."))  # fmt: skip
    header = _header(content)
    fields = [field_of(cell) for cell in header.cells] if header else []
    _all_there(file.name, fields)
    assert header is not None
    for count, (number, cells) in enumerate(_lines(content, header)):
        if count >= MOST:
            raise Refusal(place(file.name, row=number), text("a backlog has at most {most} rows.", most=MOST),
                          text("Bring it in parts."))  # fmt: skip
        if len(cells) > len(fields) and any(cell.strip() for cell in cells[len(fields) :]):
            raise Refusal(place(file.name, row=number), text("it has more cells than the header has columns."),
                          text("Put cells that hold the delimiter into quotation marks."))  # fmt: skip
        yield number, {name: cell.strip() for name, cell in zip(fields, cells, strict=False) if name and cell.strip()}


def unread_columns(file: Path) -> tuple[str, ...]:
    """Headers that name no field, as they stand in the file: what is below them is not kept."""
    header = _header(examine(file))
    return tuple(clean(cell) for cell in header.cells if clean(cell) and not field_of(cell)) if header else ()


def _header(content: Content) -> Header | None:
    return find_header(content, lambda cells: sum(bool(field_of(cell)) for cell in cells))


def field_of(header: str) -> str:
    """The field that a header names; "" where it is none of ours."""
    asked = re.sub(r"[\W_]+", " ", clean(header).casefold()).strip()
    return next((field for field, words in COLUMNS.items() if asked in words), "")


def _all_there(file: str, fields: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise Refusal(place(file), text("no column says {missing}.", missing=tuple(NEEDED[name] for name in missing)),
                      text("Name the columns {names}.", names=tuple(NEEDED)))  # fmt: skip
    twice = next((name for name in fields if name and fields.count(name) > 1), None)
    if twice is not None:
        raise Refusal(place(file), text('two columns say "{name}".', name=twice), text("Rename one of them."))


def _lines(content: Content, header: Header) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows below the header that are not empty, numbered as a spreadsheet shows them."""
    if content.grid is not None:
        below = enumerate(content.grid.rows[header.lines :], header.lines + 1)
        cells = ((n, ["" if cell is None else written(cell) for cell in row]) for n, row in below)
        yield from ((n, row) for n, row in cells if any(cell.strip() for cell in row))
        return
    with content.lines() as lines:
        reader = csv.reader(lines, delimiter=header.delimiter)
        try:
            for row in reader:
                if reader.line_num > header.lines and any(cell.strip() for cell in row):
                    yield reader.line_num, row
        except csv.Error as wrong:
            raise Refusal(place(content.name, row=reader.line_num),
                          text("it cannot be read: {wrong}.", wrong=str(wrong)),
                          text("Open it in a spreadsheet and save it as CSV again.")) from None  # fmt: skip


def _entries(
    book: LedgerBook, file: str, number: int, cells: Mapping[str, str], currency: str, taken: set[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, label in NEEDED.items():
        if name not in cells:
            raise Refusal(place(file, row=number, column=name), text("{field} is not said.", field=label),
                          text("Fill it in, or take the row out."))  # fmt: skip
    fields = body_cells(file, number, cells, currency)
    body = starting_body(book, fields, taken)
    yield "initiative", body
    if "assumption" in cells:
        said = {"initiative": body["initiative"], "assumption": cells["assumption"], "state": "open"}
        yield "assumption", said | {"day": book.today().isoformat()}
