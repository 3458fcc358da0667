"""What ran by itself and who stopped it: the newest actions and stops of each policy.

Whoever faces customers stops first and says why afterwards, within a day: until then the reason is owed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from taktgeber.core import Entry, Fold, Money

from .kept import Kept

REASON_WITHIN = timedelta(days=1)
_REMEMBERED = 5


@dataclass(frozen=True, slots=True)
class Halt:
    """by: a pseudonym; sake: for the customer's sake; reason: "" where it is still to be given."""

    policy: str
    entry: int
    by: str
    at: datetime
    sake: bool
    reason: str

    @property
    def owed(self) -> bool:
        return not self.reason

    @property
    def due(self) -> datetime:
        return self.at + REASON_WITHIN


@dataclass(frozen=True, slots=True)
class Action:
    entry: int
    at: datetime
    what: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Ran:
    """Of one policy, the newest last; count: of all its actions."""

    actions: tuple[Action, ...] = ()
    halts: tuple[Halt, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Automation:
    ran: Kept[Ran] = field(default_factory=Kept)
    owed: tuple[Halt, ...] = ()

    def of(self, policy: str) -> Ran:
        return self.ran.get(policy, Ran())

    def halt(self, entry: int) -> Halt | None:
        """Of those that are remembered: the newest of each policy, and all that owe a reason."""
        known = (*self.owed, *(h for ran in self.ran.values() for h in ran.halts))
        return next((h for h in known if h.entry == entry), None)


def _apply(state: Automation, entry: Entry) -> Automation:
    body = entry.payload
    if entry.kind == "reason":
        return _reasoned(state, body)
    name = body["policy"]
    held = state.of(name)
    if entry.kind == "automatic":
        amount = Money(body["amount"]["minor"], body["amount"]["currency"])
        actions = (*held.actions, Action(entry.seq, entry.at, body["what"], amount))[-_REMEMBERED:]
        return replace(state, ran=state.ran.put(name, replace(held, actions=actions, count=held.count + 1)))
    halt = Halt(name, entry.seq, entry.actor, entry.at, body["sake"], body.get("reason", "").strip())
    ran = state.ran.put(name, replace(held, halts=(*held.halts, halt)[-_REMEMBERED:]))
    return Automation(ran, (*state.owed, halt) if halt.owed else state.owed)


def _reasoned(state: Automation, body: Mapping[str, object]) -> Automation:
    halt = next((h for h in state.owed if h.entry == body["halt"]), None)
    if halt is None:
        return state
    told = replace(halt, reason=str(body["reason"]).strip())
    held = state.of(halt.policy)
    halts = tuple(told if h.entry == halt.entry else h for h in held.halts)
    owed = tuple(h for h in state.owed if h.entry != halt.entry)
    return Automation(state.ran.put(halt.policy, replace(held, halts=halts)), owed)


AUTOMATION: Fold[Automation] = Fold("govern.automation", ("automatic", "halt", "reason"), Automation, _apply)
