"""takt lab search: has anyone tried this? Over all that was said, tested, asked, opened and learnt."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace

from .hit_data import hit_data


def lab_search(
    workspace: Workspace,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What you want to try, in a few words.")],
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.evidence.knowing.words import hit_table, like_table, of_hits
    from taktgeber.explore.search import found, found_alike

    asked = " ".join(" ".join(words).split())
    with open_house(workspace) as house:
        today = house.book.today()
        hits, near = (find(house.book, asked, today) for find in (found, found_alike))
    says = [of_hits(asked, hits)]
    if near:
        says.append(text("Alike in other words: {n}.", n=len(near)))
    tables = ((hit_table(hits),) if hits else ()) + ((like_table(near),) if near else ())
    data = {"day": today.isoformat(), "words": asked, "found": [hit_data(hit) for hit in hits],
            "alike": [hit_data(hit) | {"likeness": hit.likeness} for hit in near]}  # fmt: skip
    return Answer(tuple(says), tables, data=data)
