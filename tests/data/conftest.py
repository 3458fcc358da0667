"""A workspace to load into, and a book that keeps entries in memory."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from taktgeber.core import Entry
from taktgeber.data import DuckEngine, LoadOptions, current_snapshot, load_files
from taktgeber.workspace import Workspace, make_workspace

SETTINGS = """
firm = "Test"
currency = "{currency}"
first_beat = 2024-01-01
{more}
"""


class MemoryBook:
    """core.Book in a list: for tests of this room, which is blind to the ledger's."""

    def __init__(self):
        self.entries = []

    def found(self, kind, body, actor, source):
        stored = json.dumps(body, sort_keys=True).encode()
        previous = self.head()
        entry = Entry(
            len(self.entries) + 1, datetime(2025, 1, 1, tzinfo=UTC), actor, kind, "found", source, stored,
            json.loads(stored), previous, hashlib.sha256(previous.encode() + stored).hexdigest(),
        )  # fmt: skip
        self.entries.append(entry)
        return entry

    def state(self, fold, as_of=None):
        state = fold.start()
        for entry in self.entries:
            if entry.kind in fold.kinds:
                state = fold.apply(state, entry)
        return state

    def head(self):
        return self.entries[-1].hash if self.entries else "0" * 64


class House:
    def __init__(self, root: Path, currency: str = "GBP", more: str = "") -> None:
        self.workspace: Workspace = make_workspace(root, SETTINGS.format(currency=currency, more=more))
        self.book = MemoryBook()
        self.files = root / "sources"

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.files / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, *files, **options):
        return load_files(self.workspace, self.book, [Path(f) for f in files], options=LoadOptions(**options))

    def sql(self, query):
        engine = DuckEngine(self.workspace.tables, self.book)
        return engine.sql(current_snapshot(self.book), query)

    def bytes_stored(self) -> str:
        """One digest over every stored file, its place and its bytes, and over the ledger's head."""
        digest = hashlib.sha256(self.book.head().encode())
        for path in sorted(p for p in self.workspace.inside.rglob("*")):
            digest.update(str(path.relative_to(self.workspace.root)).encode())
            digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest()


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., House]:
    numbers = iter(range(100))

    def make(currency: str = "GBP", more: str = "") -> House:
        return House(tmp_path / f"house{next(numbers)}", currency, more)

    return make
