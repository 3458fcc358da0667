"""Whom something was promised to: a role, a unit, an initiative, or everybody who read the strategy.

Figures about its decisions belong to the role that leads it and to who holds that role; from five holders on they are
published, below that they are the holder's own, who may release them (house rule 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

from taktgeber.core import Fold, Refusal, Text, text
from taktgeber.core.names import named
from taktgeber.govern import INITIATIVES, PEOPLE, UNITS
from taktgeber.govern.kinds import ROLES

from .memory import WORDS

if TYPE_CHECKING:
    from taktgeber.govern import UnitState

S = TypeVar("S")
HOLDERS = 5
LEADS = ("market_lead", "explore_lead", "exploit_lead", "operations", "sponsor")
_HANDS = {"explore": "explore_lead", "exploit": "exploit_lead", "steering": "sponsor"}
Sight = Literal["published", "own", "released", "hidden"]


class States(Protocol):
    """A book, or what a rule is handed of one."""

    def state(self, fold: Fold[S], /) -> S: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """name: "unit:lab"; units, initiatives, markets: what of the firm it stands for; hand: explore or exploit, of a
    role that leads one; role: that decides for it, "" where nobody does; holders: who holds it, by pseudonym."""

    name: str
    called: Text | str
    units: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()
    hand: str = ""
    role: str = ""
    holders: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.name.partition(":")[0]

    @property
    def touches(self) -> frozenset[str]:
        """What a decision must be about to be one of its own."""
        parts = {"unit": self.units, "initiative": self.initiatives, "market": self.markets}
        names = {f"{kind}:{which}" for kind, all_of in parts.items() for which in all_of}
        return frozenset(names | {self.name} | ({f"hand:{self.hand}"} if self.hand else set()))


def subject_of(book: States, name: str, day: date) -> Subject:
    """As the ledger knows it on the day. Raises Refusal where it knows nothing of that name."""
    kind, _, which = name.partition(":")
    units, initiatives = book.state(UNITS).units, book.state(INITIATIVES)
    if kind == "role" and which in ROLES:
        return _role(book, name, which, day)
    if kind == "unit" and which in units:
        return _unit(book, name, units[which], day)
    if kind == "initiative" and which in initiatives:
        one = initiatives[which]
        led = _unit(book, name, units[one.unit], day) if one.unit in units else Subject(name, one.name)
        return Subject(name, one.name, (), (which,), (), "", led.role, led.holders)
    if kind == "strategy" and name in book.state(WORDS).subjects():
        return Subject(name, text('the strategy "{name}"', name=which))
    raise Refusal(
        name[:80],
        text("the ledger knows nothing of this name."),
        text("Name a role, a unit, an initiative, or a strategy of which a promise is kept, such as unit:lab."),
    )


def _role(book: States, name: str, role: str, day: date) -> Subject:
    held = [one for one in book.state(PEOPLE).roles(day) if one.role == role]
    holders = tuple(sorted({one.person for one in held}))
    state = book.state(UNITS)
    led = [unit for unit in state.units if (m := state.mandate(unit, day)) is not None and m.leader in holders]
    units = tuple(dict.fromkeys((*(one.unit for one in held if one.unit in state.units and one.unit), *led)))
    hand = {role: hand for hand, role in _HANDS.items() if hand != "steering"}.get(role, "")
    return Subject(name, named(role), units, _of(book, units), _markets(book, units), hand, role, holders)


def _unit(book: States, name: str, unit: UnitState, day: date) -> Subject:
    people, mandate = book.state(PEOPLE).roles(day), book.state(UNITS).mandate(unit.unit, day)
    leads = [one for one in people if one.role in LEADS]
    holders = (mandate.leader,) if mandate else tuple(sorted({one.person for one in leads if one.unit == unit.unit}))
    held = {one.role for one in leads if one.person in holders}
    near = {one.role for one in leads if one.person in holders and one.unit == unit.unit}
    role = next((role for role in LEADS if role in (near or held)), _HANDS.get(unit.mode, ""))
    markets = (unit.market,) if unit.market else ()
    return Subject(name, unit.name, (unit.unit,), _of(book, (unit.unit,)), markets, "", role, holders)


def _of(book: States, units: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.initiative for one in book.state(INITIATIVES).values() if one.unit in units)


def _markets(book: States, units: tuple[str, ...]) -> tuple[str, ...]:
    known = book.state(UNITS).units
    return tuple(market for unit in units if (market := known[unit].market))


def sight_of(book: States, subject: Subject, person: str | None) -> Sight:
    """Whether figures about its decisions may be shown to this person; None: to anybody.

    Of one holder they are that person's; of two to four nobody sees what would tell each of the other; what all holders
    released, everybody sees.
    """
    words, holders = book.state(WORDS), subject.holders
    if len(holders) >= HOLDERS or not subject.role:
        return "published"
    if holders and all(words.releases(subject.name, holder) for holder in holders):
        return "released"
    return "own" if holders == (person,) else "hidden"
