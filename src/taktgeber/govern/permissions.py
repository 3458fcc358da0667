"""Who may see and do what: one table of roles and permissions, each with how far it reaches (G4).

Roles come from the ledger alone, decided and in force on the day: what was found gives no permission, and no
account or invitation carries any. The table is least privilege: a role sees and does what it needs, no more.
Whether a decision may stand is still asked by the house rules, inside the book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, cast, get_args

from .kinds import ROLES

if TYPE_CHECKING:
    from taktgeber.core import Proposal

    from .book import LedgerBook

__all__ = [
    "MATRIX",
    "NEVER_BY_TOKEN",
    "PERMISSIONS",
    "ROLES",
    "SIGNED_IN",
    "Access",
    "Permission",
    "RoleHeld",
    "Scope",
    "access_of",
]

Permission = Literal[
    "see.today", "see.management", "see.exploit", "see.experiments", "see.lab", "see.balance", "see.ledger",
    "see.operations", "see.people", "see.names", "decide", "load.data", "plan.beat", "close.beat", "enter.found",
    "enter.decided", "report.heard", "read.heard", "stop.automatic", "start.automatic", "invite.people",
    "erase.people", "see.reads", "use.tokens", "begin.house", "run.experiments", "see.premises", "run.premises",
    "run.lab", "see.word", "run.word",
]  # fmt: skip
# own: entries and names of the person alone; own_hand: exploit, explore, or (the sponsor's) what is of neither.
Scope = Literal["all", "own_market", "own_unit", "own_hand", "own"]
PERMISSIONS: tuple[Permission, ...] = get_args(Permission)
# What everybody may who is signed in, whatever their roles: their own account. No token reaches it.
SIGNED_IN = cast(Permission, "signed.in")

# A token makes no people and no tokens: a leaked one must not outlive its own end.
NEVER_BY_TOKEN: frozenset[Permission] = frozenset({"invite.people", "erase.people", "use.tokens", "begin.house"})

_HANDS = {"exploit_lead": "exploit", "explore_lead": "explore", "sponsor": "steering"}


def _row(everywhere: str, **narrower: str) -> Mapping[Permission, Scope]:
    """Permissions that reach everything, then those that reach less, by scope."""
    row = dict.fromkeys(everywhere.split(), "all")
    for scope, permissions in narrower.items():
        row |= dict.fromkeys(permissions.split(), scope)
    unknown = set(row) - set(PERMISSIONS)
    assert not unknown, unknown
    return cast(Mapping[Permission, Scope], row)


MATRIX: Mapping[str, Mapping[Permission, Scope]] = {
    "management": _row("see.today see.management see.balance see.premises see.word", own="see.names"),
    "sponsor": _row(
        "see.today see.management see.exploit see.experiments see.lab see.balance see.ledger see.operations see.people"
        " see.names see.premises run.premises see.word run.word"
        " enter.found enter.decided stop.automatic start.automatic invite.people erase.people see.reads"
        " begin.house",
        own_hand="decide",
    ),
    "exploit_lead": _row(
        "see.today see.exploit see.experiments see.balance see.operations see.premises run.premises stop.automatic"
        " see.word run.word",
        own_hand="see.ledger decide enter.found enter.decided start.automatic run.experiments",
        own_market="read.heard",
        own="see.names use.tokens",
    ),
    "explore_lead": _row(
        "see.today see.experiments see.lab see.balance see.premises run.premises read.heard stop.automatic"
        " see.word run.word",
        own_hand="see.ledger decide enter.found enter.decided start.automatic run.experiments run.lab",
        own="see.names use.tokens",
    ),
    "market_lead": _row(
        "see.today see.premises report.heard stop.automatic",
        own_market="see.exploit see.experiments see.operations read.heard decide enter.found run.experiments",
        own="see.ledger see.names use.tokens see.word",
    ),
    "analyst": _row(
        "see.today see.exploit see.experiments see.lab see.balance see.ledger see.operations read.heard load.data"
        " plan.beat enter.found run.experiments see.premises run.premises run.lab see.word run.word",
        own="see.names use.tokens",
    ),
    "operations": _row(
        "see.today see.experiments see.premises see.operations see.people see.names load.data plan.beat close.beat"
        " enter.found report.heard run.experiments stop.automatic invite.people see.word run.word",
        own="see.ledger use.tokens",
    ),
    "front_line": _row("see.today report.heard stop.automatic", own="see.ledger see.names see.word"),
    "partner": _row("see.today see.operations report.heard", own="see.ledger see.names see.word"),
    "auditor": _row(
        "see.today see.management see.exploit see.experiments see.lab see.balance see.ledger see.operations see.people"
        " see.premises see.reads see.word",
        own="see.names use.tokens",
    ),
}


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role by decision; market and mode are those that were decided for its unit."""

    role: str
    unit: str | None = None
    market: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Access:
    """person: a pseudonym. limited: what an API token may do at most."""

    person: str
    roles: tuple[RoleHeld, ...]
    limited: frozenset[Permission] | None = None

    def allows(
        self,
        permission: Permission,
        *,
        market: str | None = None,
        unit: str | None = None,
        mode: str | None = None,
        person: str | None = None,
    ) -> bool:
        """Of what is named. Where nothing is named: anywhere at all (such as whether a page may be opened).

        A narrow scope needs its own dimension named: a market lead may do nothing to what names no market.
        """
        if permission == SIGNED_IN:
            return self.limited is None
        anywhere = market is unit is mode is person is None
        return any(
            scope == "all" or anywhere or self._reaches(role, scope, market, unit, mode, person)
            for role, scope in self._held(permission)
        )

    def scopes(self, permission: Permission) -> tuple[Scope, ...]:
        held = {scope for _, scope in self._held(permission)}
        return tuple(scope for scope in get_args(Scope) if scope in held)

    def markets(self, permission: Permission) -> tuple[str, ...] | None:
        """Whose rows may be shown; None: of all markets."""
        held = self._held(permission)
        if any(scope in ("all", "own_hand") for _, scope in held):
            return None
        near = ("own_market", "own_unit")
        return tuple(sorted({role.market for role, scope in held if scope in near and role.market is not None}))

    def decides(self, proposal: Proposal) -> bool:
        """Whether it asks for one of these roles, in its hand and market. That the author does not approve, and all
        else, is asked by the book."""
        named = {str(f.scope["market"]) for f in proposal.forecasts if "market" in f.scope}
        market = named.pop() if len(named) == 1 else None
        mode = "steering" if proposal.decider == "sponsor" else proposal.mode
        asked = tuple(role for role in self.roles if role.role == proposal.decider)
        return replace(self, roles=asked).allows("decide", mode=mode or "steering", market=market)

    def may_let_in(self, other: Access) -> bool:
        """Invite, or disable. Whoever makes an invitation could accept it, so only a sponsor makes one for a person
        who holds roles already, or will (access_of with later): nobody borrows a role that way. And nobody makes one
        for oneself: it sets a password without asking for the old one."""
        sponsor = any(role.role == "sponsor" for role in self.roles)
        return self.allows("invite.people") and other.person != self.person and (sponsor or not other.roles)

    def _held(self, permission: Permission) -> list[tuple[RoleHeld, Scope]]:
        if self.limited is not None and permission not in self.limited:
            return []
        return [(role, MATRIX[role.role][permission]) for role in self.roles if permission in MATRIX[role.role]]

    def _reaches(
        self, role: RoleHeld, scope: Scope, market: str | None, unit: str | None, mode: str | None, person: str | None
    ) -> bool:
        match scope:
            case "own":
                return person == self.person
            case "own_unit":
                return unit is not None and unit == role.unit
            case "own_market":
                near = (market is not None and market == role.market) or (unit is not None and unit == role.unit)
                return near and mode in (None, role.mode) and market in (None, role.market)
            case "own_hand":
                return mode is not None and mode == _HANDS.get(role.role, role.mode)
        return True


def access_of(book: LedgerBook, person: str, day: date, later: bool = False) -> Access:
    """By the ledger, on the day: decided roles, with what was decided of their units.

    later: also roles that begin after the day.
    """
    from .roles import PEOPLE
    from .units import UNITS

    units = book.state(UNITS).units
    held = []
    for role in book.state(PEOPLE).roles_of(person):
        over = role.last is not None and role.last < day
        if role.standing != "decided" or over or (role.first > day and not later):
            continue
        unit = units.get(role.unit or "")
        if unit is None or unit.standing == "found":
            held.append(RoleHeld(role.role, role.unit))
        else:
            held.append(RoleHeld(role.role, role.unit, unit.market, unit.mode))
    return Access(person, tuple(held))
