"""The chain of a ledger's file, walked along from the bytes as they stand in it.

A long one is walked in two stretches at once, the second by a process of its own: every entry says on which it
stands, so the second can begin before the first is done, and counts only if the first ends where it began.
`python -m taktgeber.govern.walk_file FILE AFTER PREVIOUS [HEAD]` is that process.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

from .chain import Linked, Walked, opening, walk
from .pragmas import PATIENCE

_BLOCK = 4096
_LONG = 200_000  # entries; for fewer, starting a process costs more than it saves


def walk_file(path: Path, head: str | None) -> tuple[Walked, ...]:
    half, previous = _middle(path)
    if not half or not sys.executable:
        return (walk(_linked(path), head),)
    # -P: nothing is imported from the folder in which somebody stands.
    command = [sys.executable, "-P", "-m", __name__, str(path), str(half), previous, *((head,) if head else ())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as other:
        first = walk(_linked(path, f"WHERE seq <= {half}"), head)
        if first.broken is not None:
            other.kill()
            return (first,)
        told = other.communicate()[0]
    if other.returncode or first.hash != previous:
        return first, walk(_linked(path, f"WHERE seq > {half}"), head, half, first.hash)
    return first, Walked(*json.loads(told))


def _middle(path: Path) -> tuple[int, str]:
    """Number and hash of the entry in the middle of a long ledger; 0 of a short one, or of one that has gaps there."""
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as db:
        try:
            half = int(db.execute("SELECT max(seq) FROM entries").fetchone()[0] or 0) // 2
            row = (
                db.execute("SELECT hash FROM entries WHERE seq = ?", (half,)).fetchone() if half * 2 >= _LONG else None
            )
        except (sqlite3.DatabaseError, TypeError, ValueError):
            row = None
    return (half, str(row[0])) if row else (0, "")


def _linked(path: Path, where: str = "") -> Iterator[list[Linked]]:
    sql = f"SELECT seq, {opening('char(10)')}, body, previous, hash FROM entries NOT INDEXED {where} ORDER BY seq"
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as raw:
        raw.text_factory = bytes
        try:
            cursor = raw.execute(sql)
            while block := cursor.fetchmany(_BLOCK):
                yield block
        except sqlite3.DatabaseError as wrong:
            raise ValueError(str(wrong)) from None


if __name__ == "__main__":
    file, after, tied, *wanted = sys.argv[1:]
    stretch = walk(_linked(Path(file), f"WHERE seq > {int(after)}"), wanted[0] if wanted else None, int(after), tied)
    print(json.dumps(astuple(stretch)))
