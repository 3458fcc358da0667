"""DuckEngine: reductions compiled to SQL by Ibis and run by DuckDB over the visible Parquet files.

A snapshot becomes one view a table; DuckDB reads only the columns a query needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taktgeber.core import Book, Refusal, text

from .contracts import CONTRACTS, Contract
from .engine_batch import EngineBatch, Fetched
from .loads import LOADS, Load, Loads
from .visible import Spelling, speaking, still_seen


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


DUCKDB = Spelling(name=lambda name: f'"{name}"', literal=_literal)


class DuckEngine:
    """Implements core.Engine. tables: the folder of the Parquet files; book: names those that count."""

    def __init__(self, tables: Path, book: Book) -> None:
        self._tables = tables
        self._book = book
        self._connections: dict[str, Any] = {}

    def batch(self, snapshot: str) -> EngineBatch:
        connection = self._connection(snapshot)
        return EngineBatch(lambda expression: _fetched(connection, expression))

    def sql(self, snapshot: str, query: str) -> list[tuple[Any, ...]]:
        """A hand-written query on the standard tables: for tests and benches."""
        rows: list[tuple[Any, ...]] = self._connection(snapshot).execute(query).fetchall()
        return rows

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _connection(self, snapshot: str) -> Any:
        if snapshot not in self._connections:
            import duckdb

            loads = self._book.state(LOADS).at(snapshot)
            connection = duckdb.connect()
            for contract in CONTRACTS.values():
                connection.execute(view_of(contract, loads, self._tables))
            self._connections[snapshot] = connection
        return self._connections[snapshot]


def _fetched(connection: Any, expression: Any) -> Fetched:
    import ibis

    answer = connection.execute(str(ibis.to_sql(expression, dialect="duckdb")))
    names = [d[0] for d in answer.description]
    rows: Sequence[tuple[Any, ...]] = answer.fetchall()
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


def view_of(contract: Contract, loads: Loads, tables: Path) -> str:
    """CREATE VIEW of one standard table."""
    names = ", ".join(DUCKDB.name(n) for n in contract.names)
    whole, in_part = speaking(contract, loads)
    parts = [
        f"SELECT {names} FROM read_parquet({_place(contract, load, tables)}) WHERE {still_seen(contract, load, DUCKDB)}"
        for load in in_part
    ]
    if whole:
        places = ", ".join(_place(contract, load, tables) for load in whole)
        parts.insert(0, f"SELECT {names} FROM read_parquet([{places}])")
    if not parts:
        empty = ", ".join(f"CAST(NULL AS {c.duck}) AS {DUCKDB.name(c.name)}" for c in contract.columns)
        parts.append(f"SELECT {empty} WHERE false")
    return f'CREATE VIEW "{contract.table}" AS {" UNION ALL ".join(parts)}'


def _place(contract: Contract, load: Load, tables: Path) -> str:
    path = tables / contract.table / f"{load.stored}.parquet"
    if not path.is_file():
        raise Refusal(
            f".takt/tables/{contract.table}/{path.name}",
            text('the stored rows of "{file}" are missing.', file=load.file),
            text("Restore the folder .takt from your backup; the ledger names what must be there."),
        )
    return _literal(str(path))
