"""takt experiment read FILE --experiment NAME: read by what was frozen, and keep the look in the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.evidence.reading.result import Reading
    from taktgeber.evidence.registry.experiment import Effect, Experiment, Look, Registration


def read_registered(
    workspace: Workspace, name: str, file: Path, as_: str, ended: bool, columns: dict[str, Any]
) -> Answer:
    """columns: where things stand in the file, as of `record_look`."""
    from taktgeber.cycle import open_house
    from taktgeber.evidence import record_look
    from taktgeber.evidence.ladder.level import graded
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
        planned = known.plan.units
        stands: tuple[Text, ...] = (
            text("It goes on: {units} of {planned} planned units are in.", units=units, planned=planned),
        )
        if known.plan.looks == 1:
            stands = (*stands, text("It was looked at before its end, which was not planned."))
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
        (*stands, *_read(known, look, reading), kept),
        tables(reading),
        reading.findings,
        data,
        0 if reading.trusted else 1,
    )


def _read(known: Experiment, look: Look, reading: Reading) -> Iterator[Text]:
    """Where several looks were planned, no sentence takes this one for the only look."""
    from taktgeber.evidence.reading.says import guardrail_sentences, sentences

    if known.plan.looks == 1 or look.stops:
        yield from sentences(reading)
        return
    for effect in look.effects:
        yield _allowing_for_looks(known.plan, look, effect)
    yield from guardrail_sentences(reading)
    yield text("The tables below read this look as if it had been the only one.")


def _allowing_for_looks(plan: Registration, look: Look, effect: Effect) -> Text:
    from taktgeber.evidence.shown import named as spoken
    from taktgeber.evidence.telling.effect import difference_estimate, lift_of, metric_of

    if effect.low is None:
        return text("Go on: it is too early for anything to stop the experiment, and for an interval.")
    metric = metric_of(plan)
    said = spoken(metric) if metric else plan.metric
    seen = lift_of(plan, look, effect) or difference_estimate(plan, look, effect)
    if seen is None:
        why = text("no share can be told: the control's level is not clearly different from nought")
        return text('What "{arm}" does to {metric} cannot be told: {why}', arm=effect.arm, metric=said, why=why)
    return text('With "{arm}" {metric} changes by {effect}; estimate and interval allow for all looks.',
                arm=effect.arm, metric=said, effect=seen)  # fmt: skip


def _kept(name: str, look: int, planned: int, entry: str) -> Text:
    if look <= planned:
        return text('Look {look} of {planned} at "{name}" is kept in the ledger (entry {entry}).', look=str(look),
                    planned=str(planned), name=name, entry=entry)  # fmt: skip
    return text('Look {look} at "{name}" is kept in the ledger (entry {entry}); {planned} had been planned.',
                look=str(look), planned=str(planned), name=name, entry=entry)  # fmt: skip
