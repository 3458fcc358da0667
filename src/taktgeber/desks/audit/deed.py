"""takt audit deed: what a role, unit, initiative or strategy was promised, and what money, goals and decisions say."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Answer, Table, Text
from taktgeber.workspace import Workspace


def audit_deed(
    workspace: Workspace,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="role:explore_lead, unit:lab, initiative:NAME or strategy:NAME.")
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", help="Who asks: figures about decisions of fewer than five are shown to who holds the role."
        ),
    ] = None,
) -> Answer:
    from taktgeber.balance.word import held_of
    from taktgeber.balance.word.told import deed_table, promise_table, right_table, sentence_of, unseen
    from taktgeber.core import Period
    from taktgeber.cycle import open_house
    from taktgeber.govern import who

    from .beat_now import beat_now
    from .deed_data import held_data

    with open_house(workspace) as house:
        person, today = who(house.book, as_) if as_ else None, house.book.today()
        held = held_of(beat_now(house), subject, today, person)
        tables: tuple[Table, ...] = (promise_table(held), deed_table(held))
        if held.rights:
            tables = (*tables, right_table(held.rights, Period(min(held.since, today), today)))
        hidden = unseen(held)
        says: tuple[Text, ...] = (sentence_of(held), *((hidden,) if hidden else ()))
        return Answer(says, tuple(table for table in tables if table.rows), data=held_data(held))
