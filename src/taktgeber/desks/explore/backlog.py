"""takt lab import: a backlog from a file, every row an initiative, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from taktgeber.core import Answer, Text, text, text_n
from taktgeber.workspace import Workspace

from .options import As, actor


def lab_import(
    workspace: Workspace,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV or workbook; at least name, unknown, lose, until."),
    ],
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.initiatives import import_backlog, unread_columns

    with open_house(workspace) as house:
        entered = import_backlog(house.book, file, house.settings.currency, actor(house, as_))
    started = [entry for entry in entered if entry.kind == "initiative"]
    unread = unread_columns(file)
    data = {"initiatives": [{"initiative": entry.payload["initiative"], "name": entry.payload["name"],
                             "entry": entry.seq} for entry in started], "not_read": list(unread)}  # fmt: skip
    return Answer(told(len(started), unread), data=data)


def told(started: int, unread: Sequence[str]) -> tuple[Text, ...]:
    """How many were started, and which columns of the file were not read."""
    says = text_n("One initiative was started.", "{n} initiatives were started.", started)
    return (says, text("Not read, since they name no field: {columns}.", columns=tuple(unread))) if unread else (says,)
