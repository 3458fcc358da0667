"""takt experiment register: freeze what is to be tested before its data; bring field work; write an insight."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from taktgeber.core import Answer, text, text_n
from taktgeber.workspace import Workspace

As = Annotated[str, typer.Option("--as", help="Who acts: a pseudonym (p-...), or a role that one person holds.")]


def experiment_register(
    workspace: Workspace,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A TOML file with hypothesis, experiment, fieldwork or insight.")
    ],
    as_: As,
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.evidence import REGISTRY
    from taktgeber.evidence.knowing.words import like_table, tried_before
    from taktgeber.evidence.registry.enter import write_down
    from taktgeber.govern import who

    from .learnings_data import hit_data
    from .register_file import read_tables, refuse_unknown_markets
    from .tried import tried

    tables = read_tables(file)
    with open_house(workspace) as house:
        refuse_unknown_markets(tables, [market.name for market in house.settings.markets])
        book = house.book
        before, today = book.state(REGISTRY), book.today()
        entered = write_down(book, tables, who(book, as_))
        head = book.head()
    says = [text_n("One entry was written.", "{n} entries were written.", len(entered))]
    frozen = next((entry.payload for entry in entered if entry.kind == "experiment"), None)
    if frozen is not None:
        least = text("{threshold} is the smallest effect that matters.", threshold=frozen["threshold"])
        says += [text("Frozen: {metric}, read at {units} units or after {last}.", metric=frozen["metric"],
                      units=frozen["units"], last=date.fromisoformat(frozen["last"])), least]  # fmt: skip
    near = tried(before, tables, today)
    if near is not None:
        says.append(tried_before(near))
    says.append(text("Head of the ledger: {head}", head=head))
    data = {"entries": [{"seq": one.seq, "kind": one.kind, "name": one.payload[one.kind]} for one in entered],
            "head": head, "alike": [hit_data(hit) | {"likeness": hit.likeness} for hit in near or ()]}  # fmt: skip
    return Answer(tuple(says), (like_table(near),) if near else (), data=data)
