"""Stage a draft: decide its marks, write checked Parquet in one pass, and find the row where it fails.

The fast path reads and converts at the engine's speed and only knows that something does not fit; the
search then reads again, slowly, and names row, column and value. A staged file is not visible yet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text
from taktgeber.core.money import EXPONENTS as EXPONENTS
from taktgeber.core.money import minor_digits

from .cells import Cells, Marks
from .checks import checks_of, run_checks
from .contracts import CONTRACTS, Column, Contract
from .coverage import Coverage
from .decide import decide, uses_of
from .draft import Draft
from .gather import Held, gathered
from .pseudonym import pseudonyms
from .search import bad_cells, broken_rows, no_rate, refusal_of, valueless
from .sheet import quoted, ragged


@dataclass(frozen=True, slots=True)
class Staged:
    """covers: by account ("" where the table has none). equal: rows beyond the first of equal ones."""

    rows: int
    covers: Mapping[str, Coverage]
    sums: Mapping[str, int | float]
    equal: int
    unknown_markets: int
    marks: Marks


def stage(
    connection: Any,
    draft: Draft,
    out: Path,
    *,
    home: str,
    key: bytes,
    today: date | None,
    rates: str | None,
    held: Held | None = None,
) -> Staged:
    """Write the draft's rows to out. rates: SQL that creates the view of rates, where any were loaded."""
    import duckdb

    contract = CONTRACTS[draft.table]
    trial, marks = Cells(), Marks()
    plan(draft, trial)
    if bad := valueless(draft, trial):
        raise refusal_of(bad[0], draft)
    try:
        marks = decide(connection, draft.sheet, uses_of(trial), draft.decimal, draft.dates)
        source = _numbered(connection, draft, trial) if contract.column("customer") else draft.sheet.relation
        cells = Cells(marks)
        wanted = final(connection, draft, cells, source, home=home, key=key, rates=rates)
        wanted = gathered(wanted, held) if held is not None else wanted
        connection.execute(f"COPY ({wanted}) TO {quoted(out)} (FORMAT parquet)")
    except duckdb.Error as wrong:
        raise _diagnosed(connection, draft, marks, wrong, home) from None
    broken = run_checks(connection, checks_of(contract, today), f"read_parquet({quoted(out)})")
    if broken:
        # A word that is no currency has no rate either: name the word, not the rate.
        worst = min(broken, key=lambda b: b.check.code != "no-currency")
        first = broken_rows(connection, draft, marks, worst.check, home, key, rates, "LIMIT 1")
        raise refusal_of(first[0], draft)
    return _measured(connection, contract, f"read_parquet({quoted(out)})", draft, marks)


def plan(draft: Draft, cells: Cells) -> None:
    """Let the draft name its cells, so that their marks can be decided."""
    draft.values(cells)
    if draft.keeps:
        draft.keeps(cells)
    if draft.currency:
        draft.currency(cells)


def _numbered(connection: Any, draft: Draft, cells: Cells) -> str:
    """The file's rows with their order, which makes the lines of an invoice."""
    ids = ", ".join(sorted(cells.read))
    rows = f"SELECT row_number() OVER () AS takt_row, {ids} FROM {draft.sheet.relation}"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE numbered AS {rows}")
    return "numbered"


def final(
    connection: Any,
    draft: Draft,
    cells: Cells,
    source: str,
    *,
    home: str,
    key: bytes,
    rates: str | None,
    row: bool = False,
) -> str:
    """SQL of the table's rows: money in minor units of the workspace, customers as pseudonyms.

    row: also takt_row, the row of the file, where source has it.
    """
    contract = CONTRACTS[draft.table]
    keeps = f" WHERE {draft.keeps(cells)}" if draft.keeps else ""
    cells.layered = True
    values = dict(draft.values(cells))
    code = draft.currency(cells) if draft.currency else f"'{home}'"
    foreign = code != f"'{home}'" and any(c.type == "money" for c in contract.columns)
    customer = values.get("customer")
    if "line" not in values and contract.column("line"):
        values["line"] = f"row_number() OVER (PARTITION BY {values['transaction']} ORDER BY takt_row)"
    drafted = ", ".join(f'{sql} AS "{name}"' for name, sql in values.items())
    source = cells.over(source, keeps)
    also = "takt_row, " if row else ""
    inner = f"SELECT {also}{drafted}, {code} AS takt_code FROM {source}"
    joins = ""
    if foreign:
        joins += _rate_join(connection, contract, home, rates)
    if customer is not None:
        pseudonyms(connection, f"SELECT DISTINCT {customer} FROM {source}", key)
        joins += ' LEFT JOIN takt_pseudonyms p ON d."customer" = p.known'
    # Where all money may be empty, money without a rate would look like none; else the contract's checks see it.
    strict = foreign and not cells.searching and not any(c.required and c.type == "money" for c in contract.columns)
    columns = ", ".join(f'{_out(c, values, home, foreign, strict)} AS "{c.name}"' for c in contract.columns)
    return f"SELECT {'d.takt_row, ' if row else ''}{columns} FROM ({inner}) d{joins}"


def _out(column: Column, values: Mapping[str, str], home: str, foreign: bool, strict: bool) -> str:
    name = column.name
    if name == "customer":
        return "p.pseudonym"
    if name == "currency" and name not in values:
        return "d.takt_code"
    if name == "spend_original":
        return f'CAST(round(d."spend" * {_minor("d.takt_code") if foreign else 10 ** minor_digits(home)}) AS BIGINT)'
    if column.type != "money":
        return f'CAST(d."{name}" AS {column.duck})'
    lacking = "error('takt: no rate from ' || d.takt_code)" if strict else "NULL"
    known = f"CASE WHEN d.takt_code = '{home}' THEN 1 WHEN r.rate IS NOT NULL THEN r.rate"
    rate = f' * {known} WHEN d."{name}" IS NOT NULL THEN {lacking} END' if foreign else ""
    return f'CAST(round(d."{name}" * {10 ** minor_digits(home)}{rate}) AS BIGINT)'


def _minor(code: str) -> str:
    arms = " ".join(f"WHEN '{c}' THEN {10**digits}" for c, digits in EXPONENTS.items() if digits != 2)
    return f"CASE {code} {arms} ELSE 100 END"


def _rate_join(connection: Any, contract: Contract, home: str, rates: str | None) -> str:
    if rates is not None:
        connection.execute(rates.replace("CREATE VIEW", "CREATE OR REPLACE VIEW", 1))
        held = 'SELECT currency, "date", max_by(rate, source) AS rate FROM rates GROUP BY ALL'
    else:
        held = "SELECT '' AS currency, DATE '2000-01-01' AS \"date\", 1.0 AS rate WHERE false"
    if contract.first is None:  # what has no day, such as a yearly fee, is worth what the newest rate says
        newest = f'SELECT currency, max_by(rate, "date") AS rate FROM ({held}) GROUP BY 1'
        return f" LEFT JOIN ({newest}) r ON d.takt_code = r.currency"
    day = f'CAST(d."{contract.first}" AS DATE)'
    return f' ASOF LEFT JOIN ({held}) r ON d.takt_code = r.currency AND {day} >= r."date"'


def _diagnosed(connection: Any, draft: Draft, marks: Marks, wrong: Exception, home: str) -> Refusal:
    import duckdb

    try:
        found = ragged(draft.sheet)
        bad = [] if found else bad_cells(connection, draft, marks, "LIMIT 1")
    except duckdb.Error:
        found, bad = None, []  # not even the search can read it
    if found is not None:
        return found
    if bad:
        return refusal_of(bad[0], draft)
    if lacking := re.search(r"takt: no rate from (\w*)", str(wrong)):
        return Refusal(draft.sheet.content.name, *no_rate(lacking[1], home))
    return unreadable(draft.sheet.content.name, wrong)


def unreadable(file: str, wrong: Exception) -> Refusal:
    return Refusal(
        file,
        text("the engine cannot read the file: {wrong}", wrong=str(wrong).splitlines()[0][:160]),
        text("Save it as plain CSV (UTF-8), best from the platform itself, and load that."),
    )


def _measured(connection: Any, contract: Contract, relation: str, draft: Draft, marks: Marks) -> Staged:
    rows = connection.execute(f"SELECT count(*) FROM {relation}").fetchone()[0]
    if not rows and not draft.gather:
        raise Refusal(
            draft.sheet.content.name,
            text("the file has a header and no rows that count."),
            text("Choose a period in which something ran, then export again."),
        )
    return Staged(
        rows,
        _covers(connection, contract, relation),
        _sums(connection, contract, relation),
        equal_rows(connection, contract, relation),
        connection.execute(f"SELECT count(*) FROM {relation} WHERE market IS NULL").fetchone()[0]
        if contract.column("market")
        else 0,
        marks,
    )


def _covers(connection: Any, contract: Contract, relation: str) -> dict[str, Coverage]:
    if contract.first is None:
        return {}
    account = f'"{contract.beside}"' if contract.beside else "''"
    periods = connection.execute(
        f'SELECT DISTINCT {account}, CAST("{contract.first}" AS DATE), CAST("{contract.last}" AS DATE) FROM {relation}'
    ).fetchall()
    by_account: dict[str, list[tuple[date, date]]] = {}
    for name, first, last in periods:
        by_account.setdefault(name, []).append((first, last))
    return {name: Coverage.of(found) for name, found in sorted(by_account.items())}


def _sums(connection: Any, contract: Contract, relation: str) -> dict[str, int | float]:
    added = [c for c in contract.columns if c.type in ("money", "integer") and c.name != "spend_original"]
    if not added:
        return {}
    found: Sequence[Any] = connection.execute(
        f"SELECT {', '.join(f'coalesce(sum({chr(34)}{c.name}{chr(34)}), 0)' for c in added)} FROM {relation}"
    ).fetchone()
    return {c.name: int(value) for c, value in zip(added, found, strict=True)}


def equal_rows(connection: Any, contract: Contract, relation: str) -> int:
    """Rows that repeat another one in all columns but the line. Hashes first, then the rows themselves."""
    names = ", ".join(f'"{n}"' for n in contract.names if n != "line")
    hashed = f"SELECT hash({names}) AS h FROM {relation}"
    same = f"SELECT h FROM ({hashed}) GROUP BY h HAVING count(*) > 1"
    if not connection.execute(f"SELECT count(*) - count(DISTINCT h) FROM ({hashed})").fetchone()[0]:
        return 0
    groups = f"SELECT count(*) AS n FROM {relation} WHERE hash({names}) IN ({same}) GROUP BY {names}"
    return int(connection.execute(f"SELECT coalesce(sum(n - 1), 0) FROM ({groups}) WHERE n > 1").fetchone()[0])
