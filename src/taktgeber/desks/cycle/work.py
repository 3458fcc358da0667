"""What the process of a job does: plan or close a beat, keep the answer. `python -m ... OUTCOME KIND ROOT DAY WHO`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber import rooms
from taktgeber.core import Answer, Refusal, text_n
from taktgeber.workspace import open_workspace

if TYPE_CHECKING:
    from taktgeber.cycle import House


def main(outcome: str, kind: str, root: str, day: str, person: str) -> None:
    from taktgeber.cycle import open_house
    from taktgeber.cycle.job import finish

    try:
        with open_house(open_workspace(root), asked=person) as house:
            finish(Path(outcome), work(house, kind, date.fromisoformat(day) if day else None))
            keep_what_pages_show(house)
    except Refusal as refused:
        if not Path(outcome).exists():  # what was answered stands, whatever is refused afterwards
            finish(Path(outcome), refused)


def work(house: House, kind: str, day: date | None) -> Answer:
    from taktgeber.cycle import close_beat, plan_beat

    from .verbs import closed_answer, planned_sentence

    if kind == "close":
        return closed_answer(close_beat(house, house.settings.beat(day) if day else None))
    planned = plan_beat(house, day)
    waiting = text_n("One proposal waits for a person.", "{n} proposals wait for a person.", len(planned.waiting))
    return Answer((planned_sentence(planned), waiting))


def keep_what_pages_show(house: House) -> None:
    """A room may offer `keep(beat)`: what its pages would otherwise have to wait for."""
    beat = house.beat(house.settings.beat(house.clock().date()))
    for _, module in rooms.modules():
        if hasattr(module, "keep"):
            module.keep(beat)


if __name__ == "__main__":
    main(*sys.argv[1:])
