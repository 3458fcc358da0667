"""Verifying a ledger beside all other work: a thread of its own with a handle of its own, and what came of it.

What was verified is remembered with its head until the process ends; it is never written down, since whoever
could change the ledger's file could change that too.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from pathlib import Path

from taktgeber.core import Refusal

from .store import open_store

AT_ONCE = 200_000  # entries that are verified while somebody waits
SECONDS_EACH = 12e-6  # measured at a million entries on two cores


@dataclass(frozen=True, slots=True)
class Verified:
    """head, count: of the ledger when it was asked; wanted: a head to compare with, "" for none; broken: the first
    entry that is not as it was written, the number after the last where the wanted head is nowhere."""

    head: str
    count: int
    wanted: str = ""
    broken: int | None = None
    running: bool = False
    wrong: Refusal | None = None

    @property
    def seconds(self) -> int:
        return max(1, round(self.count * SECONDS_EACH))


_known: dict[str, Verified] = {}
_lock = threading.Lock()


def last_verified(address: Path | str) -> Verified | None:
    return _known.get(str(address))


def remember(address: Path | str, verified: Verified) -> None:
    with _lock:
        _known[str(address)] = verified


def verify_aside(address: Path | str, head: str, count: int, wanted: str = "") -> Verified:
    """Begin, or what is under way already."""
    with _lock:
        held = _known.get(str(address))
        if held is not None and held.running:
            return held
        begun = _known[str(address)] = Verified(head, count, wanted, running=True)
    threading.Thread(target=_verify, args=(address, begun), name="takt-verify", daemon=True).start()
    return begun


def _verify(address: Path | str, begun: Verified) -> None:
    broken: int | None = None
    wrong: Refusal | None = None
    try:
        store = open_store(address)
        try:
            broken = store.verify(begun.wanted or None)
        finally:
            store.close()
    except Refusal as refused:
        wrong = refused
    remember(address, Verified(begun.head, begun.count, begun.wanted, broken, wrong=wrong))


def wait(address: Path | str, seconds: float = 60.0) -> Verified | None:
    """Until it is done."""
    until = time.monotonic() + seconds
    while (held := last_verified(address)) is not None and held.running and time.monotonic() < until:
        time.sleep(0.01)
    return held
