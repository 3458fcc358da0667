"""Whether the stored rows are still those that were loaded: the digest of their bytes, as the ledger has it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from taktgeber.core import Book

from .contracts import CONTRACTS
from .loads import LOADS


def damaged(tables: Path, book: Book) -> tuple[str, ...]:
    """Names of the files whose stored rows are missing or changed, among those that still count."""
    loads = book.state(LOADS)
    return tuple(
        load.file
        for table in CONTRACTS
        for load in loads.of(table)
        if _digest(tables / table / f"{load.stored}.parquet") != load.stored
    )


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
