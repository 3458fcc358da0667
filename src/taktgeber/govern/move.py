"""A workspace's ledger, people and accounts, carried whole from their files into an empty PostgreSQL database.

Both files are held while it lasts, so that nothing is entered in between. Only when the chain in its new home has
the head that it had does the workspace change its address; the files then take no more entries, from nobody.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, Integer, func, select
from sqlalchemy import text as statement

from taktgeber.core import Refusal, Text, text
from taktgeber.workspace import Workspace, keep_store, store_address

from .chain import COLUMNS
from .database import open_database, place_of, read, writing
from .store_postgres import PostgresStore
from .store_sqlite import SqliteStore, sent_on
from .tables import ERASABLE

_TYPES = ("int8", "text", "text", "text", "text", "text", "bytea", "text", "text")


@dataclass(frozen=True, slots=True)
class Moved:
    """place: server and database; rows: by table of people and accounts; files: what stays behind."""

    place: str
    entries: int
    head: str
    rows: dict[str, int]
    files: tuple[Path, ...]


def move_to_server(workspace: Workspace, address: str) -> Moved:
    """Refuses a workspace that is on a server already, a broken ledger and a database that holds anything."""
    store_address(address)
    if workspace.configuration.store != "sqlite":
        raise Refusal(
            "taktgeber.toml",
            text("this workspace keeps its ledger on a server already."),
            text("To move it from one server to another, use the server's own means, then change the address."),
        )
    with ExitStack() as opened:
        ledger, people = SqliteStore(workspace.ledger), open_database(workspace.people)
        opened.callback(ledger.close)
        opened.callback(people.dispose)
        target, server = PostgresStore(address), open_database(address)
        opened.callback(target.close)
        opened.callback(server.dispose)
        _must_be_empty(server)
        with ledger.writing(), writing(people) as names:
            count, head, _ = ledger.last()
            broken = ledger.verify(head)
            _must_be_whole(broken, text("entry {entry} is not as it was written.", entry=str(broken)))
            rows = _copy(ledger, names, server)
            broken = target.verify(head)
            _must_be_whole(broken, text("entry {entry} did not arrive as it was.", entry=str(broken)))
            ledger.send_on(place_of(server))
            for table in rows:
                names.exec_driver_sql(sent_on(table, place_of(server)))
            keep_store(workspace.root, address)
    return Moved(place_of(server), count, head, rows, tuple(map(_left_behind, (workspace.ledger, workspace.people))))


def _must_be_empty(server: Engine) -> None:
    def filled(connection: Connection) -> list[str]:
        tables = [*map(str, ERASABLE.tables), "entries"]
        return [t for t in tables if connection.execute(statement(f"SELECT 1 FROM {t} LIMIT 1")).first()]

    if held := read(server, filled):
        raise Refusal(
            place_of(server),
            text("this database is not empty: it holds {tables}.", tables=tuple(held)),
            text("Make a new one, such as with: createdb NAME. Nothing was moved."),
        )


def _must_be_whole(broken: int | None, says: Text) -> None:
    if broken is not None:
        raise Refusal("ledger", says, text("The workspace stays where it was. See what is broken: takt ledger verify"))


def _left_behind(file: Path) -> Path:
    left = file.with_name(f"{file.name}.moved")
    file.replace(left)
    return left


def _copy(ledger: SqliteStore, names: Connection, server: Engine) -> dict[str, int]:
    rows = {}
    with writing(server) as connection:
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY entries ({COLUMNS}) FROM STDIN (FORMAT BINARY)") as entries:
            entries.set_types(_TYPES)
            for entry in ledger.rows(1, ledger.last()[0]):
                entries.write_row(entry)
        for table in ERASABLE.sorted_tables:
            kept = [dict(row) for row in names.execute(select(table)).mappings()]
            if kept:
                connection.execute(table.insert(), kept)
            rows[table.name] = len(kept)
            for column in table.primary_key:
                if kept and isinstance(column.type, Integer):
                    sequence = func.pg_get_serial_sequence(table.name, column.name)
                    connection.execute(select(func.setval(sequence, max(row[column.name] for row in kept))))
        connection.execute(statement("ANALYZE"))
    return rows
