"""What the process of a job does: plan or close a beat, and keep the answer. `python -m ... OUTCOME KIND ROOT DAY`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from taktgeber.core import Answer, Refusal, text_n
from taktgeber.workspace import open_workspace


def main(outcome: str, kind: str, root: str, day: str) -> None:
    from taktgeber.cycle.job import finish

    try:
        finish(Path(outcome), work(kind, Path(root), date.fromisoformat(day) if day else None))
    except Refusal as refused:
        finish(Path(outcome), refused)


def work(kind: str, root: Path, day: date | None) -> Answer:
    from taktgeber.cycle import close_beat, open_house, plan_beat

    from .verbs import closed_answer, planned_sentence

    with open_house(open_workspace(root)) as house:
        if kind == "close":
            return closed_answer(close_beat(house, house.settings.beat(day) if day else None))
        planned = plan_beat(house, day)
        waiting = text_n("One proposal waits for a person.", "{n} proposals wait for a person.", len(planned.waiting))
        return Answer((planned_sentence(planned), waiting))


if __name__ == "__main__":
    main(*sys.argv[1:])
