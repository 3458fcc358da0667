"""How far the beginning has come, read from the ledger alone: it can be left and taken up at any time."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.cycle.visit import Visit
from taktgeber.govern import (
    BREACHES,
    INITIATIVES,
    PEOPLE,
    PROPOSALS,
    UNITS,
    Breach,
    Found,
    Goal,
    Initiative,
    UnitState,
    found_units,
)
from taktgeber.govern import MandateState as Mandate


@dataclass(frozen=True, slots=True)
class Stand:
    """firm: how many people, as it was said last. to_decide: units that stand as found only. owned: campaigns have an
    owner. loaders: who may load and plan, by decision."""

    firm: int | None
    units: tuple[tuple[UnitState, Mandate | None], ...]
    goals: tuple[Goal, ...]
    initiatives: tuple[Initiative, ...]
    breaches: tuple[Breach, ...]
    to_decide: tuple[Found, ...]
    firm_decided: bool
    loaders: tuple[str, ...]
    owned: bool
    loaded: bool
    planned: bool

    @property
    def empty(self) -> bool:
        """Nothing was entered and nothing loaded."""
        return not (self.units or self.loaded or self.firm or self.initiatives)

    @property
    def people(self) -> tuple[str, ...]:
        """Who leads something or has a goal."""
        leaders = [m.leader for _, m in self.units if m is not None]
        return tuple(dict.fromkeys([*leaders, *(goal.person for goal in self.goals)]))


def stand(visit: Visit) -> Stand:
    from taktgeber.data import LOADS

    book, today = visit.house.book, visit.today()
    units, people = book.state(UNITS), book.state(PEOPLE)
    said = [entry.payload["people"] for entry in book.entries(kinds=("firm",))]
    loading = ("operations", "analyst")
    return Stand(
        firm=said[-1] if said else None,
        units=tuple((unit, units.mandate(unit.unit, today)) for unit in units.units.values()),
        goals=people.goals(today),
        initiatives=tuple(book.state(INITIATIVES).values()),
        breaches=tuple(breach for breach in book.state(BREACHES) if breach.mended is None),
        to_decide=found_units(book, visit.person),
        firm_decided=people.firm_people is not None,
        loaders=tuple(r.person for r in people.roles(today) if r.role in loading and r.standing == "decided"),
        owned=bool(visit.house.settings.campaigns),
        loaded=bool(book.state(LOADS).all),
        planned=bool(book.state(PROPOSALS).plans),
    )
