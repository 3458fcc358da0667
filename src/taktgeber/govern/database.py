"""One way to a database: an SQLite file by its path, or a PostgreSQL server by its address.

Whoever opens it finds its tables as this version needs them: migrations run by themselves, under a lock.
What the file or server answers in trouble leaves here as a Refusal in words. A lost read is asked once more; a
write never is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.types import TypeDecorator

from taktgeber.core import Refusal, text

from .database_words import Away, Step, in_words, lost
from .migrations import bring_up_to_date
from .pragmas import PATIENCE, set_pragma

__all__ = ["Away", "UTCDateTime", "erased_for_good", "in_words", "open_database", "place_of", "read", "writing"]

T = TypeVar("T")
_WRITES = "takt_writes"
_LINE = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "client_encoding": "utf8"}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC and given back so. SQLite gives times back without their zone: here they get it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


def open_database(address: Path | str) -> Engine:
    """address: path of an SQLite file (made where there is none) or a URL postgresql://user@host/name.

    Threads may share the engine. Ask through read(), write through writing(). A password comes from the variable
    TAKT_STORE_PASSWORD, else from ~/.pgpass. Raises Refusal where it cannot be reached or read.
    """
    engine = _file(address) if isinstance(address, Path) else _server(address)
    with in_words(place_of(engine), Step(opening=True)):
        bring_up_to_date(engine, writing)
    return engine


def place_of(engine: Engine) -> str:
    """How words name it: the file's name, or server and database. Never the user or a password."""
    url = engine.url
    return f"{url.host or 'localhost'}/{url.database}" if engine.dialect.name == "postgresql" else _name(url)


def _name(url: URL) -> str:
    return Path(url.database or "").name


def read(engine: Engine, ask: Callable[[Connection], T]) -> T:
    """What ask gives. Where the connection was lost it is asked once more, on a new one: ask only reads."""
    with in_words(place_of(engine)):
        try:
            with engine.connect() as connection:
                return ask(connection)
        except Exception as wrong:
            if not lost(wrong):
                raise
        with engine.connect() as connection:
            return ask(connection)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, all or nothing. On SQLite it holds the file's one write lock from the start."""
    step = Step()
    with in_words(place_of(engine), step), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        connection.begin()
        yield connection
        step.committing = True
        connection.commit()


def erased_for_good(engine: Engine, table: str, *more: str) -> None:
    """Call after the transaction that erased: on SQLite the journal is emptied, which may still hold the old bytes.

    On PostgreSQL deleted rows leave the files by vacuum, which is asked for here.
    """
    with in_words(place_of(engine)):
        if engine.dialect.name == "sqlite":
            with closing(engine.raw_connection()) as file:
                file.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql(f"VACUUM {', '.join((table, *more))}")


def _file(path: Path) -> Engine:
    with in_words(path.name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # names and password hashes are for its owner alone
    made = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": PATIENCE})
    event.listen(made, "connect", _settle)
    event.listen(made, "begin", _begin)
    return made


def _settle(db: sqlite3.Connection, record: Any) -> None:
    """What durability and erasure rest on. Transactions are begun by _begin, not by the driver's guesses."""
    db.isolation_level = None
    wanted: dict[str, str | int] = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    for name, value in wanted.items():
        stands = set_pragma(db, name, value)
        if stands != value:
            raise Refusal(
                "database",
                text("this disk does not let the file be written safely ({name} is {stands}).",
                     name=name, stands=str(stands)),
                text("Move the workspace to a local disk."),
            )  # fmt: skip


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


def _server(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError:
        url = None
    if url is None or url.drivername != "postgresql" or not url.database:
        raise Refusal(
            "store",
            text("this is no address of a PostgreSQL database."),
            text("Write it as postgresql://user@host/database."),
        )
    password = os.environ.get("TAKT_STORE_PASSWORD")
    url = url.set(drivername="postgresql+psycopg")
    url = url.set(password=password) if password else url
    return create_engine(url, pool_pre_ping=True, connect_args=_LINE)
