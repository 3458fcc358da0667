"""takt lab import: a backlog from a file, every row an initiative, all of them or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from taktgeber.core import Answer, text_n
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
    from taktgeber.explore.initiatives import import_backlog

    with open_house(workspace) as house:
        entered = import_backlog(house.book, file, house.settings.currency, actor(house, as_))
    started = [entry for entry in entered if entry.kind == "initiative"]
    says = text_n("One initiative was started.", "{n} initiatives were started.", len(started))
    data = {"initiatives": [{"initiative": entry.payload["initiative"], "name": entry.payload["name"],
                             "entry": entry.seq} for entry in started]}  # fmt: skip
    return Answer((says,), data=data)
