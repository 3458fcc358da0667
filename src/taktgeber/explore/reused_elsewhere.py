"""Who else builds on what the lab learned: a unit that goes on with its own work has not passed it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taktgeber.core import Period
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry
from taktgeber.govern import Initiative, UnitState

_LEADS = "explore_lead"


class Homes:
    """Which names mean the lab itself: its units by both their names, their lead, and the initiatives of each."""

    def __init__(self, units: Mapping[str, UnitState], initiatives: Iterable[Initiative]) -> None:
        self._unit_of = {one.initiative.casefold(): one.unit for one in initiatives}
        labs = [unit for unit in units.values() if unit.mode == "explore"]
        self._names = {lab.unit: {lab.unit.casefold(), lab.name.casefold()} for lab in labs}

    def others(self, registry: Registry, insight: Insight) -> tuple[str, ...]:
        """Of those who build on it, the ones outside the unit that learned it. What names no initiative, such as what
        slack taught, was learned by all units that explore."""
        asked = (insight.on, *(said.on for name in insight.rests_on if (said := registry.hypotheses.get(name))))
        homes = {self._unit_of[on.casefold()] for on in asked if on and on.casefold() in self._unit_of}
        own = {on.casefold() for on in asked if on} | {_LEADS}
        for unit in homes or self._names:
            own |= self._names.get(unit, set())
            own |= {name for name, home in self._unit_of.items() if home == unit}
        return tuple(user for user in registry.used_by(insight.insight) if user.strip().casefold() not in own)

    def reused(self, registry: Registry, insights: Iterable[Insight], period: Period) -> tuple[Insight, ...]:
        """Those on which somebody else began to build in the period."""
        began = {name: {user for use in uses if period.contains(use.day) for user in use.by}
                 for name, uses in registry.reuses.items()}  # fmt: skip
        return tuple(one for one in insights if began.get(one.insight, set()).intersection(self.others(registry, one)))
