"""takt experiment decide: a person concludes an experiment that was read, or calls it invalid."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from taktgeber.core import Answer, text
from taktgeber.core.names import named
from taktgeber.workspace import Workspace

from .register import As


class Verdict(StrEnum):
    shown = "shown"
    harm = "harm"
    no_effect = "no_effect"
    unclear = "unclear"
    invalid = "invalid"


def experiment_decide(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="EXPERIMENT", help="The short name of the experiment.")],
    does: Annotated[str, typer.Option("--does", help="What is done now, in words.")],
    as_: As,
    verdict: Annotated[
        Verdict | None, typer.Option("--verdict", help="Only where it differs from what the figures say.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it differs, or why the test is invalid.")] = "",
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.evidence import REGISTRY
    from taktgeber.evidence.ladder.level import graded
    from taktgeber.evidence.registry.enter import conclude_experiment
    from taktgeber.govern import who

    with open_house(workspace) as house:
        book = house.book
        chosen = verdict.value if verdict else None
        entry = conclude_experiment(book, name, does, who(book, as_), verdict=chosen, reason=reason)
        grade = graded(book.state(REGISTRY).experiments[name])
        head = book.head()
    says = (
        text('"{name}" is concluded: {verdict} (entry {entry}). Level of evidence: {level}.', name=name,
             verdict=named(entry.payload["verdict"]), entry=str(entry.seq), level=grade.name),
        *(step.says for step in grade.steps),
        text("Head of the ledger: {head}", head=head),
    )  # fmt: skip
    data = {
        "experiment": name, "verdict": entry.payload["verdict"], "does": does, "reason": reason, "entry": entry.seq,
        "level": grade.level, "reasons": [step.code for step in grade.steps], "head": head,
    }  # fmt: skip
    return Answer(says, data=data)
