"""SparkEngine: the same reductions over Spark Connect (Spark 4, Databricks, Sail), compiled by Ibis for Spark.

The server reads the very Parquet files that the ledger names, where it sees them. Ibis compiles, the
session sends the SQL, Arrow comes back: no pandas between, so that whole numbers stay whole. Before
anything is summed the rows of every table are counted against the ledger, because a server that does
not find a file may answer as if it were empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taktgeber.core import Book, Refusal, text

from .contracts import CONTRACTS, Contract
from .engine_batch import EngineBatch, Fetched
from .loads import LOADS, Load, Loads
from .spark_session import connect, disconnect, in_words
from .visible import Spelling, speaking, still_seen

_TYPES = {
    "text": "STRING",
    "integer": "BIGINT",
    "small": "INT",
    "number": "DOUBLE",
    "money": "BIGINT",
    "date": "DATE",
    "time": "TIMESTAMP_NTZ",
}
# Servers read these as patterns, each in its own way.
_PATTERNS = frozenset("*?[]{}\\")


def _literal(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


SPARK = Spelling(name=lambda name: f"`{name}`", literal=_literal)


class SparkEngine:
    """Implements core.Engine. address: sc://host:port; tables: the folder of the Parquet files as the server
    sees it (path or URL); patience: seconds to wait for the server's first word."""

    def __init__(
        self, address: str, tables: str, book: Book, *, token: str | None = None, patience: float = 10.0
    ) -> None:
        self._address = address
        self._tables = tables.rstrip("/")
        self._book = book
        self._token = token
        self._patience = patience
        self._sessions: dict[str, Any] = {}

    def batch(self, snapshot: str) -> EngineBatch:
        session = self._session(snapshot)
        return EngineBatch(lambda expression: self._fetched(session, expression))

    def close(self) -> None:
        while self._sessions:
            _, session = self._sessions.popitem()
            disconnect(session)

    def _fetched(self, session: Any, expression: Any) -> Fetched:
        import ibis

        with in_words(self._address):
            table = session.sql(str(ibis.to_sql(expression, dialect="pyspark"))).toArrow()
        columns: Fetched = table.to_pydict()
        return columns

    def _session(self, snapshot: str) -> Any:
        if snapshot not in self._sessions:
            if _PATTERNS & set(self._tables):
                raise Refusal(
                    self._tables,
                    text(
                        "the engine would read some signs in the folder's name as a pattern: {signs}",
                        signs="* ? [ ] { } \\",
                    ),
                    text("Give the folder another name, or say under tables where the engine sees it."),
                )
            loads = self._book.state(LOADS).at(snapshot)
            session = connect(self._address, self._token, self._patience)
            try:
                self._see(session, loads)
            except BaseException:
                disconnect(session)
                raise
            self._sessions[snapshot] = session
        return self._sessions[snapshot]

    def _see(self, session: Any, loads: Loads) -> None:
        """One view a table, after its stored rows were counted."""
        named = {contract: self._stored(contract, loads) for contract in CONTRACTS.values()}
        self._all_there(session, {contract: stored for contract, stored in named.items() if stored})
        with in_words(self._address):
            for contract in CONTRACTS.values():
                self._visible(session, contract, loads).createOrReplaceTempView(contract.table)

    def _stored(self, contract: Contract, loads: Loads) -> tuple[Load, ...]:
        whole, in_part = speaking(contract, loads)
        return tuple({load.stored: load for load in (*whole, *in_part)}.values())

    def _visible(self, session: Any, contract: Contract, loads: Loads) -> Any:
        whole, in_part = speaking(contract, loads)
        frames = [self._read(session, contract, whole)] if whole else []
        frames += [self._read(session, contract, (load,)).filter(still_seen(contract, load, SPARK)) for load in in_part]
        if not frames:
            empty = ", ".join(f"CAST(NULL AS {_TYPES[c.type]}) AS {SPARK.name(c.name)}" for c in contract.columns)
            return session.sql(f"SELECT {empty} WHERE false")
        seen, *more = frames
        for frame in more:
            seen = seen.unionAll(frame)
        return seen

    def _read(self, session: Any, contract: Contract, loads: Sequence[Load]) -> Any:
        schema = ", ".join(f"{SPARK.name(c.name)} {_TYPES[c.type]}" for c in contract.columns)
        places = [f"{self._tables}/{contract.table}/{load.stored}.parquet" for load in loads]
        return session.read.schema(schema).parquet(*places)

    def _all_there(self, session: Any, named: dict[Contract, tuple[Load, ...]]) -> None:
        """Refuses a server that does not see every stored row, naming the first file that is not whole."""
        if not named:
            return
        from pyspark.errors import PySparkException

        expected = {contract.table: sum(load.rows for load in stored) for contract, stored in named.items()}
        try:
            counted = self._counts(session, named)
        except PySparkException:
            counted = None  # one file that is missing fails the whole question; below it is found
        if counted == expected:
            return
        for contract, stored in named.items():
            for load in stored:
                if not self._is_whole(session, contract, load):
                    raise Refusal(
                        f"{self._tables}/{contract.table}/{load.stored}.parquet",
                        text('the engine at {address} does not see the stored rows of "{file}".',
                             address=self._address, file=load.file),
                        text("Say under tables in taktgeber.toml where the engine sees the folder .takt/tables, "
                             "and copy there what is missing."),
                    )  # fmt: skip
        with in_words(self._address):
            self._counts(session, named)

    def _counts(self, session: Any, named: dict[Contract, tuple[Load, ...]]) -> dict[str, int]:
        for contract, stored in named.items():
            self._read(session, contract, stored).createOrReplaceTempView(f"{contract.table}_stored")
        queries = (f"SELECT '{c.table}' AS t, count(*) AS n FROM `{c.table}_stored`" for c in named)
        found = session.sql(" UNION ALL ".join(queries)).toArrow().to_pydict()
        return dict(zip(found["t"], found["n"], strict=True))

    def _is_whole(self, session: Any, contract: Contract, load: Load) -> bool:
        from pyspark.errors import PySparkException

        try:
            return bool(self._read(session, contract, (load,)).count() == load.rows)
        except PySparkException:
            return False
