"""The ledger in a file: what another program may not do to it, and files that are no ledger."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.govern import open_book
from taktgeber.govern.store_sqlite import SqliteStore

from .cast import refused
from .stores import tampered
from .test_store import broken, write_some


def file_in(folder: Path, entries: int = 5) -> Path:
    write_some(folder, entries)
    return folder / "ledger.sqlite"


def test_full_sync_is_read_back_as_set(tmp_path: Path):
    store = SqliteStore(tmp_path / "ledger.sqlite")
    stands = [store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    store.close()
    assert stands == ["wal", 2]


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE entries SET actor = 'p-0000' WHERE seq = 1",
        "UPDATE OR REPLACE entries SET seq = 2 WHERE seq = 1",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE seq = 5",
        "INSERT INTO entries SELECT seq + 9, at, actor, kind, standing, source, body, previous, 'x' FROM entries",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 2",
        "INSERT INTO entries SELECT 6, at, actor, kind, 'decided', source, body, hash, 'ab' FROM entries WHERE seq = 5",
        "REPLACE INTO entries VALUES (3, 'a', 'b', 'c', 'decided', 'd', x'00', 'e', 'f')",
    ],
)
def test_another_program_cannot_change_delete_or_insert(tmp_path: Path, attack: str):
    path = file_in(tmp_path)
    before = path.read_bytes()
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match=r"append-only|no such function: takt_link"):
        db.execute(attack)
    db.close()
    assert broken(path.parent) is None
    assert path.read_bytes() == before


def test_a_lock_that_was_weakened_is_set_right(tmp_path: Path):
    path = file_in(tmp_path)
    tampered(path.parent, ("CREATE TRIGGER entries_never_go BEFORE DELETE ON entries BEGIN SELECT 1; END", ()))
    assert broken(path.parent) is None
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        sqlite3.connect(path).execute("DELETE FROM entries")


def not_a_database(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000))


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def another_table(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE entries (a, b)")
    db.close()


def a_text(path: Path) -> None:
    path.write_text("dear diary, " * 500)


@pytest.mark.parametrize("damage", [not_a_database, cut_in_half, another_table, a_text])
def test_a_damaged_file_is_refused_in_words(tmp_path: Path, damage: object):
    path = file_in(tmp_path, entries=60)
    damage(path)  # type: ignore[operator]
    assert "not a whole ledger" in str(refused(lambda: list(open_book(path).entries())))


def test_every_flipped_byte_of_the_file_is_named_refused_or_without_effect(tmp_path: Path):
    """200 single bytes anywhere in the file: never a traceback, never another content taken for whole."""
    path = file_in(tmp_path, entries=40)
    whole, chance = path.read_bytes(), random.Random(7)
    with open_book(path) as book:
        entries, head = [(e.seq, e.body, e.actor) for e in book.entries()], book.head()
    for _ in range(200):
        where = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[where] ^= 1 << chance.randrange(8)
        for side in ("-wal", "-shm"):
            Path(f"{path}{side}").unlink(missing_ok=True)
        path.write_bytes(bytes(changed))
        try:
            with open_book(path) as book:
                if book.verify(head) is None:
                    assert [(e.seq, e.body, e.actor) for e in book.entries()] == entries
        except Refusal:
            continue


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path):
    (tmp_path / "ledger.sqlite").mkdir()
    assert "not a whole ledger" in str(refused(open_book, tmp_path / "ledger.sqlite"))
