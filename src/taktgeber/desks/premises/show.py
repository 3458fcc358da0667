"""takt premises show: one premise with its history, what speaks for and against it, what rests on it."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace


def premises_show(
    workspace: Workspace, name: Annotated[str, typer.Argument(metavar="PREMISE", help="The short name of the premise.")]
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.premises import find_premise, standing_of
    from taktgeber.explore.premises.consequences import consequence_table, consequences
    from taktgeber.explore.premises.history import history_table, sentence
    from taktgeber.explore.premises.told import findings_of

    from .now import beat_now
    from .premise_data import detail_data

    with open_house(workspace) as house:
        find_premise(house.book, name)
        beat = beat_now(house)
        standing = standing_of(beat)
        one = standing.target(name)
        taken = consequences(standing, name, house.book)
        tables = (history_table(one), consequence_table(taken, standing))
        place = text("Why it stands where it stands in the order of attack: {because}", because=one.because())
        says = (sentence(one), text("What would refute it: {refutes}", refutes=one.premise.refutes), place)
        return Answer(says, tuple(table for table in tables if table.rows), tuple(findings_of(one, beat)),
                      detail_data(one, taken))  # fmt: skip
