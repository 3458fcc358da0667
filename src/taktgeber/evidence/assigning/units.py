"""A file's units as they are written: "007" stays "007", where a reader of numbers would make it 7."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, Text, place, text, text_n
from taktgeber.evidence.source import Source, quoted

if TYPE_CHECKING:
    from taktgeber.data.content import Content
    from taktgeber.data.sheet import Sheet

_WRITTEN_ALIKE = re.compile(r"VARCHAR|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID|ENUM.*|DECIMAL\([0-9]+,0\)")


class Units(Source):
    """column: that of the units, by which the header is known. Every cell of a text file is text."""

    def __init__(self, file: Path, column: str) -> None:
        self.column = column
        super().__init__(file)

    def _opened(self, content: Content, as_text: Sequence[str] = ()) -> tuple[Sheet, str]:
        from taktgeber.data.content import readable
        from taktgeber.data.look import header_of
        from taktgeber.data.sheet import find_header, parquet_sheet, sheet_under

        # Where the engine finds the file; what is said of it keeps the name that it has.
        there = replace(content, path=as_pattern(content.path))
        if content.parquet:
            sheet = parquet_sheet(there, self._connection)
        else:
            header = find_header(content, lambda cells: len(cells) * (self.column in cells)) or header_of(content)
            path = self._closing.enter_context(readable(content))
            sheet = sheet_under(there, as_pattern(path), header, self._connection)
        sheet = replace(sheet, content=content)
        names = [cell.name or str(number) for number, cell in enumerate(sheet.cells, 1)]
        if not content.parquet:
            for name in names:
                sheet.cell(name)  # refuses a name that stands twice
        if content.plain and not sheet.first_rows(1):
            raise self.without_rows()
        cells = list(zip(sheet.cells, names, strict=True))
        # To the engine "ID" and "id" are one name: where the column is there, it is the only one that is asked for.
        cells = [(cell, name) for cell, name in cells if name == self.column] or cells
        named = ", ".join(f"{cell.id} AS {quoted(name)}" for cell, name in cells)
        return sheet, f"(SELECT {named} FROM {sheet.relation})"

    def _unreadable(self, wrong: Exception) -> Refusal:
        import duckdb

        if isinstance(wrong, duckdb.IOException):
            return disk_failed(place(self.file.name), str(wrong).partition("\n")[0].strip())
        return super()._unreadable(wrong)

    def count(self) -> tuple[int, int]:
        """Rows, and units among them. Refuses a row without one, and numbers that are no names of units."""
        column = self.column
        self.need(column, "--unit")
        if not _WRITTEN_ALIKE.fullmatch(self.columns[column]):
            raise Refusal(
                place(self.file.name, column=column),
                text("units are texts or whole numbers: others are written differently by each program."),
                text("Export the column as text, or as whole numbers."),
            )
        unit = quoted(column)
        empty = f"{unit} IS NULL OR CAST({unit} AS VARCHAR) = ''"
        rows, without = self.ask(f"SELECT count(*), count(*) FILTER (WHERE {empty}) FROM {self.relation}")[0]
        if not rows:
            raise self.without_rows()
        if without:
            raise Refusal(
                place(self.file.name, row=self.row_where(empty), column=column),
                text_n("one row names no unit.", "{n} rows name no unit.", int(without)),
                text("Leave such rows out of the file, or name another column of units."),
            )
        return int(rows), self.apart(column)[2]

    def once(self, repeated: bool) -> str:
        """What stands after FROM for each unit once as "unit", in the order in which they first stand."""
        unit = quoted(self.column)
        if not repeated:
            return f"(SELECT CAST({unit} AS VARCHAR) AS unit FROM {self.relation})"
        numbered = f"SELECT {unit} AS unit, row_number() OVER () AS stands FROM {self.relation}"
        first = f"SELECT unit, min(stands) AS stands FROM ({numbered}) GROUP BY unit"
        return f"(SELECT CAST(unit AS VARCHAR) AS unit FROM ({first}) ORDER BY stands)"


def disk_failed(where: str | Text, why: str) -> Refusal:
    return Refusal(
        where,
        text("reading or writing failed: {why}", why=why),
        text("Check that the disk has room, and that you may write in the folder."),
    )


def as_pattern(path: Path) -> Path:
    """Matches this file alone: a star or bracket in its own name must not stand for other files."""
    return Path(re.sub(r"[][*?]", lambda sign: f"[{sign[0]}]", str(path)))
