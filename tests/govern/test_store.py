"""A ledger on either store: chained, the same bytes, and loud about every one that is changed."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.govern import ZERO
from taktgeber.govern.store import open_store

from .cast import SPONSOR, goal, ledger_in, new_book, unit
from .stores import Place, both_stores, stored, tampered

place = both_stores
COLUMNS = ("seq", "at", "actor", "kind", "standing", "source", "body", "previous", "hash")


def write_some(place: Place, entries: int = 5) -> Place:
    with new_book(place) as book:
        book.found("unit", unit("lab", "explore"), SPONSOR, "organisation chart, 2025-03-10")
        for n in range(entries - 1):
            book.decide("goal", goal(f"g{n}", SPONSOR, "lessons learned"), SPONSOR)
    return place


def broken(place: Place, head: str | None = None) -> int | None:
    with new_book(place) as book:
        return book.verify(head)


def test_the_chain_is_what_the_book_says_it_is(place: Place):
    """Recomputed by hand from docs/ledger.md: eight lines, SHA-256, on the hash before; one head on either store."""
    previous = ZERO
    rows = stored(write_some(place), "SELECT * FROM entries ORDER BY seq")
    for seq, at, actor, kind, standing, source, body, before, linked in rows:
        digest = hashlib.sha256(body).hexdigest()
        line = f"{seq}\n{at}\n{actor}\n{kind}\n{standing}\n{source}\n{digest}\n{previous}"
        assert (before, linked) == (previous, hashlib.sha256(line.encode()).hexdigest())
        assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode()
        previous = linked
    assert previous == "becb90358462b35fb5ac622da0d514afa71d457940910028bd45b770048b46b5"


def test_an_empty_ledger_has_a_head_of_zeros_and_is_whole(place: Place):
    with new_book(place) as book:
        assert (book.head(), book.verify(), book.verify(ZERO)) == (ZERO, None, None)


@pytest.mark.parametrize("column", [c for c in COLUMNS if c != "seq"])
@pytest.mark.parametrize("entry", [1, 3, 5])
def test_a_changed_byte_of_any_column_names_its_entry(place: Place, column: str, entry: int):
    old = stored(write_some(place), f"SELECT {column} FROM entries WHERE seq = ?", (entry,))[0][0]
    raw = bytearray(old.encode() if isinstance(old, str) else old)
    raw = raw or bytearray(b" ")
    where = random.Random(f"{column}{entry}").randrange(len(raw))
    raw[where] ^= 1
    new = bytes(raw) if column == "body" else raw.decode("latin-1")
    if column == "standing":
        new = "decided" if old == "found" else "found"
    tampered(place, (f"UPDATE entries SET {column} = ? WHERE seq = ?", (new, entry)))
    assert broken(place) == entry


def test_a_changed_number_names_the_gap(place: Place):
    write_some(place)
    tampered(place, ("UPDATE entries SET seq = 9 WHERE seq = 5", ()))
    assert broken(place) == 5


@pytest.mark.parametrize("column", ["actor", "source", "kind"])
def test_bytes_that_wander_between_columns_are_named(place: Place, column: str):
    """The hashed lines stay the same bytes: only the rule against line breaks tells."""
    write_some(place)
    after = {"actor": "kind", "kind": "standing", "source": "previous"}[column]
    tampered(
        place,
        (f"UPDATE entries SET {column} = {column} || char(10) || {after} WHERE seq = 2", ()),
    )
    assert broken(place) == 2


def test_an_entry_removed_from_the_middle_is_named(place: Place):
    write_some(place)
    tampered(place, ("DELETE FROM entries WHERE seq = 3", ()))
    assert broken(place) == 3


def test_entries_that_change_places_are_named(place: Place):
    write_some(place)
    tampered(
        place,
        ("UPDATE entries SET seq = 99 WHERE seq = 2", ()),
        ("UPDATE entries SET seq = 2 WHERE seq = 3", ()),
        ("UPDATE entries SET seq = 3 WHERE seq = 99", ()),
    )
    assert broken(place) == 2


def test_a_cut_chain_is_whole_in_itself_and_caught_by_its_head(place: Place):
    write_some(place)
    with new_book(place) as book:
        head = book.head()
    tampered(place, ("DELETE FROM entries WHERE seq >= 4", ()))
    assert broken(place) is None
    assert broken(place, head) == 4


def test_a_rebuilt_chain_is_whole_in_itself_and_caught_by_its_head(place: Place, tmp_path: Path):
    other = tmp_path / "other"
    with new_book(write_some(other)) as book:
        head = book.head()
    with new_book(place) as book:
        book.found("unit", unit("lab", "exploit"), SPONSOR, "organisation chart, 2025-03-10")
    assert (broken(place), broken(place, head)) == (None, 2)


def test_a_head_printed_earlier_still_stands_after_more_entries(place: Place):
    with new_book(place) as book:
        book.decide("unit", unit("lab", "explore"), SPONSOR)
        head = book.head()
        book.decide("unit", unit("crm", "exploit"), SPONSOR)
        assert book.verify(head) is None


def test_half_a_head_is_refused(place: Place):
    with new_book(place) as book, pytest.raises(Refusal, match="64 characters"):
        book.verify("2f65f267")


def test_an_insert_through_the_store_itself_needs_its_right_link(place: Place):
    store = open_store(ledger_in(write_some(place)))
    seq, head, at = store.last()
    assert at is not None
    columns = (at.isoformat().encode(), b"p-0000", b"unit", b"decided", b"")
    with pytest.raises(Refusal, match="append-only"), store.writing():
        store.add((seq + 1, *columns, b"{}", head.encode(), b"f" * 64))
    assert store.last()[0] == seq
    store.close()


def test_locks_that_were_taken_off_stand_again_when_the_ledger_is_opened(place: Place):
    tampered(write_some(place))
    assert broken(place) is None
    with pytest.raises(Exception, match="append-only"):
        stored(place, "DELETE FROM entries")
