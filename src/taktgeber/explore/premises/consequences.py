"""What a broken premise takes with it: all that rests on it, and what is then to be decided, none of it by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taktgeber.core import Book, Exact, Figure, Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.explore.once import once

from .load import BOOKABLE, share_of
from .reference import Reference, carried
from .standing import Standing

if TYPE_CHECKING:
    from taktgeber.govern import InitiativesState

_GOES_ON = text("whether it goes on as it is")
_DECIDE: Mapping[str, Text] = {
    "channel": text("whether its spend stays as it is"),
    "market": text("whether its spend stays as it is"),
    "premise": text("whether it still holds"),
}
_ATTACKS = text("what it tests now")


@dataclass(frozen=True, slots=True)
class Consequence:
    """booked, share: in the past beat, where it can be booked; attacks: an initiative that tests the premise."""

    what: Reference
    booked: Exact | None
    share: Figure | None
    decide: Text
    attacks: bool = False


def consequences(standing: Standing, premise: str, book: Book) -> tuple[Consequence, ...]:
    """What rests on it, in the order in which it was named; then the initiatives that attack it."""
    resting = [_of(standing, one) for one in carried(standing.premises, premise)]
    attacking = (Reference("initiative", name) for name in attackers(premise, book))
    tests = (Consequence(one, None, None, _ATTACKS, True) for one in attacking)
    return (*resting, *tests)


def attackers(premise: str, book: Book) -> tuple[str, ...]:
    """Initiatives that are not stopped and attack it."""
    from taktgeber.govern import INITIATIVES

    return tuple(_attackers(book.state(INITIATIVES)).get(premise, ()))


@once
def _attackers(initiatives: InitiativesState) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for one in initiatives.values():
        if one.state != "stopped":
            for premise in dict.fromkeys(one.premises):
                found.setdefault(premise, []).append(one.initiative)
    return found


def consequence_table(made: tuple[Consequence, ...], standing: Standing) -> Table:
    head = (text("What rests on it"), text("Booked"), text("Share of booked money"), text("To be decided if it breaks"))
    rows: list[tuple[Cell, ...]] = [
        (
            text("{initiative}, which attacks it", initiative=one.what.words) if one.attacks else one.what.words,
            one.booked or text("not booked"),
            one.share or text("not booked"),
            one.decide,
        )
        for one in made
    ]
    period = standing.ground.period
    return Table(head, tuple(rows), text("What rests on it, with what was booked between {period}", period=period))


def _of(standing: Standing, one: Reference) -> Consequence:
    decide = _DECIDE.get(one.kind, _GOES_ON)
    if one.kind not in BOOKABLE:
        return Consequence(one, None, None, decide)
    ground = standing.ground
    money = ground.on([one])
    return Consequence(one, Exact(money, money.currency, ground.period), share_of(money, ground), decide)
