"""Both homes of a ledger, for test modules that promise the same of each: `place = both_stores`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import ON_POSTGRES, execute

from .cast import ledger_in

Place = Path | str
_SQLITE_LOCKS = ("entries_never_change", "entries_never_go", "entries_only_at_the_end")


@pytest.fixture(params=["sqlite", ON_POSTGRES])
def both_stores(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A folder for a ledger's file, or the address of a database of this test's own."""
    if request.param == "sqlite":
        return tmp_path
    address: str = request.getfixturevalue("postgres")
    return address


def stored(place: Place, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
    """What another program reads, or tries to write: a statement with ? for its values."""
    address = ledger_in(place)
    if isinstance(address, str):
        return execute(address, statement.replace("?", "%s").replace("char(10)", "chr(10)"), values)
    with closing(sqlite3.connect(address)) as db, db:
        return db.execute(statement, values).fetchall()


def tampered(place: Place, *statements: tuple[str, tuple[object, ...]]) -> None:
    """As somebody with the file or the server in hand would do it: the triggers go first."""
    if isinstance(place, str):
        stored(place, "ALTER TABLE entries DISABLE TRIGGER USER")
    else:
        for name in _SQLITE_LOCKS:
            stored(place, f"DROP TRIGGER IF EXISTS {name}")
    for statement, values in statements:
        stored(place, statement, values)
