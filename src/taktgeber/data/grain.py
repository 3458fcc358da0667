"""One row under one name: a load may hold no row twice, nor one that another load keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text
from taktgeber.core.names import named
from taktgeber.workspace import Workspace

from .contracts import CONTRACTS
from .coverage import Coverage
from .draft import Draft
from .engine_duckdb import view_of
from .loads import Loads


def grain_holds(
    connection: Any, draft: Draft, out: Path, loads: Loads, pieces: Sequence[Mapping[str, Any]], workspace: Workspace
) -> None:
    """Refuses a row that stands twice under one name, in the file or beside what stays loaded."""
    contract = CONTRACTS[draft.table]
    if not contract.unique:
        return
    new = f"read_parquet('{str(out).replace(chr(39), chr(39) * 2)}')"
    grain = ", ".join(f'"{g}"' for g in contract.grain)
    twice = connection.execute(f"SELECT {grain} FROM {new} GROUP BY {grain} HAVING count(*) > 1 LIMIT 1").fetchone()
    if twice:
        row = ", ".join(f"{g} {v}" for g, v in zip(contract.grain, twice, strict=True))
        raise Refusal(
            draft.sheet.content.name,
            text("{row} stands twice in the file.", row=row),
            text(
                "A row of {table} is named by: {grain}. Keep one of the two.",
                table=named(draft.table),
                grain=contract.grain,
            ),
        )
    staying = _without(loads, pieces)
    if not staying.of(draft.table):
        return
    view = view_of(contract, staying, workspace.tables).split(" AS ", 1)[1]
    both = connection.execute(f"SELECT {grain} FROM {new} SEMI JOIN ({view}) old USING ({grain}) LIMIT 1").fetchone()
    if both:
        row = ", ".join(f"{g} {v}" for g, v in zip(contract.grain, both, strict=True))
        raise Refusal(
            draft.sheet.content.name,
            text("{row} was loaded before, for another day or from another source.", row=row),
            text("Export both days together, so that the later file replaces the earlier one whole."),
        )


def _without(loads: Loads, pieces: Sequence[Mapping[str, Any]]) -> Loads:
    """The loads as they will stand once the pieces are replaced."""
    held = dict(loads.all)
    for piece in pieces:
        old = held[piece["load"]]
        seen = dict(old.seen)
        if old.covers:
            seen[piece["account"]] = seen[piece["account"]].without(Coverage.from_plain(piece["days"]))
        held[old.load] = replace(old, seen=seen, whole=not old.covers)
    return Loads(held, loads.order)
