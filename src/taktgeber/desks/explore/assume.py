"""takt lab assume: write down what must be true for an initiative, or settle it with what says so."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from taktgeber.core import Answer, Refusal, text
from taktgeber.workspace import Workspace

from .options import As, Lose, Until, actor, chance_of, day, money


def lab_assume(
    workspace: Workspace,
    initiative: Annotated[str, typer.Argument(metavar="INITIATIVE", help="Its short name.")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What must be true; to settle one, its entry does.")],
    chance: Annotated[
        float | None, typer.Option("--chance", help="How likely it is that it holds, in per cent, before the test.")
    ] = None,
    lose: Lose = "",
    until: Until = "",
    premise: Annotated[str, typer.Option("--premise", help="The premise of today's business it is about.")] = "",
    hypothesis: Annotated[str, typer.Option("--hypothesis", help="The hypothesis that says so or will.")] = "",
    held: Annotated[bool, typer.Option("--held", help="It was tested and holds.")] = False,
    refuted: Annotated[bool, typer.Option("--refuted", help="It was tested and does not hold.")] = False,
    learned: Annotated[str, typer.Option("--learned", help="What was learned: kept as an insight.")] = "",
    best_before: Annotated[str, typer.Option("--best-before", help="How long to trust it, as 2027-12-31.")] = "",
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.initiatives import settle_assumption, write_assumption

    if held and refuted:
        raise Refusal("--held", text("it cannot hold and not hold."), text("Give one of --held and --refuted."))
    with open_house(workspace) as house:
        person = actor(house, as_)
        if held or refuted:
            entries = settle_assumption(house.book, initiative, words, held, person, hypothesis=hypothesis or None,
                                        learned=learned, best_before=day(best_before, "--best-before"))  # fmt: skip
            said = entries[-1].payload
            says = text("Settled: it holds that {assumption}.", assumption=said["assumption"].rstrip("."))
            if refuted:
                says = text("Settled: it does not hold that {assumption}.", assumption=said["assumption"].rstrip("."))
        else:
            fields: dict[str, Any] = {
                "initiative": initiative, "assumption": words, "chance": chance_of(chance),
                "lose": money(lose, house.settings.currency), "premise": premise or None,
                "hypothesis": hypothesis or None, "until": due.isoformat() if (due := day(until)) else None,
            }  # fmt: skip
            entries = (write_assumption(house.book, fields, person),)
            said = entries[0].payload
            says = text("Written down before its test: {assumption}.", assumption=said["assumption"].rstrip("."))
        state = said["state"]
    data = {"initiative": initiative, "assumption": said["assumption"], "state": state,
            "entries": [{"seq": one.seq, "kind": one.kind} for one in entries]}  # fmt: skip
    return Answer((says,), data=data)
