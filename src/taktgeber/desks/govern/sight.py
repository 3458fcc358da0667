"""What of the ledger a reader sees, and what they may enter: by the hand, unit, market and people of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber.core import Entry
from taktgeber.cycle.visit import Visit
from taktgeber.govern.about import About, about

if TYPE_CHECKING:
    from taktgeber.govern.permissions import Permission


def sees(visit: Visit, entry: Entry) -> bool:
    """Everything where the role reaches everything; else what is of one's own hand or market, or about oneself."""
    if "all" in visit.access.scopes("see.ledger"):
        return True
    of = about(visit.house.book, entry.kind, entry.payload)
    person = visit.person if visit.person in of.people else entry.actor
    return any(
        visit.access.allows("see.ledger", mode=mode, unit=of.unit, market=of.market, person=person)
        for mode in of.modes or {None}
    )


def require_near(visit: Visit, permission: Permission, of: About) -> None:
    """Refuses where the role does not reach every hand that is touched."""
    for mode in of.modes or {None}:
        visit.require(permission, mode=mode, unit=of.unit, market=of.market)
