"""What was found, decided as it is: unit, mandate and role together, where no rule speaks against it.

A unit that a rule speaks against stays found, with the rule's word and way on. It is asked without being tried, so
that looking leaves no refusal in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Finding

from .book import LedgerBook
from .claims import in_force
from .roles import PEOPLE, Role
from .units import UNITS, MandateState, UnitState

Item = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Found:
    """A unit with what was found of its leading. against: what a rule says to deciding it, None where nothing."""

    unit: UnitState
    mandate: MandateState | None
    roles: tuple[Role, ...]
    items: tuple[Item, ...]
    against: Finding | None


def found_units(book: LedgerBook, actor: str) -> tuple[Found, ...]:
    """Units of which something stands as found only, with what deciding it as it is would meet."""
    today = book.today()
    made = (_found(book, unit, today) for unit in book.state(UNITS).units.values())
    open_ = [one for one in made if one.items]
    return tuple(Found(o.unit, o.mandate, o.roles, o.items, book.objection(o.items, actor)) for o in open_)


def take_over(book: LedgerBook, actor: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """Those that were decided, and those that a rule speaks against. Each unit whole or not at all."""
    taken, left = [], []
    for one in found_units(book, actor):
        # What was decided a moment ago may speak for or against the next.
        against = book.objection(one.items, actor)
        if against is None:
            book.decide_all(one.items, actor)
            taken.append(one)
        else:
            left.append(Found(one.unit, one.mandate, one.roles, one.items, against))
    return tuple(taken), tuple(left)


def _found(book: LedgerBook, unit: UnitState, today: date) -> Found:
    mandate = book.state(UNITS).mandate(unit.unit, today)
    roles = tuple(
        role for role in book.state(PEOPLE).roles(today)
        if role.unit == unit.unit and role.standing == "found" and in_force(role.first, role.last, today)
    )  # fmt: skip
    items: list[Item] = []
    if unit.standing == "found":
        body = {"unit": unit.unit, "name": unit.name, "mode": unit.mode, "market": unit.market}
        items.append(("unit", body))
    if mandate is not None and mandate.standing == "found":
        items.append(("mandate", {
            "unit": mandate.unit, "leader": mandate.leader, "first": today, "last": mandate.last,
            "horizon_beats": mandate.horizon_beats, "scorecard": list(mandate.scorecard), "charter": mandate.charter,
        }))  # fmt: skip
    for role in roles:
        items.append(("role", {"person": role.person, "role": role.role, "unit": role.unit, "first": today,
                               "last": role.last}))  # fmt: skip
    return Found(unit, mandate, roles, tuple(items), None)
