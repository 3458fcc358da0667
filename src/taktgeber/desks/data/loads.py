"""Loads as a page shows them: what came in, by whom, how much of it still speaks, and what was kept apart."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from taktgeber.core import Entry, Exact, Period, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.cycle.visit import Visit
from taktgeber.data import LOADS, Load

from .loading import sum_of


@dataclass(frozen=True, slots=True)
class Loaded:
    """state: what has become of it, None where all of it speaks; apart: rows in quarantine."""

    entry: Entry
    load: Load
    rows: Cell
    period: Period | None
    sum: Cell
    who: Text | str
    at: datetime
    state: Text | None
    apart: int


def loads(visit: Visit, most: int = 50) -> tuple[Loaded, ...]:
    """The newest first, as far as this reader may see their markets."""
    known = visit.house.book.state(LOADS)
    entries = {entry.seq: entry for entry in visit.house.book.entries(kinds=("loaded",))}
    seen = [load for load in known.all.values() if load.seq in entries and in_sight(visit, load)]
    newest = sorted(seen, key=lambda load: -load.seq)[:most]
    return tuple(_loaded(visit, entries[load.seq], load) for load in newest)


def one_load(visit: Visit, seq: int) -> Loaded | None:
    found = next((load for load in visit.house.book.state(LOADS).all.values() if load.seq == seq), None)
    entry = next(iter(visit.house.book.entries(("loaded",), seq)), None)
    if found is None or entry is None or entry.seq != seq or not in_sight(visit, found):
        return None
    return _loaded(visit, entry, found)


def in_sight(visit: Visit, load: Load) -> bool:
    """Who sees one market sees the loads of accounts that the workspace puts there."""
    own = visit.access.markets("see.operations")
    if own is None:
        return True
    markets = {source.account: source.market for source in visit.house.workspace.configuration.sources}
    return bool(load.covers) and all(account and markets.get(account) in own for account in load.covers)


def quarantine_file(visit: Visit, load: Load) -> Path | None:
    from taktgeber.data.quarantine import folder_of

    left_out = _left_out(load)
    path = folder_of(visit.house.workspace.inside) / str(left_out["kept"]) if left_out else None
    return path if path is not None and path.is_file() else None


def quarantine_rows(path: Path, most: int = 50) -> tuple[tuple[str, str, str], ...]:
    """Row, column and reason of each."""
    read = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    next(read, None)
    return tuple((line[0], line[1], line[2]) for _, line in zip(range(most), read, strict=False))


def roles_said(visit: Visit, actor: str) -> Text | str:
    """Who it was, by role; a machine by what it is."""
    from taktgeber.govern import PEOPLE

    if actor.startswith("machine:"):
        return text("the command line")
    held = {role.role for role in visit.house.book.state(PEOPLE).roles_of(actor) if role.standing == "decided"}
    return text("{roles}", roles=tuple(named(role) for role in sorted(held))) if held else actor


def _loaded(visit: Visit, entry: Entry, load: Load) -> Loaded:
    spans = [span for coverage in load.covers.values() if (span := coverage.span())]
    period = Period(min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    left_out = _left_out(load)
    state = text("replaced") if load.gone else text("replaced in part") if load.replaced_in_part else None
    rows: Cell = Exact(load.rows, "rows", period) if period else str(load.rows)
    return Loaded(
        entry, load, rows, period, sum_of(load.sums, visit.house.settings.currency), roles_said(visit, entry.actor),
        entry.at, state, int(left_out["count"]) if left_out else 0,
    )  # fmt: skip


def _left_out(load: Load) -> Mapping[str, Any] | None:
    return next((found for found in load.findings if found["code"] == "quarantined"), None)
