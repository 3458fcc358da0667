"""What the lab is measured by: what it asked, tested, learned and opened, out of the ledger. No money enters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from taktgeber.core import Book, Period
from taktgeber.evidence.registry.memory import REGISTRY, Registry
from taktgeber.explore.memory import LAB, Lab
from taktgeber.explore.opportunities.opportunity import OPPORTUNITIES, Opportunity
from taktgeber.govern import INITIATIVES, UNITS, Initiative

_HORIZON = 4  # beats, where no mandate says how far the lab looks


@dataclass(frozen=True, slots=True)
class Record:
    """registry: of the explore hand alone."""

    lab: Lab
    registry: Registry
    initiatives: tuple[Initiative, ...]
    opportunities: tuple[Opportunity, ...]


def record_of(book: Book, as_of: datetime | None = None) -> Record:
    """as_of: by what the ledger held then; None: by all it holds."""
    units = book.state(UNITS, as_of).units
    initiatives = book.state(INITIATIVES, as_of).values()
    return Record(
        book.state(LAB, as_of),
        _of_the_lab(book.state(REGISTRY, as_of)),
        tuple(one for one in initiatives if one.unit in units and units[one.unit].mode == "explore"),
        tuple(book.state(OPPORTUNITIES, as_of).by_name.values()),
    )


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
