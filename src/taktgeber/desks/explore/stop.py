"""takt lab stop: end an initiative by decision, with what it taught; without --as, read what would be kept."""

from __future__ import annotations

from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace

from .options import As, actor


def lab_stop(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The short name of the initiative.")],
    learned: Annotated[str, typer.Option("--learned", help="What it taught, in one sentence.")] = "",
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.explore.bets import note_of_stop, stop_initiative
    from taktgeber.explore.initiatives import find_initiative

    with open_house(workspace) as house:
        beat = house.beat(next_beat(house))
        one = find_initiative(house.book, name)
        note = note_of_stop(beat, one, learned)
        kept = text("What it taught: {learned}.", learned=note.learned.rstrip(". "))
        entries = stop_initiative(house.book, beat, one, actor(house, as_), learned) if as_ else ()
        if entries:
            says = [text("{name} is stopped; what it taught stays.", name=one.name), kept]
        else:
            says = [text("{name} would be stopped: {why}.", name=one.name, why=note.why), kept]
            says.append(text("Decide it: takt lab stop {name} --as explore_lead", name=name))
    data = {"initiative": name, "learned": note.learned, "why": note.why, "stopped": bool(entries),
            "entries": [{"seq": entry.seq, "kind": entry.kind} for entry in entries]}  # fmt: skip
    return Answer(tuple(says), data=data)
