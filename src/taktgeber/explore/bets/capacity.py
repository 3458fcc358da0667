"""How many tests the lab can begin in a beat: as the house set it, or one more than it ever managed of late.

One more, since a lab that may only do what it did would never find out what else it can. Where nothing was answered
of late nobody can tell, and no limit is invented.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from taktgeber.core import Beat
from taktgeber.explore.memory import Lab

_BEATS = 4


@dataclass(frozen=True, slots=True)
class Capacity:
    """tests: at once, None where nobody can tell; running: in test now; by: who says so."""

    tests: int | None
    running: int
    by: Literal["set", "learnt", "unknown"]

    @property
    def room(self) -> int | None:
        return None if self.tests is None else max(self.tests - self.running, 0)


def capacity_of(beat: Beat, lab: Lab, running: Collection[str]) -> Capacity:
    """running: initiatives that run. A test whose date has passed takes no room: else two that nobody ever answered
    would end all betting."""
    first = beat.period.first
    testing = sum(
        a.state == "testing" and (a.until is None or a.until >= first)
        for name in running
        for a in lab.assumptions_of(name)
    )
    if beat.settings.lab.tests is not None:
        return Capacity(beat.settings.lab.tests, testing, "set")
    period, most = beat.past, 0
    for _ in range(_BEATS):
        most, period = max(most, len(lab.settled_in(period))), period.before()
    return Capacity(most + 1, testing, "learnt") if most else Capacity(None, testing, "unknown")
