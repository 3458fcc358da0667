"""DuckEngine: reductions compiled to SQL by Ibis and run by DuckDB over the visible Parquet files.

A snapshot becomes one view a table; DuckDB reads only the columns a query needs. Reductions asked for
together whose aggregates stand on the same rows and the same groups are merged into one query;
where the grain differs, each is its own query on the one connection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from taktgeber.core import Book, Reduction, Refusal, text

from .contracts import CONTRACTS, Contract
from .loads import LOADS, Load, Loads

S = TypeVar("S")


class DuckEngine:
    """Implements core.Engine. tables: the folder of the Parquet files; book: names those that count."""

    def __init__(self, tables: Path, book: Book) -> None:
        self._tables = tables
        self._book = book
        self._connections: dict[str, Any] = {}

    def batch(self, snapshot: str) -> DuckBatch:
        return DuckBatch(self._connection(snapshot))

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


def view_of(contract: Contract, loads: Loads, tables: Path) -> str:
    """CREATE VIEW of one standard table: all loads that speak, less the periods they were relieved of."""
    names = ", ".join(f'"{n}"' for n in contract.names)
    whole: list[str] = []
    parts: list[str] = []
    for load in loads.of(contract.table):
        path = tables / contract.table / f"{load.stored}.parquet"
        if not path.is_file():
            raise Refusal(
                f".takt/tables/{contract.table}/{path.name}",
                text('the stored rows of "{file}" are missing.', file=load.file),
                text("Restore the folder .takt from your backup; the ledger names what must be there."),
            )
        place = str(path).replace("'", "''")
        if load.replaced_in_part:
            parts.append(f"SELECT {names} FROM read_parquet('{place}') WHERE {_still_seen(contract, load)}")
        else:
            whole.append(f"'{place}'")
    if whole:
        parts.insert(0, f"SELECT {names} FROM read_parquet([{', '.join(dict.fromkeys(whole))}])")
    if not parts:
        empty = ", ".join(f'CAST(NULL AS {c.duck}) AS "{c.name}"' for c in contract.columns)
        parts.append(f"SELECT {empty} WHERE false")
    return f'CREATE VIEW "{contract.table}" AS {" UNION ALL ".join(parts)}'


def _still_seen(contract: Contract, load: Load) -> str:
    from datetime import date

    first, last = f'CAST("{contract.first}" AS DATE)', f'CAST("{contract.last}" AS DATE)'
    said: list[str] = []
    for account, coverage in load.seen.items():
        pieces = [
            f"({first} = {last} AND {first} BETWEEN DATE '{a}' AND DATE '{b}')"
            for a, b in ((date.fromordinal(x), date.fromordinal(y)) for x, y in coverage.days)
        ]
        pieces += [
            f"({first} = DATE '{a}' AND {last} = DATE '{b}')"
            for a, b in ((date.fromordinal(x), date.fromordinal(y)) for x, y in sorted(coverage.ranges))
        ]
        if not pieces:
            continue
        of_account = f'"account" = {_literal(account)} AND ' if contract.by_account else ""
        said.append(f"({of_account}({' OR '.join(pieces)}))")
    return " OR ".join(said) or "false"


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


class DuckHandle(Generic[S]):
    def __init__(self, wanted: Reduction[S]) -> None:
        self.wanted = wanted
        self.columns: dict[str, list[Any]] | None = None

    def get(self) -> S:
        if self.columns is None:
            raise RuntimeError("run the batch before its summaries are read")
        return self.wanted.summary(self.columns)


class DuckBatch:
    """Implements core.Batch. queries: how many were sent, for those who count them."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._handles: list[DuckHandle[Any]] = []
        self.queries = 0

    def add(self, wanted: Reduction[S]) -> DuckHandle[S]:
        handle = DuckHandle(wanted)
        self._handles.append(handle)
        return handle

    def run(self) -> None:
        import ibis

        tables = unbound_tables()
        waiting = [h for h in self._handles if h.columns is None]
        plans = [(h, h.wanted.expression({name: tables[name] for name in h.wanted.reads})) for h in waiting]
        for expression, shares in merged(plans):
            sql = ibis.to_sql(expression, dialect="duckdb")
            fetched = self._fetch(str(sql))
            self.queries += 1
            for handle, names in shares:
                handle.columns = {mine: fetched[theirs] for mine, theirs in names.items()}

    def _fetch(self, sql: str) -> dict[str, list[Any]]:
        answer = self._connection.execute(sql)
        names = [d[0] for d in answer.description]
        rows: Sequence[tuple[Any, ...]] = answer.fetchall()
        return {name: [row[i] for row in rows] for i, name in enumerate(names)}


def unbound_tables() -> dict[str, Any]:
    import ibis

    return {name: ibis.table(contract.ibis_schema(), name=name) for name, contract in CONTRACTS.items()}


Share = tuple[DuckHandle[Any], Mapping[str, str]]


def merged(plans: Sequence[tuple[DuckHandle[Any], Any]]) -> list[tuple[Any, list[Share]]]:
    """Aggregates over the same rows and groups become one; every other expression stays its own."""
    import ibis.expr.operations as ops

    groups: dict[Any, list[tuple[DuckHandle[Any], Any]]] = {}
    for handle, expression in plans:
        op = expression.op()
        key = (op.parent, op.groups) if isinstance(op, ops.Aggregate) else handle
        groups.setdefault(key, []).append((handle, expression))
    return [_one_query(members) for members in groups.values()]


def _one_query(members: list[tuple[DuckHandle[Any], Any]]) -> tuple[Any, list[Share]]:
    import ibis.expr.operations as ops

    handle, expression = members[0]
    if len(members) == 1:
        return expression, [(handle, {name: name for name in expression.columns})]
    metrics: dict[str, Any] = {}
    shares: list[Share] = []
    for number, (handle, expression) in enumerate(members):
        op = expression.op()
        names = {name: name for name in op.groups}
        for name, metric in op.metrics.items():
            theirs = next((known for known, held in metrics.items() if held == metric), f"{name}__{number}")
            metrics[theirs] = metric
            names[name] = theirs
        shares.append((handle, {name: names[name] for name in expression.columns}))
    first = members[0][1].op()
    return ops.Aggregate(first.parent, first.groups, metrics).to_expr(), shares
