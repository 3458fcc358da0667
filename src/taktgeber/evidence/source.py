"""The file of an experiment, read in place by DuckDB, however it was saved.

What its bytes are, how rows are parted and where the header stands is found by the readers of the data room.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from contextlib import ExitStack
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Refusal, place, text

if TYPE_CHECKING:
    from taktgeber.data.content import Content
    from taktgeber.data.sheet import Sheet

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_COUNTABLE = tuple(f"{sign}{name}" for name in _WHOLE if name != "HUGEINT" for sign in ("", "U"))
_WIDEST = 400_000_000  # bits of the map of values that were seen: 50 MB
_NUMBERS = (*_WHOLE, *(f"U{name}" for name in _WHOLE), "FLOAT", "DOUBLE", "DECIMAL", "BOOLEAN")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Source:
    """columns: DuckDB's type by name; relation: what stands after FROM. as_text: columns of CSV that are left as they
    are written. Raises Refusal for what is no table."""

    def __init__(self, file: Path, as_text: Sequence[str] = ()) -> None:
        import duckdb

        from taktgeber.data.content import examine, parquet_at

        self.file = file
        content = parquet_at(file) or examine(file)
        self._times: dict[str, str] = {}
        self._closing = ExitStack()
        self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        self._closing.callback(self._connection.close)
        try:
            self._sheet, self.relation = self._opened(content, as_text)
            self._rows_of_file = self.relation
            described = self.ask(f"DESCRIBE SELECT * FROM {self.relation}")
        except BaseException:
            self.close()
            raise
        self.columns: dict[str, str] = {str(row[0]): str(row[1]) for row in described}

    def _opened(self, content: Content, as_text: Sequence[str]) -> tuple[Sheet, str]:
        """The sheet, by which rows are named as they stand in the file, and the relation."""
        from taktgeber.data.content import readable
        from taktgeber.data.look import header_of
        from taktgeber.data.sheet import parquet_sheet, sheet_under

        if content.parquet:
            return parquet_sheet(content, self._connection), f"read_parquet({_path(content.path)})"
        header = header_of(content)
        path = self._closing.enter_context(readable(content))
        sheet = sheet_under(content, path, header, self._connection)
        names = _names(sheet)
        if content.plain and not sheet.first_rows(1):
            raise self.without_rows()
        if content.grid is not None:
            named = ", ".join(f"{cell.id} AS {quoted(name)}" for cell, name in zip(sheet.cells, names, strict=True))
            return sheet, f"(SELECT {named} FROM {sheet.relation})"
        listed = ", ".join(_literal(name) for name in names)
        kept = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in as_text if name in names)
        types = f", types={{{kept}}}" if kept else ""
        compression = "gzip" if content.compressed and path == content.path else "none"
        return sheet, (
            f"read_csv({_path(path)}, header=false, skip={header.lines}, names=[{listed}], quote='\"', escape='\"', "
            f"delim={_literal(header.delimiter)}, decimal_separator='{_decimal_mark(sheet)}', "
            f"compression='{compression}'{types})"
        )

    def of(self, relation: str) -> Source:
        """The same file of which only these rows, or columns in another form, are read. The rows that are named in
        refusals stay those of the file."""
        other = copy(self)
        other.relation = relation
        return other

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query; what DuckDB cannot read is refused in words."""
        import duckdb

        try:
            found: list[tuple[Any, ...]] = self._connection.execute(query).fetchall()
        except duckdb.OutOfRangeException:
            raise Refusal(
                place(self.file.name),
                text("it holds numbers that are too large to add up."),
                text("Put the metric into larger units, or cap it: --metric NAME:cap=..."),
            ) from None
        except duckdb.OutOfMemoryException:
            raise Refusal(
                place(self.file.name),
                text("its groups do not fit into memory."),
                text("Group by columns with fewer values, or read fewer segments at once."),
            ) from None
        except duckdb.Error as wrong:
            raise self._unreadable(wrong) from None
        return found

    def arrays(self, query: str) -> dict[str, Any]:
        """Columns of a query by name: NumPy arrays, masked where a cell is empty. Refuses as ask does."""
        import duckdb

        try:
            found: dict[str, Any] = self._connection.execute(query).fetchnumpy()
        except duckdb.Error as wrong:
            raise self._unreadable(wrong) from None
        return found

    def _unreadable(self, wrong: Exception) -> Refusal:
        from taktgeber.data.sheet import ragged

        line = re.search(r"CSV Error on Line: (\d+)", str(wrong))
        cell = re.search(r'Could not convert string "(.*?)" to', str(wrong))
        if line and cell:
            return Refusal(
                place(self.file.name, row=int(line[1])),
                text('here stands "{example}" in a column of numbers.', example=cell[1]),
                text("Mend the cell, or leave the row out."),
            )
        return ragged(self._sheet) or Refusal(
            place(self.file.name),
            text("it cannot be read as a table: {why}", why=str(wrong).partition("\n")[0].strip()),
            text("Export it again as CSV (UTF-8) or Parquet with one row of column names."),
        )

    def need(self, column: str, option: str) -> None:
        if column not in self.columns:
            raise Refusal(
                place(self.file.name),
                text('there is no column "{column}", which {option} names.', column=column, option=option),
                text("It holds these columns: {columns}.", columns=tuple(list(self.columns)[:40])),
            )

    def need_number(self, column: str, option: str) -> None:
        self.need(column, option)
        if not self.columns[column].startswith(_NUMBERS):
            raise self._text_in(column, option)

    def time_of(self, column: str) -> str:
        """The column as SQL of times in UTC; empty where a cell holds none."""
        from .times import time_sql

        if column not in self._times:
            name = quoted(column)
            self._times[column] = time_sql(self._connection, self._sheet, column, name, self.columns[column])
        return self._times[column]

    def _text_in(self, column: str, option: str) -> Refusal:
        """Names the first cell that is no number; where all are numbers written as text, the first."""
        name = quoted(column)
        wrong = f"{name} IS NOT NULL AND try_cast({name}::VARCHAR AS DOUBLE) IS NULL"
        cells = f"{name}::VARCHAR AS cell, row_number() OVER () AS at_row, {wrong} AS wrong"
        numbered = f"SELECT {cells} FROM {self._rows_of_file}"
        found = self.ask(f"SELECT cell, at_row FROM ({numbered}) ORDER BY NOT wrong, cell IS NULL, at_row LIMIT 1")
        if not found:
            return self.without_rows()
        cell, row = found[0]
        return Refusal(
            place(self.file.name, row=self._sheet.line_of(int(row)), column=column),
            text('{option} needs numbers, and here stands "{example}".', option=option, example=cell or ""),
            text("Give a column of numbers, with one mark before decimals; true and false count as 1 and 0."),
        )

    def without_rows(self) -> Refusal:
        return Refusal(place(self.file.name), text("it holds no rows."), text("Export it again."))

    def apart(self, column: str) -> tuple[int, int, int]:
        """Rows, rows with a value, and values that differ: exact. Whole numbers close together are marked in a map of
        bits, six times as fast as counting them apart."""
        name = quoted(column)
        if self.columns[column] in _COUNTABLE:
            asked = f"SELECT count(*), count({name}), min({name}), max({name}) FROM {self.relation}"
            ((rows, known, low, high),) = self.ask(asked)
            if known and int(high) - int(low) < min(_WIDEST, 64 * int(known)):
                bits = f"bit_count(bitstring_agg({name}, {low}, {high}))"
                ((differ,),) = self.ask(f"SELECT {bits} FROM {self.relation}")
                return int(rows), int(known), int(differ)
        asked = f"SELECT count(*), count({name}), count(DISTINCT {name}) FROM {self.relation}"
        ((rows, known, differ),) = self.ask(asked)
        return int(rows), int(known), int(differ)

    def row_where(self, condition: str) -> int | None:
        """The file's row (of Parquet, which has no header, from 1) that meets the condition first."""
        numbered = f"SELECT *, row_number() OVER () AS row_of_file FROM {self._rows_of_file}"
        found = self.ask(f"SELECT row_of_file FROM ({numbered}) WHERE {condition} LIMIT 1")
        return self._sheet.line_of(int(found[0][0])) if found else None

    def close(self) -> None:
        self._closing.close()


def finite(values: Sequence[Any]) -> bool:
    return all(value is None or not isinstance(value, float) or math.isfinite(value) for value in values)


def _names(sheet: Sheet) -> list[str]:
    """A column without a name is called by its place; a name that stands twice is refused."""
    names = [cell.name or str(number) for number, cell in enumerate(sheet.cells, 1)]
    for name in names:
        sheet.cell(name)
    spelled: dict[str, str] = {}
    for name in names:
        if spelled.setdefault(name.casefold(), name) != name:
            raise Refusal(
                place(sheet.content.name),
                text('the columns "{one}" and "{other}" differ only in large and small letters.',
                     one=spelled[name.casefold()], other=name),
                text("Give one of them another name."),
            )  # fmt: skip
    return names


def _decimal_mark(sheet: Sheet) -> str:
    """A comma where the first rows hold numbers with one, and none with a point. Where a comma could also stand
    between thousands (1,234) it cannot be told, and Refusal says so."""
    if sheet.delimiter == ",":
        return "."
    cells = [(line, cell.strip()) for line, row in sheet.first_rows() for cell in row]
    with_comma = [(line, cell) for line, cell in cells if re.fullmatch(r"[-+]?\d+,\d+", cell)]
    if not with_comma or any(re.fullmatch(r"[-+]?\d+\.\d+", cell) for _, cell in cells):
        return "."
    if all(re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", cell) for _, cell in with_comma):
        line, cell = with_comma[0]
        raise Refusal(
            place(sheet.content.name, row=line),
            text('whether the comma in "{value}" stands before decimals or thousands cannot be told.', value=cell),
            text("Write all numbers with a point before the decimals and nothing between thousands."),
        )
    return ","


def _path(path: Path) -> str:
    """A star or bracket in a file's own name must not stand for other files."""
    return _literal(re.sub(r"[][*?]", lambda sign: f"[{sign[0]}]", str(path)))


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
