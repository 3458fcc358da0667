"""Bring a backlog: a file whose rows become initiatives, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Refusal, text
from taktgeber.cycle.visit import Visit

from .backlog import told
from .given import may_write, require_write

FILE = Field("file", text("File"), "file", hint=text(
    "CSV or a workbook, one initiative a row; at least its name, what we do not know, what may be lost, until when."
))  # fmt: skip


def backlog_form(visit: Visit) -> Form | None:
    return Form("import-backlog", text("Bring a backlog"), (FILE,), open=False) if may_write(visit) else None


def bring(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.initiatives import import_backlog, unread_columns

    require_write(visit)
    if not given["file"]:
        raise Refusal(text("File"), text("no file was chosen."), text("Choose one or more exports."))
    house, (file, *_) = visit.house, given["file"]
    entered = import_backlog(house.book, Path(file), house.settings.currency, visit.person)
    started = [entry.payload["initiative"] for entry in entered if entry.kind == "initiative"]
    unread = unread_columns(Path(file))
    return Answer(told(len(started), unread), data={"initiatives": started, "not_read": list(unread)})


BRING = Act("import-backlog", text("Start initiatives from a file: all of its rows, or none."), "run.lab", (FILE,),
            bring, "/lab")  # fmt: skip
