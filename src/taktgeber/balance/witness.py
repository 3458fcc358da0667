"""What else an initiative's entries say of it beside the four tests: how far it is from today's business, and whether
anything was asked there that nobody knows. Witnesses, no tests: they are shown, and change no verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Exact, Period, Table, Text, text
from taktgeber.core.names import named
from taktgeber.core.section import Cell
from taktgeber.explore import LAB
from taktgeber.explore.initiatives import placed, step_of
from taktgeber.govern import INITIATIVES

from .deed import Deed, Portfolio
from .renaming import step_for

if TYPE_CHECKING:
    from taktgeber.explore.initiatives.place import Step

_STEPS: dict[Step, Text] = {
    "incremental": text("incremental"),
    "between": text("between"),
    "radical": text("radical"),
}


@dataclass(frozen=True, slots=True)
class Witness:
    """distance: from today's business, None while nobody has said it; asked, settled: assumptions until the end of the
    period, and those answered within it."""

    distance: Step | None
    asked: int
    settled: int
    period: Period

    def far(self) -> Text:
        return _STEPS[self.distance] if self.distance else text("nobody has said how far it is")

    def tasks(self) -> Text:
        if not self.asked:
            return text("nothing was asked that nobody knows")
        return text("{asked} asked, {settled} of them settled", asked=Exact(self.asked, "assumptions", self.period),
                    settled=str(self.settled))  # fmt: skip


def witness_of(beat: Beat, deed: Deed, period: Period) -> Witness:
    said = placed(beat.book.state(INITIATIVES), deed.initiative)
    known = [one for one in beat.book.state(LAB).assumptions_of(deed.initiative) if one.asked <= period.last]
    distance = step_of(said.distance) if said else None
    return Witness(distance, len(known), sum(one.settled_in(period) for one in known), period)


def step_table(beat: Beat, now: Portfolio) -> Table:
    """What would make word and deed one, and who decides it; those with most money first."""
    head = (text("Initiative"), text("Distance from today's business"), text("Asked there"), text("Next step"),
            text("Decided by"))  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for deed in (*now.deeds, *now.unfunded):
        step, seen = step_for(beat, deed), witness_of(beat, deed, now.period)
        rows.append(
            (deed.name, seen.far(), seen.tasks(), step.says, named(step.decider) if step.decider else text("nobody"))
        )
    return Table(head, tuple(rows), text("What would make word and deed one"))
