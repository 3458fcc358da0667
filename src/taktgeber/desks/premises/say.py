"""takt premises say: what must be true for today's business, and what would refute it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace

As = Annotated[str, typer.Option("--as", help="Who acts: a pseudonym (p-...), or a role that one person holds.")]


def premises_say(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="PREMISE", help="A short name: lower-case words with hyphens.")],
    says: Annotated[str, typer.Option("--says", help="What must be true, in a sentence.")],
    refutes: Annotated[str, typer.Option("--refutes", help="What one would have to see to give it up.")],
    as_: As,
    rests: Annotated[
        list[str] | None,
        typer.Option(
            "--rests", metavar="KIND:NAME", help="What rests on it, such as channel:TikTok (may be repeated)."
        ),
    ] = None,
    share: Annotated[
        float | None,
        typer.Option("--share", min=0, max=1, help="The share of today's business, where nothing booked shows it."),
    ] = None,
    review: Annotated[
        datetime | None, typer.Option("--review", formats=["%Y-%m-%d"], help="When it will be looked at again.")
    ] = None,
    owner: Annotated[str | None, typer.Option("--owner", help="Who watches it: a pseudonym, or a role.")] = None,
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.premises import require_known, say_premise
    from taktgeber.govern import who

    from .now import beat_now

    with open_house(workspace) as house:
        book = house.book
        fields = {"premise": name, "says": says, "refutes": refutes, "rests": rests or None, "share": share,
                  "review": review.date().isoformat() if review else None,
                  "owner": who(book, owner) if owner else None}  # fmt: skip
        require_known(beat_now(house), rests or (), "--rests")
        entry = say_premise(book, fields, who(book, as_))
        head = book.head()
    says_so = text('"{name}" is said (entry {entry}). It holds until it is decided otherwise.', name=name,
                   entry=str(entry.seq))  # fmt: skip
    data = {"premise": name, "entry": entry.seq, "head": head}
    return Answer((says_so, text("Head of the ledger: {head}", head=head)), data=data)
