"""What the lab is measured by: what it asked, tested, learned and opened, out of the ledger. No money enters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from taktgeber.core import Book, Fold, Period
from taktgeber.evidence.registry.memory import REGISTRY, Registry
from taktgeber.explore.memory import LAB, Lab
from taktgeber.explore.once import once
from taktgeber.explore.opportunities.opportunity import OPPORTUNITIES, Opportunities, Opportunity
from taktgeber.explore.reused_elsewhere import Homes
from taktgeber.govern import INITIATIVES, UNITS, Initiative, InitiativesState, UnitsState

_HORIZON = 4  # beats, where no mandate says how far the lab looks


@dataclass(frozen=True, slots=True)
class Record:
    """registry: of the explore hand alone; homes: whose work is the lab's own."""

    lab: Lab
    registry: Registry
    initiatives: tuple[Initiative, ...]
    opportunities: tuple[Opportunity, ...]
    homes: Homes


def record_of(book: Book, as_of: datetime | None = None) -> Record:
    """as_of: by what the ledger held then; None: by all it holds."""
    folds: tuple[Fold[Any], ...] = (UNITS, INITIATIVES, LAB, REGISTRY, OPPORTUNITIES)
    states = tuple(book.state(fold, as_of) for fold in folds)
    return _record(*states)


@once
def _record(
    units: UnitsState, initiatives: InitiativesState, lab: Lab, registry: Registry, opportunities: Opportunities
) -> Record:
    explore = {name for name, unit in units.units.items() if unit.mode == "explore"}
    own = tuple(one for one in initiatives.values() if one.unit in explore)
    homes = Homes(units.units, own)
    return Record(lab, _of_the_lab(registry), own, tuple(opportunities.by_name.values()), homes)


def horizon(book: Book, past: Period) -> Period:
    """The beats over which the lab is to be judged, by its mandate, up to the last that has passed; the longest where
    several units explore."""
    units = book.state(UNITS)
    mandates = (units.mandate(u.unit, past.last) for u in units.units.values() if u.mode == "explore")
    beats = max((held.horizon_beats for held in mandates if held is not None), default=0) or _HORIZON
    back = min(beats * past.days - 1, past.last.toordinal() - date.min.toordinal())
    return Period(past.last - timedelta(days=back), past.last)


def _of_the_lab(registry: Registry) -> Registry:
    return replace(
        registry,
        hypotheses={name: one for name, one in registry.hypotheses.items() if one.hand == "explore"},
        experiments={name: one for name, one in registry.experiments.items() if one.plan.hand == "explore"},
        fieldwork={name: one for name, one in registry.fieldwork.items() if one.hand == "explore"},
        insights={name: one for name, one in registry.insights.items() if one.hand == "explore"},
    )
