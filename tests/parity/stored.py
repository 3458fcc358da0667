"""A case as the data room leaves it: Parquet files under their digests, and the ledger entries that name them."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from taktgeber.data import CONTRACTS
from taktgeber.data.coverage import Coverage
from tests.data.conftest import MemoryBook

from .cases import Case, Row


def store(case: Case, tables: Path) -> Any:
    """The book that names the stored rows. Each table lies in two files, as if loaded in two goes."""
    book = MemoryBook()
    for table in CONTRACTS:
        rows = case.rows(table)
        for part in (rows[::2], rows[1::2]):
            if part:
                book.found("loaded", _body(table, part, _write(tables, table, part), case.relieved), "m", "test")
    if case.relieved:
        _relieve(book, tables, case)
    return book


def _write(tables: Path, table: str, rows: list[Row]) -> str:
    folder = tables / table
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / "half.parquet"
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{c.name}" {c.duck}' for c in CONTRACTS[table].columns)
        connection.execute(f"CREATE TABLE t ({columns})")
        names = dict.fromkeys(name for row in rows for name in row)
        given = pa.table({name: [row.get(name) for row in rows] for name in names if name in CONTRACTS[table].names})
        connection.register("given", given)
        connection.execute("INSERT INTO t BY NAME SELECT * FROM given")
        connection.execute(f"COPY t TO '{half}' (FORMAT parquet)")
    stored = hashlib.sha256(half.read_bytes()).hexdigest()
    half.rename(folder / f"{stored}.parquet")
    return stored


def _body(table: str, rows: list[Row], stored: str, covering: bool) -> dict[str, Any]:
    covers: dict[str, Any] = {}
    if covering:
        for account in sorted({row["account"] for row in rows}):
            periods = [(row["first"], row["last"]) for row in rows if row["account"] == account]
            covers[account] = Coverage.of(periods).plain()
    return {
        "load": stored, "stored": stored, "file": f"{table} {stored[:6]}.csv", "table": table, "source": "x",
        "breakdown": [], "rows": len(rows), "sums": {}, "covers": covers, "replaces": [], "findings": [],
    }  # fmt: skip


def _relieve(book: Any, tables: Path, case: Case) -> None:
    """A later load speaks for 5 to 7 February and for March, in the place of the first ones."""
    days = Coverage.of([(date(2025, 2, d), date(2025, 2, d)) for d in (5, 6, 7)])
    march = Coverage.of([(date(2025, 3, 1), date(2025, 3, 31))])
    replaces = [
        {"load": entry.payload["load"], "account": account, "days": Coverage.from_plain(plain).same(lost).plain()}
        for entry in book.entries
        for account, plain in entry.payload["covers"].items()
        for lost in [days.joined(march)]
    ]
    plain = case.rows("media")[0]
    rows = [{**plain, "first": date(2025, 2, 5), "last": date(2025, 2, 5), "spend": 1000}]
    body = _body("media", rows, _write(tables, "media", rows), covering=True)
    book.found("loaded", {**body, "replaces": replaces}, "m", "test")
