"""takt experiment read FILE --experiment NAME: read by what was frozen, and keep the look in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktgeber.core import Answer, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.workspace import Workspace


def read_registered(
    workspace: Workspace, name: str, file: Path, as_: str, ended: bool, columns: dict[str, Any]
) -> Answer:
    """columns: where things stand in the file, as of `record_look`."""
    from taktgeber.cycle import open_house
    from taktgeber.evidence import record_look
    from taktgeber.evidence.ladder.level import graded
    from taktgeber.evidence.reading.says import sentences
    from taktgeber.evidence.reading.tables import tables
    from taktgeber.evidence.registry.outcome import outcome_of
    from taktgeber.govern import who

    from .read_data import reading_data

    with open_house(workspace) as house:
        made = record_look(house.book, name, file, who(house.book, as_), ended=ended, **columns)
        head = house.book.head()
    known, reading, grade = made.experiment, made.reading, graded(made.experiment)
    look = known.looks[-1]
    outcome = outcome_of(known)
    kept = _kept(name, len(known.looks), known.plan.looks, str(made.entry.seq))
    if outcome is None:
        units = text_n("{n} unit", "{n} units", look.units)
        planned = str(known.plan.units)
        stands: tuple[Text, ...] = (
            text("It goes on: {units} of {planned} planned units are in.", units=units, planned=planned),
        )
    else:
        stands = (
            text("By what was frozen it is: {outcome}. Level of evidence: {level}.", outcome=named(outcome),
                 level=grade.name),
            *(step.says for step in grade.steps),
            text("What was to be done then: {rule}", rule=known.plan.rule),
        )  # fmt: skip
    registered = {
        "experiment": name, "look": len(known.looks), "planned_looks": known.plan.looks, "final": look.final,
        "outcome": outcome, "level": grade.level, "reasons": [step.code for step in grade.steps],
        "effects": list(made.entry.payload["effects"]), "entry": made.entry.seq, "head": head,
    }  # fmt: skip
    data = reading_data(reading) | {"registered": registered}
    return Answer(
        (*stands, *sentences(reading), kept), tables(reading), reading.findings, data, 0 if reading.trusted else 1
    )


def _kept(name: str, look: int, planned: int, entry: str) -> Text:
    if look <= planned:
        return text('Look {look} of {planned} at "{name}" is kept in the ledger (entry {entry}).', look=str(look),
                    planned=str(planned), name=name, entry=entry)  # fmt: skip
    return text('Look {look} at "{name}" is kept in the ledger (entry {entry}); {planned} had been planned.',
                look=str(look), planned=str(planned), name=name, entry=entry)  # fmt: skip
