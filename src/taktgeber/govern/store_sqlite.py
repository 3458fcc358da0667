"""The ledger in a file: one append-only table of SQLite whose lines are chained by SHA-256 (see chain).

Verifying reads raw bytes: what is checked is what stands in the file. Triggers forbid update and
delete and let a line in only at the end, onto the head, with its right link; a line put in by another
program fails there. WAL with full sync: what was acknowledged survives a killed process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, cast

from taktgeber.core import Refusal, text

from .chain import COLUMNS, ZERO, Raw, Row, first_broken, link
from .pragmas import PATIENCE, set_pragma
from .walk_file import walk_file

_BLOCK = 4096

_TABLE = """CREATE TABLE entries (
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('found', 'decided')), source TEXT NOT NULL,
  body BLOB NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT"""
_LOCKS = {
    "entries_by_kind": "CREATE INDEX entries_by_kind ON entries (kind, seq)",
    "entries_never_change": """CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
  BEGIN SELECT raise(ABORT, 'the ledger is append-only: nothing in it is changed'); END""",
    "entries_never_go": """CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
  BEGIN SELECT raise(ABORT, 'the ledger is append-only: nothing in it is deleted'); END""",
    "entries_only_at_the_end": f"""CREATE TRIGGER entries_only_at_the_end BEFORE INSERT ON entries BEGIN
  SELECT raise(ABORT, 'the ledger is append-only: an entry comes after the last one')
    WHERE new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
       OR new.previous IS NOT coalesce((SELECT hash FROM entries ORDER BY seq DESC LIMIT 1), '{ZERO}')
       OR new.hash IS NOT takt_link(new.seq, new.at, new.actor, new.kind, new.standing, new.source,
                                    new.body, new.previous); END""",
}


class SqliteStore:
    """One open file. Every error of SQLite leaves here as a Refusal in words."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._in_words():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(
                path, timeout=PATIENCE, isolation_level=None, cached_statements=256, check_same_thread=False
            )  # one thread uses it; another may close it
            self._db.create_function("takt_link", 8, _link_of_columns, deterministic=True)
            self._settle()

    def _settle(self) -> None:
        """Set what durability rests on, read it back, and see that the locks stand."""
        wanted: dict[str, str | int] = {"journal_mode": "wal", "synchronous": 2, "trusted_schema": 1, "foreign_keys": 1}
        for name, value in wanted.items():
            stands = set_pragma(self._db, name, value)
            if stands != value:
                raise Refusal(
                    self.path.name,
                    text("this disk does not let the ledger be written safely ({name} is {stands}).",
                         name=name, stands=str(stands)),
                    text("Move the workspace to a local disk."),
                )  # fmt: skip
        known = self._schema()
        if known.get("entries") == _TABLE and all(known.get(name) == sql for name, sql in _LOCKS.items()):
            return
        with self.writing():
            known = self._schema()
            if known.get("entries") not in (None, _TABLE):
                self._damaged("its table is not the one this version writes")
            if "entries" not in known:
                self._db.execute(_TABLE)
            for name, sql in _LOCKS.items():
                if known.get(name) != sql:
                    self._db.execute(f"DROP {'INDEX' if 'INDEX' in sql else 'TRIGGER'} IF EXISTS {name}")
                    self._db.execute(sql)

    def _schema(self) -> dict[str, str]:
        rows = self._db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return dict(rows.fetchall())

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._in_words():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def mark(self) -> Callable[[], None]:
        self._db.execute("SAVEPOINT here")
        return lambda: cast(None, self._db.execute("ROLLBACK TO here"))

    def add(self, row: Raw) -> None:
        seq, *texts = row
        body = texts.pop(5)
        decoded = [column.decode() for column in texts]
        self._db.execute("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?)", (seq, *decoded[:5], body, *decoded[5:]))

    def last(self) -> tuple[int, str, datetime | None]:
        with self._in_words():
            row = self._db.execute("SELECT seq, hash, at FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        if row is None:
            return 0, ZERO, None
        try:
            return row[0], row[1], datetime.fromisoformat(row[2])
        except ValueError:
            self._damaged(f"entry {row[0]} is not readable")

    def rows(self, first: int, last: int, kinds: tuple[str, ...] = (), before: str | None = None) -> Iterator[Row]:
        wanted = f" AND kind IN ({','.join('?' * len(kinds))})" if kinds else ""
        until = " AND at <= ?" if before else ""
        values = (first, last, *kinds, *((before,) if before else ()))
        with self._in_words():
            sql = f"SELECT {COLUMNS} FROM entries WHERE seq BETWEEN ? AND ?{wanted}{until} ORDER BY seq"
            cursor = self._db.execute(sql, values)
            while block := cursor.fetchmany(_BLOCK):
                yield from block

    def newest(self, before: int, kind: str = "") -> Iterator[Row]:
        wanted, values = (" AND kind = ?", (before, kind)) if kind else ("", (before,))
        with self._in_words():
            yield from self._db.execute(
                f"SELECT {COLUMNS} FROM entries WHERE seq < ?{wanted} ORDER BY seq DESC", values
            )

    def verify(self, head: str | None) -> int | None:
        return first_broken(*walk_file(self.path, head))

    def send_on(self, place: str) -> None:
        """Within writing: the last that is done to it. Programs that hold the file open enter nothing more."""
        self._db.execute(sent_on("entries", place))

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as wrong:
            raise Refusal(
                self.path.name,
                text("{wrong}.", wrong=str(wrong)),
                text("Enter what is new with: takt ledger enter FILE"),
            ) from None
        except sqlite3.OperationalError as wrong:
            if "locked" not in str(wrong):
                self._damaged(str(wrong))
            raise Refusal(
                self.path.name,
                text("another program has been writing to the ledger for a minute."),
                text("Wait until it is done, then try again. Nothing was written."),
            ) from None
        except (sqlite3.DatabaseError, OSError) as wrong:
            self._damaged(str(wrong))

    def _damaged(self, wrong: str) -> NoReturn:
        raise Refusal(
            self.path.name,
            text("this file is not a whole ledger: {wrong}.", wrong=wrong),
            text("Restore it from your last backup and compare: takt ledger verify --head HASH, with the head that is "
                 "printed on a brief. Nothing was written."),
        ) from None  # fmt: skip


def sent_on(table: str, place: str) -> str:
    """SQL of the lock on a table whose rows live elsewhere by now."""
    named = place.replace("'", "''")
    return f"""CREATE TRIGGER {table}_moved BEFORE INSERT ON {table}
  BEGIN SELECT raise(ABORT, 'this workspace has moved to {named}: nothing is entered here'); END"""


def _link_of_columns(seq: Any, *columns: Any) -> str | None:
    try:
        raw = [column.encode() if isinstance(column, str) else bytes(column) for column in columns]
        linked = link(seq, *raw)
    except (TypeError, ValueError):
        return None
    return linked.decode() if linked else None
