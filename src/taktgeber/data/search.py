"""Search for the rows that make a file unfit, and say what is wrong with each in its own words.

Runs only when a load has failed, so it may be slow: the file is read again with its row numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktgeber.core import Refusal, Text, place, text

from .cells import Cells, Kind, Marks
from .checks import Check
from .contracts import CONTRACTS
from .draft import Draft, literal

_SHOWN = 80  # characters
_SHOWN_OF_TEXTS = 20  # a row out of step may have a document's words in any cell


@dataclass(frozen=True, slots=True)
class Bad:
    """row: of the relation, from 1; column: as the file names it."""

    row: int
    column: str
    says: Text
    mend: Text


def valueless(draft: Draft, cells: Cells) -> list[Bad]:
    """Cells of a workbook that count and are an error or were never calculated."""
    mend = text("Mend the formula in the workbook, save it there, and load it again. Nothing was loaded.")
    at = sorted((row, int(id_[1:]), says) for (row, id_), says in draft.sheet.wrong.items() if id_ in cells.read)
    return [
        Bad(
            (row - 1) * draft.sheet.parts + 1,
            draft.sheet.cells[column].name,
            text("the cell has no value: {says}.", says=says),
            mend,
        )
        for row, column, says in at
    ]


def bad_cells(connection: Any, draft: Draft, marks: Marks, some: str = "") -> list[Bad]:
    """Cells that are neither empty nor a value of their kind, by row. some: "LIMIT 1" for the first of each column."""
    cells = Cells(marks, searching=True, lenient=True)
    draft.values(cells)
    keeps = draft.keeps(cells) if draft.keeps else "true"
    numbered = f"SELECT row_number() OVER () AS takt_row, * FROM {draft.sheet.relation}"
    found: list[Bad] = []
    for (_, kind), cell in sorted(cells.uses.items(), key=lambda use: int(use[1].id[1:])):
        bad = f"NOT ({cells.blank(cell)}) AND ({cells.value(cell, kind)}) IS NULL"
        held = connection.execute(
            f"SELECT takt_row, CAST({cell.id} AS VARCHAR) FROM ({numbered}) WHERE {keeps} AND {bad} ORDER BY 1 {some}"
        ).fetchall()
        found += [Bad(row, cell.name, *_unfit(kind, _short(value, draft), marks)) for row, value in held]
    return sorted(found, key=lambda bad: bad.row)


def refusal_of(bad: Bad, draft: Draft) -> Refusal:
    return Refusal(
        place(draft.sheet.content.name, row=draft.sheet.line_of(bad.row), column=bad.column), bad.says, bad.mend
    )


def _short(value: str, draft: Draft) -> str:
    """As much of a cell as a message can hold; who swallowed half a file shows it by its beginning."""
    texts = any(c.personal == "free text" for c in CONTRACTS[draft.table].columns)
    most = _SHOWN_OF_TEXTS if texts else _SHOWN
    return value if len(value) <= most else f"{value[:most]}…"


def _unfit(kind: Kind, value: str, marks: Marks) -> tuple[Text, Text]:
    mend = text("Mend the cell, or export the file again. Nothing was loaded.")
    if kind == "day" or kind == "time":
        order = {"dmy": text("day first"), "mdy": text("month first"), "ymd": text("year first")}[marks.dates]
        return (
            text(
                '"{value}" is no date of the calendar, read {order} as in the rest of the file.',
                value=value,
                order=order,
            ),
            text("Mend the cell, or say what comes first: --dates dmy or mdy. Nothing was loaded."),
        )
    if kind == "whole":
        return text('"{value}" is no whole number.', value=value), mend
    if marks.decimal == ".":
        return text('"{value}" is no number with a decimal point.', value=value), mend
    return text('"{value}" is no number with a decimal comma.', value=value), mend


def broken_rows(
    connection: Any,
    draft: Draft,
    marks: Marks,
    check: Check,
    home: str,
    key: bytes,
    rates: str | None,
    some: str = "",
) -> list[Bad]:
    """Rows that break one check of the contract, with the cells they come from."""
    from .stage import final

    numbered = f"(SELECT row_number() OVER () AS takt_row, * FROM {draft.sheet.relation})"
    rows = final(connection, draft, Cells(marks, searching=True), numbered, home=home, key=key, rates=rates, row=True)
    cell = draft.origin.get(check.column)
    value = f"n.{cell.id}" if cell is not None else f'r."{check.column}"'
    held = connection.execute(
        f"SELECT takt_row, CAST({value} AS VARCHAR) FROM (SELECT * FROM ({rows}) WHERE {check.breaks}) r "
        f"JOIN {numbered} n USING (takt_row) ORDER BY takt_row {some}"
    ).fetchall()
    lacking = _rateless(connection, draft, marks, numbered, check, [row for row, _ in held], home)
    column = CONTRACTS[draft.table].column(check.column)
    hidden = column is not None and column.personal != "none"
    name = cell.name if cell else check.column
    found = []
    for row, shown in held:
        if row in lacking:
            found.append(Bad(row, name, *no_rate(lacking[row], home)))
        elif shown is None or hidden:
            found.append(Bad(row, name, check.says, check.mend))
        else:
            says = text('"{value}": {says}', value=_short(shown, draft), says=check.says)
            found.append(Bad(row, name, says, check.mend))
    return found


def _rateless(
    connection: Any, draft: Draft, marks: Marks, numbered: str, check: Check, rows: list[int], home: str
) -> dict[int, str]:
    """Rows whose money is there and has no rate, with their currency: the table of rates is wrong, not the cell."""
    cells = Cells(marks, searching=True)
    values = draft.values(cells)
    if check.code != "missing" or draft.currency is None or check.column not in values or not rows:
        return {}
    held = connection.execute(
        f"SELECT takt_row, {draft.currency(cells)} AS code, {values[check.column]} AS amount FROM {numbered} "
        f"WHERE takt_row IN ({', '.join(map(str, rows))}) AND amount IS NOT NULL AND code <> {literal(home)}"
    ).fetchall()
    return {row: str(code) for row, code, _ in held}


def no_rate(code: str, home: str) -> tuple[Text, Text]:
    return (
        text("there is no rate from {code} to {home} on or before that day.", code=code, home=home),
        text("Load a table of rates (date, currency, rate: {home} for one {code}) that begins early enough, "
             "then this file.", home=home, code=code),
    )  # fmt: skip
