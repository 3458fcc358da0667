"""A small table as rows of text: CSV in the marks and encodings that spreadsheets write, or Parquet.

The rooms' own readers take whole exports and are not needed for a dozen rows; a shell that pools answers before
they would be loaded.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from taktgeber.core import Refusal, place, text

_DELIMITERS = (",", ";", "\t", "|")
_MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Grid:
    """head: names of columns; rows: the file's row of each (of Parquet from 1) with its cells as text."""

    file: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_grid(file: Path, most: int) -> Grid:
    """All rows, or `most` and one more; refuses what is no table."""
    if not file.is_file():
        raise Refusal(file.name, text("there is no such file."), text("Check the name and the folder."))
    with file.open("rb") as opened:
        start = opened.read(4)
    if start == b"PAR1":
        return _parquet(file, most)
    return _text_grid(file, most, _decoded(file, start))


def _decoded(file: Path, start: bytes) -> str:
    try:
        with gzip.open(file) if start.startswith(b"\x1f\x8b") else file.open("rb") as opened:
            raw = opened.read(_MOST_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refusal(
            file.name,
            text("the archive is damaged: it ends too early or does not unpack."),
            text("Export it again, or give another file."),
        ) from None
    if not raw.strip():
        raise Refusal(file.name, text("the file is empty."), text("Export it again."))
    if len(raw) > _MOST_BYTES:
        raise _no_table(file)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\x00" in raw:
        raise _no_table(file)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _text_grid(file: Path, most: int, words: str) -> Grid:
    """The delimiter is the one that parts the first row most."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=re.sub('"[^"]*"', "", first).count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    at = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((at, tuple(cell.strip() for cell in cells)))
            at = reader.line_num + 1
            if len(found) > most + 1:
                break
    except csv.Error:
        raise Refusal(
            text("{file}, after row {row}", file=file.name, row=str(at)),
            text("a quotation mark is opened and never closed, or closed in mid cell."),
            text("Mend the row, or export the file again."),
        ) from None
    if not found or len(found[0][1]) < 2:
        raise _no_table(file)
    (_, head), rows = found[0], found[1:]
    for row, line in rows:
        if len(line) != len(head):
            raise Refusal(
                place(file.name, row=row),
                text("the row has {found} cells, the header has {wanted}.", found=str(len(line)),
                     wanted=str(len(head))),
                text("Mend the row, or export the file again."),
            )  # fmt: skip
    return Grid(file.name, head, tuple(rows))


def _parquet(file: Path, most: int) -> Grid:
    import duckdb

    try:
        answer = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [str(file)])
        head = tuple(str(column[0]) for column in answer.description or ())
        rows = answer.fetchmany(most + 1)
    except duckdb.Error as wrong:
        raise Refusal(
            place(file.name),
            text("the Parquet file cannot be read: {wrong}", wrong=str(wrong).splitlines()[0]),
            text("Write it again; it may have been cut short on its way."),
        ) from None
    cells = (tuple("" if cell is None else str(cell).strip() for cell in row) for row in rows)
    return Grid(file.name, head, tuple(enumerate(cells, 1)))


def _no_table(file: Path) -> Refusal:
    return Refusal(
        file.name,
        text("this is no table of at least two columns."),
        text("Give a CSV or Parquet file with one row a market: its name, its estimate, its standard error."),
    )
