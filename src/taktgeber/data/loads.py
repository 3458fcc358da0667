"""Loads: what the ledger says was loaded, and so what may be seen.

The `loaded` entry is the commit: a Parquet file that no entry names is not there. A snapshot is the
chain of load digests up to one load; it is content, not clock, so the same files loaded in the same
order give the same snapshot anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taktgeber.core import Book, Entry, Fold, Refusal, text

from .coverage import Coverage

EMPTY = "0" * 64


@dataclass(frozen=True, slots=True)
class Load:
    """One loaded file. seen: by account, the periods for which it still speaks."""

    load: str
    stored: str
    file: str
    table: str
    source: str
    breakdown: frozenset[str]
    rows: int
    sums: Mapping[str, int | float]
    covers: Mapping[str, Coverage]
    seen: Mapping[str, Coverage]
    whole: bool
    findings: tuple[Mapping[str, Any], ...]
    seq: int
    snapshot: str

    @property
    def replaced_in_part(self) -> bool:
        return self.whole if not self.covers else any(c != self.seen.get(a) for a, c in self.covers.items())

    @property
    def gone(self) -> bool:
        """Nothing of it is left to see. A table without days is replaced whole."""
        return self.whole if not self.covers else not any(self.seen.values())


@dataclass(frozen=True, slots=True)
class Loads:
    """All loads, in order; `order` holds for each what it replaced of the ones before."""

    all: Mapping[str, Load] = field(default_factory=dict)
    order: tuple[Mapping[str, Any], ...] = ()

    @property
    def snapshot(self) -> str:
        return self.order[-1]["snapshot"] if self.order else EMPTY

    def of(self, table: str, source: str | None = None) -> tuple[Load, ...]:
        """Loads that still speak, the oldest first."""
        return tuple(
            load
            for load in self.all.values()
            if load.table == table and not load.gone and (source is None or load.source == source)
        )

    def at(self, snapshot: str) -> Loads:
        """The state when the snapshot was the newest."""
        if snapshot == self.snapshot:
            return self
        state = Loads()
        if snapshot == EMPTY:
            return state
        for step in self.order:
            state = _step(state, step["payload"], step["seq"])
            if state.snapshot == snapshot:
                return state
        raise Refusal(
            f"snapshot {snapshot[:12]}",
            text("the ledger names no such snapshot."),
            text("Use the newest one: takt check shows it."),
        )


def _apply(state: Loads, entry: Entry) -> Loads:
    return _step(state, entry.payload, entry.seq)


def _step(state: Loads, body: Mapping[str, Any], seq: int) -> Loads:
    snapshot = hashlib.sha256(f"{state.snapshot}{body['load']}".encode()).hexdigest()
    loads = dict(state.all)
    for piece in body["replaces"]:
        old = loads[piece["load"]]
        seen = dict(old.seen)
        if old.covers:
            seen[piece["account"]] = seen[piece["account"]].without(Coverage.from_plain(piece["days"]))
        loads[old.load] = _replaced(old, seen)
    covers = {account: Coverage.from_plain(days) for account, days in body["covers"].items()}
    loads[body["load"]] = Load(
        load=body["load"],
        stored=body["stored"],
        file=body["file"],
        table=body["table"],
        source=body["source"],
        breakdown=frozenset(body["breakdown"]),
        rows=body["rows"],
        sums=body["sums"],
        covers=covers,
        seen=covers,
        whole=False,
        findings=tuple(body["findings"]),
        seq=seq,
        snapshot=snapshot,
    )
    return Loads(loads, (*state.order, {"payload": body, "seq": seq, "snapshot": snapshot}))


def _replaced(old: Load, seen: Mapping[str, Coverage]) -> Load:
    from dataclasses import replace

    return replace(old, seen=seen, whole=not old.covers)


LOADS: Fold[Loads] = Fold("data.loads", ("loaded",), Loads, _apply)


def current_snapshot(book: Book) -> str:
    """The newest snapshot; 64 zeros where nothing was loaded yet."""
    return book.state(LOADS).snapshot
