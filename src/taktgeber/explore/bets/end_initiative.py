"""End an initiative by decision, on any day: what it taught is kept with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Entry, Refusal, text
from taktgeber.explore.memory import LAB

from .stop import Reason, entries_of, learned_of, stop_reasons
from .words import sentence

if TYPE_CHECKING:
    from taktgeber.govern import Initiative, LedgerBook


def note_of_stop(beat: Beat, initiative: Initiative, learned: str = "") -> Reason:
    """What would be kept. learned: in a person's words; without them what the ledger knows. Refuses what has ended."""
    if initiative.state == "stopped":
        raise Refusal(
            initiative.initiative, text('"{name}" is stopped already.', name=initiative.name),
            text("What it taught is told by: takt lab initiative {name}", name=initiative.initiative),
        )  # fmt: skip
    lab = beat.book.state(LAB)
    reason = stop_reasons(beat, lab, [initiative]).get(initiative.initiative)
    if reason is None:
        words = f"Ended before it was answered: {sentence(initiative.unknown)}."
        reason = Reason(text("by decision, before its question was answered"), words)
    if learned.strip():
        return replace(reason, learned=learned.strip(), said=True)
    return replace(reason, learned=learned_of(beat, lab, initiative, reason))


def stop_initiative(
    book: LedgerBook, beat: Beat, initiative: Initiative, actor: str, learned: str = ""
) -> tuple[Entry, ...]:
    """The insight, where one is to be kept, and the stage: both or none."""
    note = note_of_stop(beat, initiative, learned)
    entered = entries_of(beat, beat.book.state(LAB), initiative, note, book.today())
    return book.decide_all([(one.kind, one.body) for one in entered], actor)
