"""Quarantine: where a person asks for it, the good rows of a file go in and the bad ones are kept apart.

What is kept of a bad row is its place in the file, the column, the reason, and its cells as far as they
are no personal data. A file that cannot be understood as a whole (no currency, two decimal marks, a
quotation mark that never ends), or of which more than half is bad, is refused whole all the same.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text
from taktgeber.core.format import show

from .cells import Cells, Marks
from .checks import checks_of
from .contracts import CONTRACTS
from .decide import decide, uses_of
from .draft import Draft
from .neutral import neutral_cell
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
    worst = sorted({b.row: b for b in reversed(bad)}.values(), key=lambda b: b.row)
    if not worst and not misshapen:
        raise refused
    keeps = f"WHERE {whole.keeps(Cells(marks, searching=True))}" if whole.keeps else ""
    count = connection.execute(f"SELECT count(*) FROM {sheet.relation} {keeps}").fetchone()[0] + len(misshapen)
    rows = len(worst) + len(misshapen)
    if 2 * rows > count:
        raise Refusal(
            draft.sheet.content.name,
            text("{bad} of its {rows} rows are bad: too many to keep apart. The first of them: {says}",
                 bad=str(rows), rows=str(count), says=refused.says),
            refused.mend,
        )  # fmt: skip
    table = _table(connection, whole, worst, misshapen)
    return Sifted(_without(connection, whole, [b.row for b in worst], marks), rows, table)


Misshapen = tuple[int, str]  # line of the file, and the reason


def _laid_out(connection: Any, sheet: Sheet, refused: Refusal) -> tuple[Sheet, list[Misshapen]]:
    """The rows in a table of their own with their places in the file; rows of another width apart."""
    misshapen: list[Misshapen] = []
    if sheet.content.plain:
        import pyarrow as pa

        lines, held = [], []
        try:
            for line, cells in sheet.rows():
                if len(cells) == len(sheet.cells):
                    lines.append(line)
                    held.append([cell or None for cell in cells])
                else:
                    misshapen.append((line, show(too_wide(cells, sheet))))
        except csv.Error:
            raise refused from None
        columns = {c.id: pa.array([row[i] for row in held], pa.string()) for i, c in enumerate(sheet.cells)}
        connection.register("takt_lines", pa.table(columns))
        relation: str = "takt_lines"
    else:
        relation = sheet.relation
        count = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()[0]
        lines = list(sheet.lines or range(1, count + 1))
    numbered = f"SELECT row_number() OVER () AS takt_row, * FROM {relation}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE takt_rows AS {numbered}")
    ordered = "(SELECT * EXCLUDE takt_row FROM takt_rows ORDER BY takt_row)"
    return replace(sheet, relation=ordered, lines=lines), misshapen


def _without(connection: Any, draft: Draft, bad: Sequence[int], marks: Marks) -> Draft:
    out, sheet = set(bad), draft.sheet
    listed = ", ".join(map(str, bad)) or "0"
    relation = f"(SELECT * EXCLUDE takt_row FROM takt_rows WHERE takt_row NOT IN ({listed}) ORDER BY takt_row)"
    lines = tuple(line for row, line in enumerate(sheet.lines or (), 1) if row not in out)
    good = replace(sheet, relation=relation, lines=lines, wrong={})
    # The bad rows took part in deciding what the marks mean; without them the rest means the same.
    return replace(draft, sheet=good, decimal=marks.decimal, dates=marks.dates)


def _table(connection: Any, draft: Draft, bad: Sequence[Bad], misshapen: Sequence[Misshapen]) -> bytes:
    """One line a bad row: where it stands, what is wrong, and its cells that are nobody's personal data."""
    contract, sheet = CONTRACTS[draft.table], draft.sheet
    personal = {c.id for name, c in draft.origin.items() if (x := contract.column(name)) and x.personal != "none"}
    cells = [c for c in sheet.cells if c in draft.origin.values() and c.id not in personal]
    shown = ", ".join(f"CAST({c.id} AS VARCHAR)" for c in cells)
    listed = ", ".join(str(b.row) for b in bad) or "0"
    query = f"SELECT takt_row{', ' * bool(cells)}{shown} FROM takt_rows WHERE takt_row IN ({listed})"
    held = {row[0]: row[1:] for row in connection.execute(query).fetchall()}
    lines = [(sheet.line_of(b.row), b.column, show(b.says), *held[b.row]) for b in bad]
    lines += [(line, "", reason, *[None] * len(cells)) for line, reason in misshapen]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["row", "column", "reason", *(neutral_cell(c.name) for c in cells)])
    for row in sorted(lines, key=lambda line: line[0]):
        writer.writerow([neutral_cell("" if cell is None else str(cell)) for cell in row])
    return out.getvalue().encode()
