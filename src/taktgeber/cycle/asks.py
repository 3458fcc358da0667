"""The plan that stands, as a visit sees it: what the reader may see of it, and what the reader may decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Ask, DecidedLine, Field, Form, Period, Plan, Proposal, Refusal, Section, text
from taktgeber.core.money import minor_digits

from .plan import decided
from .store import read_plan
from .visit import Visit

if TYPE_CHECKING:
    from taktgeber.govern.permissions import Permission

ROOMS: dict[str, Permission] = {
    "exploit": "see.exploit", "explore": "see.lab", "balance": "see.balance", "data": "see.operations",
    "evidence": "see.experiments", "govern": "see.ledger", "premises": "see.premises", "signals": "see.premises",
    "claims": "see.experiments", "word": "see.word",
}  # fmt: skip
BEAT = Field("beat", text("The first day of a beat of the past"), "date", required=False)
_REASON = Field("reason", text("Why"), "long", hint=text("It stands in the ledger beside the decision."))


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan with its digest, as the ledger names them. newest: the plan that page addresses mean without a beat."""

    plan: Plan
    digest: str
    newest: bool = True

    def section(self, room: str) -> Section | None:
        return next((s for s in self.plan.sections if s.room == room), None)

    @property
    def query(self) -> str:
        """What an address carries to speak of the same beat."""
        return "" if self.newest else f"?beat={self.plan.beat.first.isoformat()}"


def standing_plan(visit: Visit, beat: str | None = None) -> Standing | None:
    """The newest plan; beat: the first day of the beat, for one of the past. None where nothing is planned."""
    from taktgeber.govern import PROPOSALS

    every = visit.house.book.state(PROPOSALS).plans
    if not every:
        return None
    plans = [p for p in every if beat in (None, p.beat.first.isoformat())]
    if not plans:
        raise Refusal(
            "beat",
            text("no beat that begins on {day} was planned.", day=str(beat)),
            text("The newest plan begins on {day}.", day=every[-1].beat.first),
        )
    newest = plans[-1].digest == every[-1].digest
    return Standing(_read(visit.house.workspace.plans, plans[-1].digest), plans[-1].digest, newest)


def planned_beats(visit: Visit) -> tuple[Period, ...]:
    """Every beat that was planned, the newest first."""
    from taktgeber.govern import PROPOSALS

    beats = {plan.beat for plan in visit.house.book.state(PROPOSALS).plans}
    return tuple(sorted(beats, key=lambda beat: beat.first, reverse=True))


@lru_cache(maxsize=16)
def _read(plans: Path, digest: str) -> Plan:
    return read_plan(plans, digest)


def sees(visit: Visit, room: str) -> bool:
    """Whether the reader may see all that a room shows, not only a market or a hand of it."""
    return room in ROOMS and "all" in visit.access.scopes(ROOMS[room])


def asks(visit: Visit, standing: Standing, rooms: Sequence[str] | None = None) -> tuple[Ask, ...]:
    """The proposals that this reader may see, those that wait first, tomorrow's before today's."""
    from taktgeber.govern import PROPOSALS

    known, states = decided(visit.house, standing.plan), visit.house.book.state(PROPOSALS).all
    found = []
    for section in standing.plan.sections:
        if rooms is not None and section.room not in rooms:
            continue
        for planned in section.proposals:
            key, line = f"{standing.plan.beat.first.isoformat()}/{planned.id}", known.get(planned.id)
            state = states.get(key)
            current = state is not None and state.plan.digest == standing.digest
            # An amendment is what a person decides now; the frozen plan keeps what was first proposed.
            proposal = state.proposal if state is not None and current else planned
            if not (sees(visit, section.room) or visit.access.decides(proposal)):
                continue
            waits = state is not None and current and state.state == "waiting"
            forms = decide_forms(visit, key, proposal, state.digest) if state is not None and waits else ()
            found.append(Ask(key, proposal, _by_role(visit, proposal, line) if line else None, forms))
    rank = {"explore": 0, None: 1, "exploit": 2}
    return tuple(sorted(found, key=lambda ask: (ask.decided is not None, rank[ask.proposal.mode])))


def decide_forms(visit: Visit, key: str, proposal: Proposal, digest: str) -> tuple[Form, ...]:
    """Approve, override, reject: of who holds the role that decides this proposal. digest: of what is read here."""
    if not visit.access.decides(proposal):
        return ()
    given = {"key": key, "digest": digest}
    forms = [Form("decide", text("Approve"), given=given | {"verdict": "approve"}, weight="main")]
    if proposal.moves:
        amounts = tuple(_amount(proposal, place) for place in range(len(proposal.moves)))
        forms.append(Form("decide", text("Override"), (*amounts, _REASON), given | {"verdict": "override"}, open=False))
    forms.append(Form("decide", text("Reject"), (_REASON,), given | {"verdict": "reject"}, open=False))
    return tuple(forms)


def _by_role(visit: Visit, proposal: Proposal, line: DecidedLine) -> DecidedLine:
    """Who decided, by the role they held on that day: no page names a person in passing."""
    from taktgeber.govern import PEOPLE

    held = [role.role for role in visit.house.book.state(PEOPLE).roles(line.at.date()) if role.person == line.actor]
    return replace(line, actor=proposal.decider if proposal.decider in held else next(iter(held), line.actor))


def _amount(proposal: Proposal, place: int) -> Field:
    from taktgeber.core.names import purse_named

    move = proposal.moves[place]
    digits = minor_digits(move.amount.currency)
    label = text(
        "Instead, from {source} to {target}, in {currency}",
        source=purse_named(move.source), target=purse_named(move.target), currency=move.amount.currency,
    )  # fmt: skip
    return Field("amount", label, "money", value=f"{move.amount.minor / 10**digits:.{digits}f}", many=True)
