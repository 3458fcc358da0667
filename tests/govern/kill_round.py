"""One round: a process that writes to the ledger is killed at a random moment; nothing acknowledged is lost.

`kill_round(folder, seed)` is called 20 times in the tests and 200 times by `make verify`. The child enters
found goals that open a breach, plans beats and decides proposals that set something: what belongs together
must stand together.
"""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import timedelta
from pathlib import Path

from taktgeber.core import Entry, Period
from taktgeber.govern import LedgerBook, append_plan, decide_proposal, open_book

from .cast import BEAT, CLERK, CREW, LAB, goal, plan, proposal, set_firm, setting, unit


def kill_round(place: Path | str, seed: int) -> bool:
    """Whether all that was acknowledged is there, chained, and nothing half-written shows.

    place: a folder for the ledger's file, or the address of a database.
    """
    path = place / f"ledger-{seed}.sqlite" if isinstance(place, Path) else place
    with open_book(path) as book:
        set_firm(book)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write_until_killed(path, writing)
    os.close(writing)
    time.sleep(random.Random(seed).uniform(0.002, 0.12))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        acknowledged = [line.split() for line in pipe.read().split("\n")[:-1]]
    with open_book(path) as book:
        return _whole(book, [(int(seq), link) for seq, link in acknowledged])


def _write_until_killed(path: Path | str, pipe: int) -> None:
    try:
        with open_book(path) as book:
            for n in range(10_000):
                for entry in _work(book, n):
                    os.write(pipe, f"{entry.seq} {entry.hash}\n".encode())
    finally:
        os._exit(1)


def _work(book: LedgerBook, n: int) -> tuple[Entry, ...]:
    first = book.found("goal", goal(f"bonus-{n}", LAB, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    beat = Period(BEAT.first + timedelta(weeks=13 * n), BEAT.last + timedelta(weeks=13 * n))
    made = proposal("open", sets=(setting("unit", **unit(f"market-{n}", "exploit")),))
    planned = append_plan(book, plan(made, beat=beat), "d" * 64)
    decided = decide_proposal(book, f"{beat.first.isoformat()}/open", "approve", "", CREW)
    return first, planned, decided


def _whole(book: LedgerBook, acknowledged: list[tuple[int, str]]) -> bool:
    entries = list(book.entries())
    links = {entry.seq: entry.hash for entry in entries}
    kept = all(links.get(seq) == link for seq, link in acknowledged)
    bonuses = sum(e.kind == "goal" for e in entries) == sum(e.kind == "breach" for e in entries)
    opened = sum(e.kind == "unit" and e.payload["unit"].startswith("market-") for e in entries)
    decided = sum(e.kind == "decision" for e in entries)
    whole = book.verify() is None and [e.seq for e in entries] == list(range(1, len(entries) + 1))
    writes_on = (
        book.found("event", {"event": "e", "day": "2025-03-10"}, CLERK, "press, 2025-03-10").seq == len(entries) + 1
    )
    return kept and bonuses and opened == decided and whole and writes_on
