"""Decide per file what its marks mean: the decimal mark, and whether the day or the month comes first.

One value that can be read in one way only decides for all; two that contradict each other refuse the
file; where no value decides, the person is asked, because 1.234 is a thousand or a little more than one.
The first rows are looked at first, the whole file only where they do not decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taktgeber.core import Refusal, place, text

from .cells import Cells, Kind, Marks, Order
from .sheet import Cell, Sheet

_HEAD_ROWS = 20_000

# Parts thousands in some countries; inside an SQL text, so the apostrophe is doubled.
SPACES = " \u00a0\u202f''’\t"


# A value that fits one reading only. A group of thousands has exactly three digits and no leading zero.
def _only(mark: str, group: str) -> str:
    return (
        rf"[-+]?([0-9]*[{mark}]([0-9]{{1,2}}|[0-9]{{4,}})|0+[{mark}][0-9]+|[0-9]{{4,}}[{mark}][0-9]+"
        rf"|[0-9]{{1,3}}([{group}][0-9]{{3}})+[{mark}][0-9]*|[0-9]{{1,3}}([{group}][0-9]{{3}}){{2,}})"
    )


_POINT, _COMMA = _only(".", ","), _only(",", ".")
_EITHER = r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}"
_SLASHED = r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})(\D.*)?"


def decide(
    connection: Any, sheet: Sheet, uses: Iterable[tuple[tuple[str, Kind], Cell]], decimal: str | None, dates: str | None
) -> Marks:
    """The marks of a file; decimal and dates: as the person or the workspace says, else None."""
    text_cells = [(kind, cell) for (_, kind), cell in uses if cell.type == "VARCHAR"]
    numbers: list[tuple[Kind, Cell]] = [(kind, c) for kind, c in text_cells if kind in ("money", "number", "whole")]
    days = [c for kind, c in text_cells if kind in ("day", "time")]
    return Marks(
        decimal or _decimal(connection, sheet, numbers),
        dates or _order(connection, sheet, days),  # type: ignore[arg-type]
    )


def _decimal(connection: Any, sheet: Sheet, numbers: list[tuple[Kind, Cell]]) -> str:
    if not numbers:
        return "."
    for limit in (_HEAD_ROWS, None):
        point, comma, either = _evidence(connection, sheet, numbers, limit)
        if point and comma:
            raise Refusal(
                sheet.content.name,
                text(
                    'the decimal mark changes within the file: "{one}" in column "{here}", '
                    '"{two}" in column "{there}".',
                    one=point[1],
                    here=point[0],
                    two=comma[1],
                    there=comma[0],
                ),
                text("Write all numbers in one way, then load the file again."),
            )
        if point or comma:
            return "." if point else ","
        if sheet.content.whole:
            break
    if either:
        row = _row_of(connection, sheet, either)
        raise Refusal(
            place(sheet.content.name, row=row, column=either[0]),
            text(
                '"{value}" can be {one} or {two}, and the rest of the file does not decide it.',
                value=either[1],
                one=either[1].replace(".", "").replace(",", ""),
                two=either[1].replace(",", "."),
            ),
            text("Say which mark stands before the decimals: --decimal , or --decimal . (nothing was loaded)."),
        )
    return "."


Said = tuple[str, str]  # column and value


def _evidence(
    connection: Any, sheet: Sheet, numbers: list[tuple[Kind, Cell]], limit: int | None
) -> tuple[Said | None, Said | None, Said | None]:
    """A value each that proves the point, proves the comma, or fits both; counts have no decimals."""
    asked = []
    for kind, cell in numbers:
        x = f"translate({cell.id}, '{SPACES}', '')"
        whole = kind == "whole"
        point, comma = (
            (rf"{_POINT}|[-+]?[1-9][0-9]{{0,2}},[0-9]{{3}}" if whole else _POINT),
            (rf"{_COMMA}|[-+]?[1-9][0-9]{{0,2}}\.[0-9]{{3}}" if whole else _COMMA),
        )
        asked += [f"min({x}) FILTER (regexp_full_match({x}, '{p}'))" for p in (point, comma, _EITHER)]
    cells = ", ".join(dict.fromkeys(cell.id for _, cell in numbers))
    some = f" LIMIT {limit}" if limit else ""
    found = connection.execute(
        f"SELECT {', '.join(asked)} FROM (SELECT {cells} FROM {sheet.relation}{some})"
    ).fetchone()
    said: list[Said | None] = [None, None, None]
    for i, value in enumerate(found):
        if value is not None and said[i % 3] is None:
            said[i % 3] = (numbers[i // 3][1].name, value)
    return said[0], said[1], said[2]


def _order(connection: Any, sheet: Sheet, days: list[Cell]) -> Order:
    for limit in (_HEAD_ROWS, None):
        seen: Said | None = None
        proof: dict[Order, Said] = {}
        for cell in days:
            for value in _slashed(connection, sheet, cell, limit):
                seen = seen or (cell.name, value)
                one, two = (int(part) for part in value.replace("-", "/").split("/")[:2])
                if one > 12 or two > 12:
                    proof.setdefault("dmy" if one > 12 else "mdy", (cell.name, value))
        if len(proof) == 2:
            raise Refusal(
                place(sheet.content.name, column=proof["dmy"][0]),
                text('"{one}" has the day first, "{two}" the month.', one=proof["dmy"][1], two=proof["mdy"][1]),
                text("Write all dates in one way, best as 2025-01-31, then load the file again."),
            )
        if proof:
            return next(iter(proof))
        if seen is None or sheet.content.whole:
            break
    if seen:
        raise Refusal(
            place(sheet.content.name, row=_row_of(connection, sheet, seen), column=seen[0]),
            text(
                '"{value}" can have the day or the month first, and the rest of the file does not decide it.',
                value=seen[1],
            ),
            text("Say which comes first: --dates dmy or --dates mdy (nothing was loaded)."),
        )
    return "ymd"


def _slashed(connection: Any, sheet: Sheet, cell: Cell, limit: int | None) -> list[str]:
    some = f" LIMIT {limit}" if limit else ""
    query = (
        f"SELECT DISTINCT regexp_extract(trim({cell.id}), '^{_SLASHED}$', ['a', 'b', 'c', 'rest']) AS parts "
        f"FROM (SELECT {cell.id} FROM {sheet.relation}{some}) WHERE regexp_full_match(trim({cell.id}), '{_SLASHED}')"
    )
    return sorted({f"{p['a']}/{p['b']}/{p['c']}" for (p,) in connection.execute(query).fetchall()})


def _row_of(connection: Any, sheet: Sheet, said: Said) -> str:
    cell = next(c for c in sheet.cells if c.name == said[0])
    numbered = f"SELECT row_number() OVER () AS n, {cell.id} AS x FROM {sheet.relation}"
    like = said[1].replace("/", "_").replace("'", "''")
    row = connection.execute(
        f"SELECT min(n) FROM ({numbered}) WHERE translate(x, '{SPACES}', '') LIKE '{like}%'"
    ).fetchone()[0]
    return str(sheet.line_of(row or 1))


def uses_of(cells: Cells) -> list[tuple[tuple[str, Kind], Cell]]:
    return list(cells.uses.items())
