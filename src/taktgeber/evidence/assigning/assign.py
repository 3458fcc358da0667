"""One unit's arm, or why it has none."""

from __future__ import annotations

from typing import NamedTuple

from .law import place
from .plan import AssignmentPlan, Why


class Assigned(NamedTuple):
    """Exactly one of both is None."""

    arm: str | None
    why: Why | None


def assign(unit: str | int, plan: AssignmentPlan) -> Assigned:
    """The same for the same unit and plan, here and in every engine that runs assignment_sql.

    unit: text, taken as it stands ("007" is not "7"), or a whole number. Raises ValueError for what is no unit.
    """
    if isinstance(unit, bool) or not isinstance(unit, str | int):
        raise ValueError(f"a unit is a text or a whole number, not {unit!r}")
    name = str(unit)
    if not name:
        raise ValueError("a unit has a name: the empty text is none")
    places: dict[str, int] = {}
    for step in plan.steps:
        if step.salt not in places:
            places[step.salt] = place(step.salt, name)
        if step.start <= places[step.salt] < step.end:
            return Assigned(step.arm, step.why)
    raise AssertionError("the arms of a plan take every place")
