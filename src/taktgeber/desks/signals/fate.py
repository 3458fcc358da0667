"""takt signals fate: say what becomes of a signal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, text
from taktgeber.core.names import named
from taktgeber.workspace import Workspace


class Becomes(StrEnum):
    shakes = "shakes"
    hypothesis = "hypothesis"
    watched = "watched"
    dismissed = "dismissed"
    faded = "faded"
    proved = "proved"
    false_alarm = "false_alarm"


def signals_fate(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(help="The signal's short name.")],
    fate: Annotated[Becomes, typer.Argument(help="What becomes of it.")],
    as_: Annotated[str, typer.Option("--as", help="Who acts: a pseudonym (p-...), or a role that one person holds.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; needed where it is put aside.")] = "",
    premise: Annotated[str | None, typer.Option("--premise", help="The premise that it shakes.")] = None,
    hypothesis: Annotated[str | None, typer.Option("--hypothesis", help="Short name of the hypothesis.")] = None,
    says: Annotated[str | None, typer.Option("--says", help="The hypothesis in words, where it is new.")] = None,
    day: Annotated[str | None, typer.Option("--day", help="The day on which it came true.")] = None,
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.signals.enter import settle, told_late
    from taktgeber.govern import who

    happened = _day(day)
    with open_house(workspace) as house:
        book = house.book
        entries = settle(book, name, fate.value, who(book, as_), reason=reason, premise=premise,
                         hypothesis=said(hypothesis, says), happened=happened)  # fmt: skip
        late, head = told_late(book, name), book.head()
    told = text('"{name}": {fate} (entry {entry}).', name=name, fate=named(fate.value), entry=str(entries[-1].seq))
    written = [{"seq": entry.seq, "kind": entry.kind} for entry in entries]
    return Answer((told, *late, text("Head of the ledger: {head}", head=head)),
                  data={"signal": name, "fate": fate.value, "entries": written, "head": head})  # fmt: skip


def said(hypothesis: str | None, says: str | None) -> dict[str, Any] | None:
    if hypothesis is None:
        return None
    return {"hypothesis": hypothesis} | ({"says": says} if says else {})


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refusal("--day", text('"{written}" is no day.', written=written[:40]),
                      text("Write it as 2026-01-31.")) from None  # fmt: skip
