"""Search for the row that makes a file unfit, and say what is wrong with it in its own words.

Runs only when a load has failed, so it may be slow: the file is read again with its row numbers.
"""

from __future__ import annotations

from typing import Any

from taktgeber.core import Refusal, Text, place, text

from .cells import Cells, Kind, Marks
from .checks import Broken
from .contracts import CONTRACTS
from .draft import Draft

_SHOWN = 80  # characters
_SHOWN_OF_TEXTS = 20  # a row out of step may have a document's words in any cell


def refuse_wrong(draft: Draft, cells: Cells) -> None:
    """Refuses a workbook in which a cell that counts is an error or was never calculated."""
    at = sorted((row, int(id_[1:]), says) for (row, id_), says in draft.sheet.wrong.items() if id_ in cells.read)
    if at:
        row, column, says = at[0]
        raise Refusal(
            place(draft.sheet.content.name, row=draft.sheet.line_of(row), column=draft.sheet.cells[column].name),
            text("the cell has no value: {says}.", says=says),
            text("Mend the formula in the workbook, save it there, and load it again. Nothing was loaded."),
        )


def first_bad(connection: Any, draft: Draft, marks: Marks) -> Refusal | None:
    """The first cell, by row, that is neither empty nor a value of its kind."""
    cells = Cells(marks, searching=True)
    draft.values(cells)
    keeps = draft.keeps(cells) if draft.keeps else "true"
    numbered = f"SELECT row_number() OVER () AS takt_row, * FROM {draft.sheet.relation}"
    best: tuple[int, str, str, Kind] | None = None
    in_order = sorted(cells.uses.items(), key=lambda use: int(use[1].id[1:]))
    for (_, kind), cell in in_order:
        bad = f"NOT ({cells.blank(cell)}) AND ({cells.value(cell, kind)}) IS NULL"
        found = connection.execute(
            f"SELECT takt_row, CAST({cell.id} AS VARCHAR) FROM ({numbered}) WHERE {keeps} AND {bad} ORDER BY 1 LIMIT 1"
        ).fetchone()
        if found and (best is None or found[0] < best[0]):
            best = (found[0], found[1], cell.name, kind)
    if best is None:
        return None
    row, value, name, kind = best
    says, mend = _unfit(kind, _short(value, draft), marks)
    return Refusal(place(draft.sheet.content.name, row=draft.sheet.line_of(row), column=name), says, mend)


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


def refuse_broken(
    connection: Any, draft: Draft, marks: Marks, broken: Broken, home: str, key: bytes, rates: str | None
) -> Refusal:
    """The first row that breaks the contract, with the cell it comes from."""
    from .stage import final

    numbered = f"(SELECT row_number() OVER () AS takt_row, * FROM {draft.sheet.relation})"
    rows = final(connection, draft, Cells(marks, searching=True), numbered, home=home, key=key, rates=rates, row=True)
    column = broken.check.column
    row, value = connection.execute(
        f'SELECT takt_row, CAST("{column}" AS VARCHAR) FROM ({rows}) WHERE {broken.check.breaks} '
        "ORDER BY takt_row LIMIT 1"
    ).fetchone()
    cell = draft.origin.get(column)
    if cell is not None:
        value = connection.execute(
            f"SELECT CAST({cell.id} AS VARCHAR) FROM {numbered} WHERE takt_row = {row}"
        ).fetchone()[0]
    missing = (
        _missing_rate(connection, draft, marks, numbered, row, column, home) if broken.check.code == "missing" else None
    )
    where = place(draft.sheet.content.name, row=draft.sheet.line_of(row), column=cell.name if cell else column)
    if missing is not None:
        return Refusal(where, *missing)
    held = CONTRACTS[draft.table].column(column)
    if value is None or (held is not None and held.personal != "none"):
        return Refusal(where, broken.check.says, broken.check.mend)
    return Refusal(
        where, text('"{value}": {says}', value=_short(str(value), draft), says=broken.check.says), broken.check.mend
    )


def _missing_rate(
    connection: Any, draft: Draft, marks: Marks, numbered: str, row: int, column: str, home: str
) -> tuple[Text, Text] | None:
    """Money that is there and has no rate: what is wrong is the table of rates, not the cell."""
    if draft.currency is None:
        return None
    cells = Cells(marks, searching=True)
    values = draft.values(cells)
    if column not in values:
        return None
    code, amount = connection.execute(
        f"SELECT {draft.currency(cells)}, {values[column]} FROM {numbered} WHERE takt_row = {row}"
    ).fetchone()
    if amount is None or code is None or code == home:
        return None
    return no_rate(str(code), home)


def no_rate(code: str, home: str) -> tuple[Text, Text]:
    return (
        text("there is no rate from {code} to {home} on or before that day.", code=code, home=home),
        text("Load a table of rates (date, currency, rate: {home} for one {code}) that begins early enough, "
             "then this file.", home=home, code=code),
    )  # fmt: skip
