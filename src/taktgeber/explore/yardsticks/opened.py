"""What the lab opened: competences, partners and networks, and new fields by what new business they would be."""

from __future__ import annotations

from collections.abc import Iterable

from taktgeber.core import Exact, Period, Table, Text, text
from taktgeber.core.names import named
from taktgeber.explore.opportunities.opportunity import Opportunity
from taktgeber.govern.kinds import MODELS

from .record import Record
from .yardstick import Yardstick


def competences(record: Record, period: Period) -> Yardstick:
    """Named by initiatives, stopped ones among them: what was learned to do stays."""
    found = _distinct(name for one in record.initiatives for name in one.competences)
    return Yardstick("competences", text("Competences built"), Exact(len(found), "competences", period), _named(found))


def partners(record: Record, period: Period) -> Yardstick:
    """Of initiatives, and of opportunities said in the period."""
    said = (name for one in _said(record, period) for name in (*one.partners, *one.customers))
    found = _distinct((*(name for one in record.initiatives for name in one.partners), *said))
    name = text("Partners and networks opened")
    return Yardstick("partners", name, Exact(len(found), "partners", period), _named(found))


def fields(record: Record, period: Period) -> Yardstick:
    """Opportunities said in the period, by model."""
    said = _said(record, period)
    models = [one.model for one in said]
    rows = tuple(
        (named(model), Exact(models.count(model), "opportunities", period)) for model in MODELS if model in models
    )
    table = Table(
        (text("What new business it is"), text("Opportunities")), rows, text("New fields, by what they would be")
    )
    says = text("Opportunities said; pursued by now: {n}. What they may earn is not asked.",
                n=sum(one.state == "pursued" for one in said))  # fmt: skip
    return Yardstick("fields", text("New fields and value propositions opened"),
                     Exact(len(said), "opportunities", period), (says,), (table,) if rows else ())  # fmt: skip


def _said(record: Record, period: Period) -> list[Opportunity]:
    return [one for one in record.opportunities if period.contains(one.said)]


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """As first written, whatever their case."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.strip().casefold(), name.strip())
    return tuple(found.values())


def _named(names: tuple[str, ...]) -> tuple[Text, ...]:
    return (text("{names}.", names=names),) if names else ()
