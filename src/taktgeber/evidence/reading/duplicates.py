"""Whether every row is another unit."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.core import Refusal, Text, place, text, text_n
from taktgeber.evidence.source import Source, quoted

from .design import Design
from .mixing import Mixing, without_mixed


@dataclass(frozen=True, slots=True)
class Duplicates:
    """rows hold only `apart` units; example: one that stands more than once."""

    rows: int
    apart: int
    example: str

    def says(self) -> Text:
        return text(
            '{rows} rows hold only {apart} units; "{example}" stands more than once.',
            rows=self.rows,
            apart=self.apart,
            example=self.example,
        )

    def mend(self) -> Text:
        return text("If a unit has many rows by nature, have them added up first: --rows-per-unit many")


def unmixed(source: Source, design: Design) -> tuple[Source, Mixing | None, Duplicates | None]:
    """The rows of units that stayed in one arm, the others, and units that still stand more than once. Nothing is
    asked where many rows are a unit, since there the sums tell. Raises Refusal where a row names no unit."""
    if design.unit is None or design.rows == "many":
        return source, None, None
    rows, named, apart = source.apart(design.unit)
    if named < rows:
        at = source.row_where(f"{quoted(design.unit)} IS NULL")
        raise Refusal(
            place(source.file.name, row=at, column=design.unit),
            text_n("one row names no unit.", "{n} rows name no unit.", rows - named),
            text("Leave such rows out of the file, or name another column of units."),
        )
    if apart == rows:
        return source, None, None
    left, mixing = without_mixed(source, design)
    return left, mixing, _twice(left, design.unit)


def refuse_duplicates(source: Source, design: Design, found: Duplicates | None) -> None:
    if found:
        raise Refusal(place(source.file.name, column=design.unit), found.says(), found.mend())


def _twice(source: Source, column: str) -> Duplicates | None:
    unit = quoted(column)
    twice = source.ask(f"SELECT {unit}::VARCHAR FROM {source.relation} GROUP BY {unit} HAVING count(*) > 1 LIMIT 1")
    if not twice:
        return None
    rows, _, apart = source.apart(column)
    return Duplicates(rows, apart, str(twice[0][0]))
