"""Quarantine: where a person asks for it, the good rows of a file go in and the bad ones are kept apart.

What is kept of a bad row is its place in the file, the column, the reason, and its cells as far as they
are no personal data. A file that cannot be understood as a whole (no currency, two decimal marks, a
quotation mark that never ends), or of which more than half is bad, is refused whole all the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text
from taktgeber.core.format import show
from taktgeber.core.spreadsheet import neutral_cell

from .cells import Cells, Marks
from .checks import checks_of
from .contracts import CONTRACTS
from .decide import decide, uses_of
from .draft import Draft
from .search import Bad, bad_cells, broken_rows, valueless
from .sheet import Sheet, too_wide


@dataclass(frozen=True, slots=True)
class Sifted:
    """draft: of the good rows alone; rows: how many were bad; table: the bad ones, as CSV."""

    draft: Draft
    rows: int
    table: bytes

    @property
    def name(self) -> str:
        return f"{hashlib.sha256(self.table).hexdigest()}.csv"


def folder_of(inside: Path) -> Path:
    return inside / "quarantine"


def sift(
    connection: Any, draft: Draft, refused: Refusal, *, home: str, key: bytes, today: date | None, rates: str | None
) -> Sifted:
    """Part the rows of a file that was refused; raises the refusal where no row is to blame for it."""
    sheet, misshapen = _laid_out(connection, draft.sheet, refused)
    whole = replace(draft, sheet=sheet)
    trial = Cells()
    whole.values(trial)
    if whole.keeps:
        whole.keeps(trial)
    marks = decide(connection, sheet, uses_of(trial), draft.decimal, draft.dates)
    bad = [*valueless(whole, trial), *bad_cells(connection, whole, marks)]
    for check in checks_of(CONTRACTS[draft.table], today):
        bad += broken_rows(connection, whole, marks, check, home, key, rates)
    by_row = {sheet.raw_row(b.row): b for b in reversed(bad)}
    worst = _with_their_group(connection, sheet, by_row)
    if not worst and not misshapen:
        raise refused
    keeps = f"WHERE {whole.keeps(Cells(marks, searching=True))}" if whole.keeps else ""
    numbered = f"SELECT row_number() OVER () AS takt_row, * FROM {sheet.relation}"
    counted = f"SELECT count(DISTINCT (takt_row - 1) // {sheet.parts}) FROM ({numbered}) {keeps}"
    count = connection.execute(counted).fetchone()[0] + len(misshapen)
    rows = len(worst) + len(misshapen)
    if 2 * rows > count:
        raise Refusal(
            draft.sheet.content.name,
            text("{bad} of its {rows} rows are bad: too many to keep apart. The first of them: {says}",
                 bad=str(rows), rows=str(count), says=refused.says),
            refused.mend,
        )  # fmt: skip
    table = _table(connection, whole, worst, misshapen)
    return Sifted(_without(connection, whole, set(worst), marks), rows, table)


Misshapen = tuple[int, str]  # line of the file, and the reason


def _laid_out(connection: Any, sheet: Sheet, refused: Refusal) -> tuple[Sheet, list[Misshapen]]:
    """The rows in a table of their own with their places in the file; rows of another width apart."""
    misshapen: list[Misshapen] = []
    if sheet.content.plain:
        import pyarrow as pa

        lines, held = [], []
        try:
            for line, cells in sheet.rows():
                if len(cells) == sheet.width:
                    lines.append(line)
                    held.append([cell or None for cell in cells])
                else:
                    misshapen.append((line, show(too_wide(cells, sheet))))
        except csv.Error:
            raise refused from None
        columns = {c.id: [row[i] for row in held] for i, c in enumerate(sheet.cells[: sheet.width])}
        connection.register(
            "takt_lines", pa.table({id_: pa.array(cells, pa.string()) for id_, cells in columns.items()})
        )
        relation: str = "takt_lines"
    else:
        relation = sheet.raw
        count = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()[0]
        lines = list(sheet.lines or range(1, count + 1))
    numbered = f"SELECT row_number() OVER () AS takt_row, * FROM {relation}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE takt_rows AS {numbered}")
    ordered = "(SELECT * EXCLUDE takt_row FROM takt_rows ORDER BY takt_row)"
    return replace(sheet, raw=ordered, lines=lines), misshapen


def _with_their_group(connection: Any, sheet: Sheet, bad: dict[int, Bad]) -> dict[int, Bad]:
    """With a bad row its whole order is left out: the rest of it would be an order that never was."""
    if sheet.group is None or not bad:
        return bad
    by, listed = sheet.group.id, ", ".join(map(str, bad))
    orders = f"SELECT {by}, min(takt_row) AS first FROM takt_rows WHERE takt_row IN ({listed}) GROUP BY 1"
    others = connection.execute(f"SELECT takt_row, first FROM takt_rows JOIN ({orders}) USING ({by})").fetchall()
    mend = text("Mend the other row.")
    for row, first in others:
        says = text("row {row}, which belongs to it, is bad.", row=str((sheet.lines or ())[first - 1]))
        bad.setdefault(row, Bad(0, sheet.group.name, says, mend))
    return bad


def _without(connection: Any, draft: Draft, bad: Collection[int], marks: Marks) -> Draft:
    sheet = draft.sheet
    listed = ", ".join(map(str, bad)) or "0"
    raw = f"(SELECT * EXCLUDE takt_row FROM takt_rows WHERE takt_row NOT IN ({listed}) ORDER BY takt_row)"
    lines = tuple(line for row, line in enumerate(sheet.lines or (), 1) if row not in bad)
    good = replace(sheet, raw=raw, lines=lines, wrong={})
    # The bad rows took part in deciding what the marks mean; without them the rest means the same.
    return replace(draft, sheet=good, decimal=marks.decimal, dates=marks.dates)


def _table(connection: Any, draft: Draft, bad: Mapping[int, Bad], misshapen: Sequence[Misshapen]) -> bytes:
    """One line a bad row: where it stands, what is wrong, and its cells that are nobody's personal data."""
    contract, sheet = CONTRACTS[draft.table], draft.sheet
    personal = {c.id for name, c in draft.origin.items() if (x := contract.column(name)) and x.personal != "none"}
    cells = [c for c in sheet.cells[: sheet.width] if c in draft.origin.values() and c.id not in personal]
    shown = ", ".join(f"CAST({c.id} AS VARCHAR)" for c in cells)
    listed = ", ".join(map(str, bad)) or "0"
    query = f"SELECT takt_row{', ' * bool(cells)}{shown} FROM takt_rows WHERE takt_row IN ({listed})"
    held = {row[0]: row[1:] for row in connection.execute(query).fetchall()}
    lines = [((sheet.lines or ())[row - 1], b.column, show(b.says), *held[row]) for row, b in bad.items()]
    lines += [(line, "", reason, *[None] * len(cells)) for line, reason in misshapen]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["row", "column", "reason", *(neutral_cell(c.name) for c in cells)])
    for row in sorted(lines, key=lambda line: line[0]):
        writer.writerow([neutral_cell("" if cell is None else str(cell)) for cell in row])
    return out.getvalue().encode()
