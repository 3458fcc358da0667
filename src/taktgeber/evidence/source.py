"""The file of an experiment, read in place by DuckDB: CSV, CSV.gz or Parquet."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Refusal, place, text

if TYPE_CHECKING:
    import duckdb

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_NUMBERS = (*_WHOLE, *(f"U{name}" for name in _WHOLE), "FLOAT", "DOUBLE", "DECIMAL", "BOOLEAN")
_TABLES = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Source:
    """columns: DuckDB's type by name; relation: what stands after FROM."""

    def __init__(self, file: Path) -> None:
        import duckdb

        self.file = file
        self.relation = _relation(file)
        self.connection: duckdb.DuckDBPyConnection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        described = self.ask(f"DESCRIBE SELECT * FROM {self.relation}")
        self.columns: dict[str, str] = {str(row[0]): str(row[1]) for row in described}

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query; what DuckDB cannot read is refused in words."""
        import duckdb

        try:
            found: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
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
            at_row = re.search(r"CSV Error on Line: (\d+)", str(wrong))
            cell = re.search(r'Could not convert string "(.*?)" to', str(wrong))
            if at_row and cell:
                raise Refusal(
                    place(self.file.name, row=int(at_row[1]) - 1),
                    text('here stands "{example}" in a column of numbers.', example=cell[1]),
                    text("Mend the cell, or leave the row out."),
                ) from None
            raise Refusal(
                place(self.file.name),
                text("it cannot be read as a table: {why}", why=_first_line(wrong)),
                text("Give CSV (also .csv.gz) with one row of column names, or Parquet."),
            ) from None
        return found

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

    def _text_in(self, column: str, option: str) -> Refusal:
        """Names the first cell that is no number; where all are numbers written as text, the first."""
        name = quoted(column)
        wrong = f"{name} IS NOT NULL AND try_cast({name}::VARCHAR AS DOUBLE) IS NULL"
        numbered = (
            f"SELECT {name}::VARCHAR AS cell, row_number() OVER () AS at_row, {wrong} AS wrong FROM {self.relation}"
        )
        found = self.ask(f"SELECT cell, at_row FROM ({numbered}) ORDER BY NOT wrong, cell IS NULL, at_row LIMIT 1")
        if not found:
            return self.without_rows()
        cell, row = found[0]
        return Refusal(
            place(self.file.name, row=int(row), column=column),
            text('{option} needs numbers, and here stands "{example}".', option=option, example=cell or ""),
            text("Give a column of numbers, with a point before decimals; true and false count as 1 and 0."),
        )

    def without_rows(self) -> Refusal:
        return Refusal(place(self.file.name), text("it holds no rows."), text("Export it again."))

    def row_where(self, condition: str) -> int | None:
        """The first row (from 1, without the heads) that meets the condition."""
        numbered = f"SELECT *, row_number() OVER () AS row_of_file FROM {self.relation}"
        found = self.ask(f"SELECT row_of_file FROM ({numbered}) WHERE {condition} LIMIT 1")
        return int(found[0][0]) if found else None

    def close(self) -> None:
        self.connection.close()


def finite(values: Sequence[Any]) -> bool:
    return all(value is None or not isinstance(value, float) or math.isfinite(value) for value in values)


def _relation(file: Path) -> str:
    if not file.is_file():
        raise Refusal(
            str(file),
            text("there is no such file."),
            text("Give the path of a CSV or Parquet file."),
        )
    if file.stat().st_size == 0:
        raise Refusal(place(file.name), text("it is empty."), text("Export it again."))
    name = file.name.lower()
    # A star or bracket in a file's own name must not stand for other files.
    path = re.sub(r"[][*?]", lambda sign: f"[{sign[0]}]", str(file)).replace("'", "''")
    if name.endswith((".parquet", ".pq")):
        return f"read_parquet('{path}')"
    if name.endswith(_TABLES):
        # The first rows may hold no quotes where later ones do.
        return f"""read_csv('{path}', header = true, quote = '"', escape = '"')"""
    raise Refusal(
        place(file.name),
        text("it is neither CSV nor Parquet by its name."),
        text("Name it .csv, .csv.gz or .parquet, whichever it is."),
    )


def _first_line(wrong: Exception) -> str:
    return str(wrong).partition("\n")[0].strip()
