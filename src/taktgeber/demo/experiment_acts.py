"""What one does with an experiment of the demo: each is one act through a door of the registry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from taktgeber.core import PersonId

from .cast import Cast
from .experiment_plans import EXPERIMENTS
from .experiment_units import write_units

if TYPE_CHECKING:
    from taktgeber.cycle import House

FOLDER = "experiments"


class Acts:
    """By whom: registering and reading is the controller's, field work the lab's, all else as it is said."""

    def __init__(self, house: House, cast: Cast) -> None:
        self.book = house.book
        self.cast = cast
        self.folder = house.workspace.root / FOLDER

    def say(self, name: str, says: str, chance: float, by: PersonId, **more: Any) -> object:
        from taktgeber.evidence.registry.enter import say_hypothesis

        said = {"hypothesis": name, "says": says, "chance": chance, "hand": "exploit", "question": "works", **more}
        return say_hypothesis(self.book, said, by)

    def freeze(self, *names: str) -> object:
        from taktgeber.evidence.registry.enter import register_experiment

        return [register_experiment(self.book, EXPERIMENTS[name].fields(), self.cast.controller) for name in names]

    def look(self, name: str, **columns: Any) -> object:
        """At all units that there are today."""
        from taktgeber.evidence import record_look

        file = write_units(EXPERIMENTS[name].drawn, self.folder, self.book.today())
        return record_look(self.book, name, file, self.cast.controller, variant="arm", unit="visitor", **columns)

    def conclude(self, name: str, does: str, by: PersonId, **why: str) -> object:
        from taktgeber.evidence.registry.enter import conclude_experiment

        return conclude_experiment(self.book, name, does, by, **why)

    def learn(self, name: str, says: str, rests_on: Sequence[str], scope: Sequence[str], by: PersonId,
              **more: Any) -> object:  # fmt: skip
        from taktgeber.evidence.registry.enter import write_insight

        said = {"insight": name, "says": says, "rests_on": list(rests_on), "holds": True, "scope": list(scope), **more}
        return write_insight(self.book, said, by)

    def ask_people(self, name: str, hypothesis: str, says: str, **more: Any) -> object:
        from taktgeber.evidence.registry.enter import bring_fieldwork

        return bring_fieldwork(
            self.book, {"fieldwork": name, "hypothesis": hypothesis, "says": says, "finds": "for", **more},
            self.cast.lab,
        )  # fmt: skip
