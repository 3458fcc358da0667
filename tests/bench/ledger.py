"""A million entries: verified (every hash recomputed) and replayed (every entry parsed and folded)."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from taktgeber.core import Entry, Fold, canonical_bytes
from taktgeber.govern import open_book
from taktgeber.govern.chain import ZERO, link
from taktgeber.govern.store_sqlite import SqliteStore

ENTRIES = 1_000_000


def ledger() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        wrote = seconds(lambda: write_ledger(path))
        size = path.stat().st_size / 1e6
        yield f"ledger: {ENTRIES:,} entries written through its triggers in {wrote:.1f} s ({size:.0f} MB)"
        floor = seconds(lambda: _read_plainly(path))
        book = open_book(path)
        head = book.head()
        verified = seconds(lambda: _assert_none(book.verify(head)))
        yield f"ledger: plain read of all columns {floor:.2f} s"
        yield f"ledger: verified in {verified:.2f} s (aim 5 s), ratio to the plain read {verified / floor:.1f}"
        by_actor: Fold[dict[str, int]] = Fold("by_actor", (), dict, _count)
        replayed = seconds(lambda: book.state(by_actor, datetime.now(UTC)))
        yield f"ledger: replayed by a fold in {replayed:.2f} s (aim 5 s), ratio to plain {replayed / floor:.1f}"
        book.close()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"ledger: peak memory of this process so far {peak:.0f} MB"


def write_ledger(path: Path) -> None:
    store = SqliteStore(path)
    start, previous = datetime(2020, 1, 1, tzinfo=UTC), ZERO.encode()
    with store.writing():
        for seq in range(1, ENTRIES + 1):
            body = canonical_bytes(
                {"event": f"e{seq}", "day": "2025-01-01", "kind": "rival", "says": "a price was cut"}
            )
            at = (start + timedelta(seconds=seq)).isoformat(timespec="microseconds").encode()
            columns = (at, f"p-{seq % 50:012x}".encode(), b"event", b"found", b"press, 2025-01-01")
            linked = link(seq, *columns, body, previous)
            assert linked is not None
            store.add((seq, *columns, body, previous, linked))
            previous = linked
    store.close()


def _read_plainly(path: Path) -> None:
    import sqlite3

    with sqlite3.connect(path) as db:
        for _ in db.execute("SELECT * FROM entries ORDER BY seq"):
            pass


def _count(state: dict[str, int], entry: Entry) -> dict[str, int]:
    state[entry.actor] = state.get(entry.actor, 0) + len(entry.payload)
    return state


def _assert_none(broken: int | None) -> None:
    assert broken is None, broken


def seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start
