"""Whether every row is another unit."""

from __future__ import annotations

from taktgeber.core import Refusal, place, text, text_n
from taktgeber.evidence.source import Source, quoted

from .design import Design

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_WIDEST = 400_000_000  # bits of the map of units that were seen: 50 MB


def refuse_duplicates(source: Source, design: Design) -> None:
    """Exact. Whole numbers close together are marked in a map of bits, six times as fast as counting them apart."""
    if design.unit is None or design.rows == "many":
        return
    unit = quoted(design.unit)
    rows, named, apart = _counted(source, design.unit)
    if named < rows:
        at = source.row_where(f"{unit} IS NULL")
        raise Refusal(
            place(source.file.name, row=at, column=design.unit),
            text_n("one row names no unit.", "{n} rows name no unit.", rows - named),
            text("Leave such rows out of the file, or name another column of units."),
        )
    if apart == rows:
        return
    (both,) = source.ask(
        f"SELECT count(*) FROM (SELECT {unit} FROM {source.relation} GROUP BY {unit} "
        f"HAVING min({quoted(design.variant)}) <> max({quoted(design.variant)}))"
    )[0]
    twice = source.ask(f"SELECT {unit}::VARCHAR FROM {source.relation} GROUP BY {unit} HAVING count(*) > 1 LIMIT 1")
    if both:
        raise Refusal(
            place(source.file.name, column=design.unit),
            text_n("one unit is in more than one variant.", "{n} units are in more than one variant.", int(both)),
            text("Find out how they were assigned twice, and leave them out of the file: their effect is mixed."),
        )
    raise Refusal(
        place(source.file.name, column=design.unit),
        text(
            '{rows} rows hold only {apart} units; "{example}" stands more than once.',
            rows=rows,
            apart=apart,
            example=str(twice[0][0]),
        ),
        text("If a unit has many rows by nature, have them added up first: --rows-per-unit many"),
    )


def _counted(source: Source, column: str) -> tuple[int, int, int]:
    """Rows, rows that name a unit, and units."""
    unit = quoted(column)
    if source.columns[column] in _WHOLE:
        rows, named, low, high = source.ask(
            f"SELECT count(*), count({unit}), min({unit}), max({unit}) FROM {source.relation}"
        )[0]
        if named and int(high) - int(low) < min(_WIDEST, 64 * int(named)):
            bits = f"bit_count(bitstring_agg({unit}, {low}, {high}))"
            ((apart,),) = source.ask(f"SELECT {bits} FROM {source.relation}")
            return int(rows), int(named), int(apart)
    rows, named, apart = source.ask(f"SELECT count(*), count({unit}), count(DISTINCT {unit}) FROM {source.relation}")[0]
    return int(rows), int(named), int(apart)
