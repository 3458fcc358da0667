"""Kill rounds of a load: the process is killed at a random moment, then the workspace is looked at.

A round holds where every acknowledged load is there whole, no load is there in part, the chain of the
ledger is unbroken, stored bytes are as the ledger says, and loading goes on as if nothing had happened.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from taktgeber.data import DuckEngine, LoadOptions, current_snapshot, load_files
from taktgeber.data.stored import damaged
from taktgeber.govern import open_book
from taktgeber.workspace import make_workspace, open_workspace

FILES, ROWS = 4, 300
SETTINGS = 'firm = "Test"\ncurrency = "GBP"\nfirst_beat = 2024-01-01\n'
HEAD = "Campaign name,Day,Amount spent (GBP),Impressions\n"


def _files(root: Path) -> None:
    for month in range(1, FILES + 1):
        path = root / "sources" / f"month{month}.csv"
        path.write_text(HEAD + "".join(f"S {i},2024-{month:02}-{1 + i % 28:02},1.00,{i}\n" for i in range(ROWS)))


def _child(root: str, said: Any) -> None:
    """Load one file after the other; each is acknowledged once its load has returned."""
    workspace = open_workspace(root)
    book = open_book(workspace.ledger)
    said.send("ready")
    for month in range(1, FILES + 1):
        path = Path(root) / "sources" / f"month{month}.csv"
        load_files(workspace, book, [path], options=LoadOptions(account="a"))
        said.send(path.name)
    said.send("done")


@contextmanager
def _house() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "house"
        workspace = make_workspace(root, SETTINGS)
        _files(root)
        open_book(workspace.ledger).close()
        yield root


def round_holds(moment: float) -> bool:
    """moment: share of an undisturbed run after which the process is killed."""
    with _house() as root:
        workspace = open_workspace(root)
        acknowledged = _killed(root, moment * _whole_run())
        book = open_book(workspace.ledger)
        try:
            unbroken = book.verify() is None and damaged(workspace.tables, book) == ()
            seen = _months(workspace.tables, book)
            whole = all(rows == ROWS for rows in seen.values())
            kept = acknowledged <= {f"month{month}.csv" for month in seen}
            files = sorted((root / "sources").iterdir())
            load_files(workspace, book, files, options=LoadOptions(account="a"))
            after = _months(workspace.tables, book)
            left = list(workspace.tables.rglob(".tmp-*"))
            goes_on = after == dict.fromkeys(range(1, FILES + 1), ROWS) and not left and book.verify() is None
            return unbroken and whole and kept and goes_on
        finally:
            book.close()


@cache
def _whole_run() -> float:
    """Seconds that the loads take when nobody disturbs them."""
    with _house() as root:
        child, said = _started(root)
        begin = time.monotonic()
        while said.recv() != "done":
            pass
        child.join()
        return time.monotonic() - begin


def _started(root: Path) -> tuple[Any, Any]:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.data.kills"])
    ours, theirs = processes.Pipe()
    child = processes.Process(target=_child, args=(str(root), theirs))
    child.start()
    theirs.close()
    assert ours.recv() == "ready"
    return child, ours


def _killed(root: Path, seconds: float) -> set[str]:
    """The files that were acknowledged before the process was killed."""
    child, said = _started(root)
    time.sleep(seconds)
    with suppress(ProcessLookupError):  # a quicker run than the measured one may be over
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    heard: set[str] = set()
    try:
        while True:
            heard.add(said.recv())
    except (EOFError, OSError):
        return heard - {"done"}


def _months(tables: Path, book: Any) -> dict[int, int]:
    engine = DuckEngine(tables, book)
    found = engine.sql(current_snapshot(book), 'SELECT month("first"), count(*) FROM media GROUP BY 1')
    engine.close()
    return dict(found)


def simulate(runs: int, seed: int) -> int:
    """In how many of the runs the promise held; moments spread over the time that all loads take."""
    chance = random.Random(seed)
    return sum(round_holds(chance.uniform(0.0, 0.95)) for _ in range(runs))
