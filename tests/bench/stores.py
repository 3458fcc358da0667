"""One ledger in a file and on a PostgreSQL server that syncs to disk: appended to, moved, verified, replayed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from taktgeber.core import Fold
from taktgeber.govern import open_book
from taktgeber.govern.move import move_to_server
from taktgeber.workspace import make_workspace
from tests.postgres import running_server

from .ledger import ENTRIES, seconds, write_ledger

APPENDS = 500
CONFIGURATION = 'firm = "Bench"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\n'
LAST: Fold[int] = Fold("last", (), int, lambda state, entry: entry.seq)


def stores() -> Iterator[str]:
    with running_server(synced=True) as server, tempfile.TemporaryDirectory() as folder:
        if server is None:
            yield "stores: *** NO POSTGRESQL: nothing is compared ***"
            return
        file, far = _appends(Path(folder) / "few.sqlite"), _appends(server.new_database())
        yield f"stores: an entry appended in {file:.2f} ms in a file, {far:.2f} ms on a server, ratio {far / file:.1f}"
        workspace, home = make_workspace(Path(folder) / "firm", CONFIGURATION), server.new_database()
        write_ledger(workspace.ledger)
        in_file = _read(workspace.ledger)
        moved = seconds(lambda: move_to_server(workspace, home))
        yield f"stores: {ENTRIES:,} entries moved to the server, every link computed there anew, in {moved:.1f} s"
        for name, here, there in zip(("verified", "replayed"), in_file, _read(home), strict=True):
            yield f"stores: {name} in {here:.1f} s in a file, {there:.1f} s on a server, ratio {there / here:.2f}"


def _appends(address: Path | str) -> float:
    """Milliseconds for each, one transaction each."""
    with open_book(address) as book:
        entries = [{"event": f"e{n}", "day": "2025-01-01"} for n in range(APPENDS)]
        took = seconds(lambda: [book.found("event", body, "p-00c1e4", "press, 2025-01-01") for body in entries])
    return took / APPENDS * 1000


def _read(address: Path | str) -> tuple[float, float]:
    with open_book(address) as book:
        assert book.verify(book.head()) is None
        verified = seconds(book.verify)
        replayed = seconds(lambda: book.state(LAST, datetime.now(UTC)))
    return verified, replayed
