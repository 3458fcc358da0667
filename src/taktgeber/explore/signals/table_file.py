"""A bare table of figures or of texts: which column is the day, which the words, which the figures.

What holds a column of words named body, text or words is a table of texts; anything else is read as figures. Figures
stand beside each other (a column a series) or below each other (a column names the series, another holds its value).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.source import Source, quoted

from .alarms import Series
from .documents import Document

DAYS = ("date", "day", "week", "month", "at", "time", "published", "published_at", "created_at", "timestamp", "ds")
WORDS = ("body", "text", "words", "content", "abstract", "summary")
NAMES = ("series", "name", "kpi", "metric", "channel", "part", "topic", "theme", "keyword", "make", "brand", "product")
TITLES = ("title", "headline", "subject")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """As people name them; None: found by name and type."""

    day: str | None = None
    series: str | None = None
    value: str | None = None
    words: str | None = None


def read_table(file: Path, columns: Columns) -> tuple[tuple[Series, ...], tuple[Document, ...]]:
    """Series or texts, never both. Raises Refusal with file, row and column."""
    with closing(Source(file)) as source:
        day = _day(source, columns.day)
        words = _words(source, columns)
        if words:
            return (), tuple(_documents(source, day, words))
        return tuple(_series(source, day, columns)), ()


def _day(source: Source, asked: str | None) -> str:
    if asked is not None:
        source.need(asked, "--day")
        return asked
    by_name = [name for word in DAYS for name in source.columns if name.casefold() == word]
    by_type = [name for name, kind in source.columns.items() if kind.startswith(("DATE", "TIMESTAMP"))]
    if not (by_name or by_type):
        raise Refusal(
            place(source.file.name),
            text("no column is named as {option} usually is.", option="--day"),
            text("Name it: {option} COLUMN. The file has {columns}.", option="--day", columns=tuple(source.columns)),
        )
    return (by_name or by_type)[0]


def _words(source: Source, columns: Columns) -> tuple[str, ...]:
    """Title and body of a table of texts; empty of figures."""
    if columns.words is not None:
        source.need(columns.words, "--text")
        return (columns.words,)
    if columns.series is not None or columns.value is not None:
        return ()
    found = [name for word in (*TITLES, *WORDS) for name, kind in source.columns.items()
             if name.casefold() == word and kind == "VARCHAR"]  # fmt: skip
    return tuple(found) if any(name.casefold() in WORDS for name in found) else ()


def _documents(source: Source, day: str, words: Sequence[str]) -> Iterator[Document]:
    joined = ", ".join(f"coalesce({quoted(name)}::VARCHAR, '')" for name in words)
    for at, said in _rows(source, day, f"concat_ws(' ', {joined})"):
        yield Document(at, said)


def _series(source: Source, day: str, columns: Columns) -> Iterator[Series]:
    rest = {name: kind for name, kind in source.columns.items() if name != day}
    numbers = [name for name, kind in rest.items() if kind.startswith(_NUMBERS)]
    names = [name for name, kind in rest.items() if kind == "VARCHAR"]
    if columns.value is not None:
        source.need_number(columns.value, "--value")
        numbers = [columns.value]
    if columns.series is not None:
        source.need(columns.series, "--series")
        names, numbers = [columns.series], [name for name in numbers if name != columns.series]
    if not numbers:
        raise Refusal(
            place(source.file.name),
            text("it holds no column of numbers and none of words."),
            text("Name it: {option} COLUMN. The file has {columns}.", option="--value, --text",
                 columns=tuple(source.columns)),
        )  # fmt: skip
    named = [name for word in NAMES for name in names if name.casefold() == word]
    if named or len(names) == 1:
        yield from _below(source, day, (named or names)[0], numbers)
        return
    for number in numbers:
        rows = list(_rows(source, day, quoted(number)))
        yield _made(number, [at for at, _ in rows], [value for _, value in rows])


def _below(source: Source, day: str, name: str, numbers: Sequence[str]) -> Iterator[Series]:
    """A series for every value of `name`, and for every column of numbers where there are several."""
    listed = ", ".join(map(quoted, numbers))
    found: dict[str, list[tuple[date, Any]]] = {}
    for at, which, *values in _rows(source, day, f"{quoted(name)}::VARCHAR", listed):
        for number, value in zip(numbers, values, strict=True):
            label = f"{which or ''} {number}".strip() if len(numbers) > 1 else str(which or "")
            found.setdefault(label, []).append((at, value))
    for label, rows in sorted(found.items()):
        yield _made(label or name, [at for at, _ in rows], [value for _, value in rows])


def _rows(source: Source, day: str, *wanted: str) -> list[tuple[Any, ...]]:
    """Rows with a day, in the order of days; a cell that is no day is refused with its row, an empty one left out."""
    at = source.time_of(day)
    within = f"({at})::DATE BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"  # others have no date in Python
    wrong = source.row_where(f"{quoted(day)} IS NOT NULL AND (({at}) IS NULL OR NOT {within})")
    if wrong is not None:
        raise Refusal(
            place(source.file.name, row=wrong, column=day),
            text("this is no day."),
            text("Write days as 2026-01-31, then read the file again."),
        )
    columns = ", ".join(wanted)
    return source.ask(
        f"SELECT ({at})::DATE AS at_day, {columns} FROM {source.relation} WHERE {quoted(day)} IS NOT NULL ORDER BY 1"
    )


def _made(name: str, days: Sequence[date], values: Sequence[Any]) -> Series:
    return Series(name, tuple(days), tuple(None if value is None else float(value) for value in values))
