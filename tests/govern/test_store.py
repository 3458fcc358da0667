"""The ledger's file: append-only, chained, and loud about every changed byte."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.govern import ZERO, open_book
from taktgeber.govern.store import Store

from .cast import SPONSOR, goal, new_book, refused, unit

COLUMNS = ("seq", "at", "actor", "kind", "standing", "source", "body", "previous", "hash")


def write_some(folder: Path, entries: int = 5) -> Path:
    with new_book(folder) as book:
        book.found("unit", unit("lab", "explore"), SPONSOR, "organisation chart, 2025-03-10")
        for n in range(entries - 1):
            book.decide("goal", goal(f"g{n}", SPONSOR, "lessons learned"), SPONSOR)
    return folder / "ledger.sqlite"


def tampered(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """As somebody with the file in hand would do it: the triggers are dropped first."""
    with sqlite3.connect(path) as db:
        for name in ("entries_never_change", "entries_never_go", "entries_only_at_the_end"):
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
        for sql, values in statements:
            db.execute(sql, values)
    db.close()


def broken(path: Path, head: str | None = None) -> int | None:
    with open_book(path) as book:
        return book.verify(head)


def test_the_chain_is_what_the_book_says_it_is(tmp_path: Path):
    """Recomputed by hand from docs/ledger.md: eight lines, SHA-256, on the hash before."""
    path = write_some(tmp_path)
    previous = ZERO
    with sqlite3.connect(path) as db:
        for seq, at, actor, kind, standing, source, body, before, stored in db.execute("SELECT * FROM entries"):
            digest = hashlib.sha256(body).hexdigest()
            line = f"{seq}\n{at}\n{actor}\n{kind}\n{standing}\n{source}\n{digest}\n{previous}"
            assert (before, stored) == (previous, hashlib.sha256(line.encode()).hexdigest())
            assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode()
            previous = stored
    db.close()
    assert previous == "becb90358462b35fb5ac622da0d514afa71d457940910028bd45b770048b46b5"


def test_an_empty_ledger_has_a_head_of_zeros_and_is_whole(tmp_path: Path):
    with new_book(tmp_path) as book:
        assert (book.head(), book.verify(), book.verify(ZERO)) == (ZERO, None, None)


def test_full_sync_is_read_back_as_set(tmp_path: Path):
    store = Store(tmp_path / "ledger.sqlite")
    stands = [store._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    store.close()
    assert stands == ["wal", 2]


@pytest.mark.parametrize("column", [c for c in COLUMNS if c != "seq"])
@pytest.mark.parametrize("entry", [1, 3, 5])
def test_a_changed_byte_of_any_column_names_its_entry(tmp_path: Path, column: str, entry: int):
    path = write_some(tmp_path)
    with sqlite3.connect(path) as db:
        old = db.execute(f"SELECT {column} FROM entries WHERE seq = ?", (entry,)).fetchone()[0]
    db.close()
    raw = bytearray(old.encode() if isinstance(old, str) else old)
    raw = raw or bytearray(b" ")
    where = random.Random(f"{column}{entry}").randrange(len(raw))
    raw[where] ^= 1
    new = bytes(raw) if column == "body" else raw.decode("latin-1")
    if column == "standing":
        new = "decided" if old == "found" else "found"
    tampered(path, (f"UPDATE entries SET {column} = ? WHERE seq = ?", (new, entry)))
    assert broken(path) == entry


def test_a_changed_number_names_the_gap(tmp_path: Path):
    path = write_some(tmp_path)
    tampered(path, ("UPDATE entries SET seq = 9 WHERE seq = 5", ()))
    assert broken(path) == 5


@pytest.mark.parametrize("column", ["actor", "source", "kind"])
def test_bytes_that_wander_between_columns_are_named(tmp_path: Path, column: str):
    """The hashed lines stay the same bytes: only the rule against line breaks tells."""
    path = write_some(tmp_path)
    after = {"actor": "kind", "kind": "standing", "source": "previous"}[column]
    tampered(
        path,
        (f"UPDATE entries SET {column} = {column} || char(10) || {after} WHERE seq = 2", ()),
    )
    assert broken(path) == 2


def test_an_entry_removed_from_the_middle_is_named(tmp_path: Path):
    path = write_some(tmp_path)
    tampered(path, ("DELETE FROM entries WHERE seq = 3", ()))
    assert broken(path) == 3


def test_entries_that_change_places_are_named(tmp_path: Path):
    path = write_some(tmp_path)
    tampered(
        path,
        ("UPDATE entries SET seq = 99 WHERE seq = 2", ()),
        ("UPDATE entries SET seq = 2 WHERE seq = 3", ()),
        ("UPDATE entries SET seq = 3 WHERE seq = 99", ()),
    )
    assert broken(path) == 2


def test_a_cut_chain_is_whole_in_itself_and_caught_by_its_head(tmp_path: Path):
    path = write_some(tmp_path)
    with open_book(path) as book:
        head = book.head()
    tampered(path, ("DELETE FROM entries WHERE seq >= 4", ()))
    assert broken(path) is None
    assert broken(path, head) == 4


def test_a_rebuilt_chain_is_whole_in_itself_and_caught_by_its_head(tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    with open_book(write_some(first)) as book:
        head = book.head()
    rebuilt = write_some(second, entries=6)
    assert broken(rebuilt) is None
    with new_book(tmp_path / "c") as book:
        book.found("unit", unit("lab", "exploit"), SPONSOR, "organisation chart, 2025-03-10")
    assert broken(tmp_path / "c" / "ledger.sqlite", head) == 2


def test_a_head_printed_earlier_still_stands_after_more_entries(tmp_path: Path):
    with new_book(tmp_path) as book:
        book.decide("unit", unit("lab", "explore"), SPONSOR)
        head = book.head()
        book.decide("unit", unit("crm", "exploit"), SPONSOR)
        assert book.verify(head) is None


def test_half_a_head_is_refused(tmp_path: Path):
    with new_book(tmp_path) as book, pytest.raises(Refusal, match="64 characters"):
        book.verify("2f65f267")


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
    path = write_some(tmp_path)
    before = path.read_bytes()
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match=r"append-only|no such function: takt_link"):
        db.execute(attack)
    db.close()
    assert broken(path) is None
    assert path.read_bytes() == before


def test_an_insert_through_the_store_itself_needs_its_right_link(tmp_path: Path):
    store = Store(write_some(tmp_path))
    seq, head, at = store.last()
    assert at is not None
    columns = (at.isoformat().encode(), b"p-0000", b"unit", b"decided", b"")
    with pytest.raises(Refusal, match="append-only"), store.writing():
        store.add((seq + 1, *columns, b"{}", head.encode(), b"f" * 64))
    assert store.last()[0] == seq
    store.close()


def test_dropped_locks_stand_again_when_the_ledger_is_opened(tmp_path: Path):
    path = write_some(tmp_path)
    tampered(path)
    assert broken(path) is None
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        sqlite3.connect(path).execute("DELETE FROM entries")


def test_a_lock_that_was_weakened_is_set_right(tmp_path: Path):
    path = write_some(tmp_path)
    tampered(path, ("CREATE TRIGGER entries_never_go BEFORE DELETE ON entries BEGIN SELECT 1; END", ()))
    assert broken(path) is None
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
    path = write_some(tmp_path, entries=60)
    damage(path)  # type: ignore[operator]
    assert "not a whole ledger" in str(refused(lambda: list(open_book(path).entries())))


def test_every_flipped_byte_of_the_file_is_named_refused_or_without_effect(tmp_path: Path):
    """200 single bytes anywhere in the file: never a traceback, never another content taken for whole."""
    path = write_some(tmp_path, entries=40)
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
