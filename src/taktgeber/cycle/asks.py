"""The plan that stands, as a visit sees it: its sections, and its proposals with what this reader may decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from taktgeber.core import Ask, Field, Form, Move, Plan, Proposal, Section, text
from taktgeber.core.money import minor_digits

from .plan import decided
from .store import read_plan
from .visit import Visit

_REASON = Field("reason", text("Why"), "long", hint=text("It stands in the ledger beside the decision."))


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan with its digest, as the ledger names them."""

    plan: Plan
    digest: str

    def section(self, room: str) -> Section | None:
        return next((s for s in self.plan.sections if s.room == room), None)


def standing_plan(visit: Visit, beat: str | None = None) -> Standing | None:
    """The newest plan; beat: the first day of the beat, for one of the past. None where there is none."""
    from taktgeber.govern import PROPOSALS

    plans = [p for p in visit.house.book.state(PROPOSALS).plans if beat in (None, p.beat.first.isoformat())]
    if not plans:
        return None
    return Standing(_read(visit.house.workspace.plans, plans[-1].digest), plans[-1].digest)


@lru_cache(maxsize=16)
def _read(plans: Path, digest: str) -> Plan:
    return read_plan(plans, digest)


def asks(visit: Visit, standing: Standing, rooms: Sequence[str] | None = None) -> tuple[Ask, ...]:
    """The proposals of the plan (of some rooms only), those that wait first, tomorrow's before today's."""
    known = decided(visit.house, standing.plan)
    found = []
    for section in standing.plan.sections:
        if rooms is not None and section.room not in rooms:
            continue
        for proposal in section.proposals:
            key, line = f"{standing.plan.beat.first.isoformat()}/{proposal.id}", known.get(proposal.id)
            found.append(Ask(key, proposal, line, () if line else decide_forms(visit, key, proposal)))
    rank = {"explore": 0, None: 1, "exploit": 2}
    return tuple(sorted(found, key=lambda ask: (ask.decided is not None, rank[ask.proposal.mode])))


def decide_forms(visit: Visit, key: str, proposal: Proposal) -> tuple[Form, ...]:
    """Approve, override, reject: of who holds the role that decides this proposal."""
    if not may_decide(visit, proposal):
        return ()
    given = {"key": key}
    forms = [Form("decide", text("Approve"), given=given | {"verdict": "approve"}, weight="main")]
    if proposal.moves:
        amounts = tuple(map(_amount, proposal.moves))
        forms.append(Form("decide", text("Override"), (*amounts, _REASON), given | {"verdict": "override"}, open=False))
    forms.append(Form("decide", text("Reject"), (_REASON,), given | {"verdict": "reject"}, open=False))
    return tuple(forms)


def may_decide(visit: Visit, proposal: Proposal) -> bool:
    return proposal.decider in {role.role for role in visit.access.roles} and visit.access.allows(
        "decide", mode=proposal.mode
    )


def _amount(move: Move) -> Field:
    from taktgeber.core.names import purse_named

    digits = minor_digits(move.amount.currency)
    label = text(
        "Instead, from {source} to {target}, in {currency}",
        source=purse_named(move.source),
        target=purse_named(move.target),
        currency=move.amount.currency,
    )
    return Field("amount", label, "money", value=f"{move.amount.minor / 10**digits:.{digits}f}", many=True)
