"""The ledger on a PostgreSQL server: the same table, the same bytes, the same chain (see chain).

One advisory lock lets one writer in at a time, so that rules run on the newest state. Entries never change, so
they are read in pages by their number: no transaction stays open, and a lost connection goes on where it broke. A
write whose commit got no answer is looked up once the server is back; where it stays away the words say that
nobody knows yet.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn, TypeVar

import psycopg

from taktgeber.core import Refusal, text

from .chain import COLUMNS, ZERO, Linked, Raw, Row, first_broken, opening, walk
from .database import open_database, place_of
from .database_words import Step, in_words, lost
from .locks_postgres import TABLE, locks_stand, set_locks, table_of

T = TypeVar("T")
_PAGE = 8192
_SCREEN = 256  # entries that a reader who goes back may not want all of
_PATIENCE = 8.0  # seconds that a lost commit waits for its server, to learn what became of it
_SET = """SET lock_timeout = '60s';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"""
_LOCK = "SELECT pg_advisory_xact_lock(7461679001)"
_BEGIN = f"BEGIN ISOLATION LEVEL READ COMMITTED; {_LOCK}"
_LAST = "SELECT seq, hash, at FROM entries ORDER BY seq DESC LIMIT 1"
_ADD = f"INSERT INTO entries ({COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %b, %s, %s)"
_LINKED = f"""SELECT seq, convert_to({opening("chr(10)", "seq::text")}, 'UTF8'), body, convert_to(previous, 'UTF8'),
convert_to(hash, 'UTF8') FROM entries WHERE seq > %s ORDER BY seq LIMIT {_PAGE}"""


class PostgresStore:
    """One connection, made anew when it was lost. Every error of the server leaves here as a Refusal in words."""

    def __init__(self, address: str) -> None:
        self._engine = open_database(address)
        self._name = place_of(self._engine)
        self._engine.dispose()
        self._db: psycopg.Connection[Any] | None = None
        self._writes = False
        self._tip: tuple[int, str] | None = None
        with self._in_words(Step(opening=True)):
            self._settle(self._home())

    def _settle(self, db: psycopg.Connection[Any]) -> None:
        """See that the table is the ledger's and that its locks stand."""
        if (encoding := db.info.parameter_status("server_encoding")) != "UTF8":
            self._damaged(f"its encoding is {encoding}, not UTF8")
        if table_of(db) != TABLE:
            self._damaged("its table is not the one this version writes")
        if not locks_stand(db):
            with self.writing():
                set_locks(db)

    def _home(self) -> psycopg.Connection[Any]:
        if self._db is None or self._db.closed:
            if self._writes:  # a new connection would know nothing of the transaction
                raise psycopg.OperationalError("the connection is closed")
            pooled = self._engine.raw_connection()
            made: Any = pooled.driver_connection
            pooled.detach()
            made.autocommit = True
            made.execute(_SET)
            self._db = made
        return self._db

    def _ask(self, ask: Callable[[psycopg.Connection[Any]], T]) -> T:
        """What ask gives; on a new connection where the old one was lost, but never in the midst of writing."""
        try:
            return ask(self._home())
        except Exception as wrong:
            if self._writes or not lost(wrong):
                raise
            self._leave()
        return ask(self._home())

    def _leave(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None

    # ------------------------------------------------------------------ writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        step = Step()
        with self._in_words(step):
            self._ask(lambda db: db.execute(_BEGIN))
            self._writes, self._tip = True, None
            try:
                yield
                step.committing = self._tip is not None
                self._commit()
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._writes = False

    def _commit(self) -> None:
        try:
            self._home().execute("COMMIT")
        except Exception as wrong:
            if self._tip is None or not lost(wrong):
                raise
            if not self._looked_up(self._tip):
                raise Refusal(
                    self._name,
                    text("the connection broke before the last step was written: nothing of it stands."),
                    text("Do it again. All that was confirmed before is safe."),
                ) from None

    def _looked_up(self, tip: tuple[int, str]) -> bool:
        """Whether the entry stands. Taking the lock waits for the end of a commit that is still under way."""
        self._writes, until = False, time.monotonic() + _PATIENCE
        while True:
            self._leave()
            try:
                with self._home().transaction():
                    self._home().execute(_LOCK)
                    row = self._home().execute("SELECT hash FROM entries WHERE seq = %s", tip[:1]).fetchone()
                return row is not None and row[0] == tip[1]
            except Exception as wrong:
                if not lost(wrong) or time.monotonic() > until:
                    raise
            time.sleep(0.2)

    def _roll_back(self) -> None:
        if self._db is not None:
            try:
                self._db.execute("ROLLBACK")
            except psycopg.Error:
                self._leave()

    def mark(self) -> Callable[[], None]:
        self._home().execute("SAVEPOINT here")

        def back() -> None:
            self._home().execute("ROLLBACK TO here")

        return back

    def add(self, row: Raw) -> None:
        seq, at, actor, kind, standing, source, body, previous, stored = row
        texts = [column.decode() for column in (at, actor, kind, standing, source)]
        self._home().execute(_ADD, (seq, *texts, body, previous.decode(), stored.decode()))
        self._tip = seq, stored.decode()

    # ------------------------------------------------------------------ reading

    def last(self) -> tuple[int, str, datetime | None]:
        with self._in_words():
            row = self._ask(lambda db: db.execute(_LAST).fetchone())
        if row is None:
            return 0, ZERO, None
        try:
            return row[0], row[1], datetime.fromisoformat(row[2])
        except ValueError:
            self._damaged(f"entry {row[0]} is not readable")

    def rows(self, first: int, last: int, kinds: tuple[str, ...] = (), before: str | None = None) -> Iterator[Row]:
        wanted = (" AND kind = ANY(%s)" if kinds else "") + (" AND at <= %s" if before else "")
        page = f"SELECT {COLUMNS} FROM entries WHERE seq BETWEEN %s AND %s{wanted} ORDER BY seq LIMIT {_PAGE}"
        values = (last, *((list(kinds),) if kinds else ()), *((before,) if before else ()))
        full = True
        while full and first <= last:
            with self._in_words():
                block: list[Row] = self._page(page, first, *values)
            yield from block
            full = len(block) == _PAGE
            first = block[-1][0] + 1 if block else first

    def newest(self, before: int, kind: str = "") -> Iterator[Row]:
        wanted, values = (" AND kind = %s", (kind,)) if kind else ("", ())
        page = f"SELECT {COLUMNS} FROM entries WHERE seq < %s{wanted} ORDER BY seq DESC LIMIT {_SCREEN}"
        full = True
        while full:
            with self._in_words():
                block: list[Row] = self._page(page, before, *values)
            yield from block
            full = len(block) == _SCREEN
            before = block[-1][0] if block else before

    def verify(self, head: str | None) -> int | None:
        return first_broken(walk(self._linked(), head))

    def _linked(self) -> Iterator[list[Linked]]:
        """The server reads the next page while this one is hashed."""
        with ThreadPoolExecutor(1) as ahead, self._in_words():
            try:
                page = ahead.submit(self._page, _LINKED, -(2**63))
                while block := page.result():
                    page = ahead.submit(self._page, _LINKED, block[-1][0])
                    yield block
            except psycopg.InternalError as wrong:  # a page of the table that cannot be read
                raise ValueError(str(wrong)) from None

    def _page(self, query: str, *values: Any) -> list[Any]:
        return self._ask(lambda db: db.execute(query, values, binary=True).fetchall())

    def close(self) -> None:
        self._leave()
        self._engine.dispose()

    # ------------------------------------------------------------------ words

    @contextmanager
    def _in_words(self, step: Step | None = None) -> Iterator[None]:
        with in_words(self._name, step):
            try:
                yield
            except psycopg.IntegrityError as wrong:
                raise Refusal(
                    self._name,
                    text("{wrong}.", wrong=wrong.diag.message_primary or str(wrong)),
                    text("Enter what is new with: takt ledger enter FILE"),
                ) from None

    def _damaged(self, wrong: str) -> NoReturn:
        raise Refusal(
            self._name,
            text("this database is not a whole ledger: {wrong}.", wrong=wrong),
            text("Restore it from your last backup and compare: takt ledger verify --head HASH, with the head that is "
                 "printed on a brief. Nothing was written."),
        ) from None  # fmt: skip
