"""takt premises seen: write down what was seen for or against a premise."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace

from .say import As

if TYPE_CHECKING:
    from taktgeber.explore.premises.premise import State
    from taktgeber.govern import LedgerBook


class Speaks(StrEnum):
    for_ = "for"
    against = "against"
    mixed = "mixed"


def premises_seen(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="PREMISE", help="The short name of the premise.")],
    speaks: Annotated[Speaks, typer.Argument(help="What it speaks for.")],
    says: Annotated[str, typer.Option("--says", help="What was seen, in a sentence.")],
    as_: As,
    source: Annotated[str | None, typer.Option("--source", help="Where it stands.")] = None,
    hypothesis: Annotated[
        str | None, typer.Option("--hypothesis", help="The hypothesis that it stands on: its tests then speak.")
    ] = None,
    signal: Annotated[str | None, typer.Option("--signal", help="The signal by which it was noticed.")] = None,
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="When it was seen (else today).")
    ] = None,
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.premises import note_seen
    from taktgeber.govern import who

    from .fields import stands_as

    given = {"premise": name, "speaks": speaks.value, "says": says, "source": source, "hypothesis": hypothesis,
             "signal": signal, "day": day.date().isoformat() if day else None}  # fmt: skip
    with open_house(workspace) as house:
        book = house.book
        fields = {key: told for key, told in given.items() if told is not None}
        entry = note_seen(book, fields, who(book, as_))
        decided, seen = stands(book, name)
        head = book.head()
    data = {"observed": entry.payload["observed"], "premise": name, "entry": entry.seq, "state": decided, "seen": seen,
            "head": head}  # fmt: skip
    return Answer((stands_as(decided, seen), text("Head of the ledger: {head}", head=head)), data=data)


def stands(book: LedgerBook, name: str) -> tuple[State, State]:
    """As it was decided, and as what was seen says."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore.premises import PREMISES, seen_standing

    premises = book.state(PREMISES)
    one = premises.premises[name]
    return one.state, seen_standing(premises, book.state(REGISTRY), one).standing
