"""Where a ledger is kept: what a store offers to the book, and which one an address means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from .chain import Raw, Row


class Store(Protocol):
    """One open ledger, of one thread. Everything above it sees entries, never SQL; trouble leaves it as a Refusal."""

    def writing(self) -> AbstractContextManager[None]:
        """The lock of the ledger: one writer, all or nothing, safe on disk at the end."""

    def mark(self) -> Callable[[], None]:
        """A point in the running transaction; the callable goes back to it."""

    def add(self, row: Raw) -> None: ...

    def last(self) -> tuple[int, str, datetime | None]:
        """Number, hash and time of the newest entry; 0, zeros and None of an empty ledger."""

    def rows(self, first: int, last: int, kinds: tuple[str, ...] = (), before: str | None = None) -> Iterator[Row]:
        """Entries first to last in order; of some kinds only; before: a time in the stored form, included."""

    def newest(self, before: int, kind: str = "") -> Iterator[Row]:
        """Entries before a number, the newest first, read as they are taken; of one kind where one is named."""

    def verify(self, head: str | None) -> int | None:
        """The first broken entry; with a head that is nowhere in the chain, the number after the last."""

    def close(self) -> None: ...


def open_store(address: Path | str) -> Store:
    """An SQLite file by its path, a PostgreSQL database by its URL; made where there is none."""
    if isinstance(address, Path):
        from .store_sqlite import SqliteStore

        return SqliteStore(address)
    from .store_postgres import PostgresStore

    return PostgresStore(address)
