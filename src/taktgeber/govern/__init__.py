"""The ledger, who stands in it, the house rules, proposals and decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from taktgeber.core import Rule

from .acting import who
from .automation import AUTOMATION, Halt
from .book import LedgerBook
from .breaches import BREACHES, REFUSALS, Breach, Broken, RefusalState
from .chain import ZERO
from .initiatives import INITIATIVES, Initiative, InitiativesState
from .kinds import MACHINE
from .metrics import LEARNING_METRICS, METRICS, RETURN_METRICS, is_return_metric
from .people import People
from .policies import POLICIES, Policy
from .proposals import PROPOSALS, DecisionState, PlanRef, ProposalsState, ProposalState
from .reserve import RESERVE, ReserveState, Transfer
from .roles import PEOPLE, Goal, PeopleState, Role
from .rules import RULES
from .taking_over import Found, found_units, take_over
from .units import UNITS, MandateState, UnitsState, UnitState
from .writing import amend_proposal, append_plan, close_entry, decide_proposal

folds = (UNITS, PEOPLE, INITIATIVES, RESERVE, POLICIES, AUTOMATION, METRICS, PROPOSALS, BREACHES, REFUSALS)


def open_book(
    ledger: Path | str,
    *,
    rules: Sequence[Rule] = (),
    clock: Callable[[], datetime] | None = None,
) -> LedgerBook:
    """The ledger in a file (a path) or on a PostgreSQL server (a URL), made where there is none.

    The house's own rules always apply; rules are added. clock: the time of entries. Raises Refusal where the
    ledger is damaged, is none, or cannot be reached.
    """
    return LedgerBook(ledger, (*RULES, *rules), clock)


__all__ = [
    "AUTOMATION",
    "BREACHES",
    "INITIATIVES",
    "LEARNING_METRICS",
    "MACHINE",
    "METRICS",
    "PEOPLE",
    "POLICIES",
    "PROPOSALS",
    "REFUSALS",
    "RESERVE",
    "RETURN_METRICS",
    "UNITS",
    "ZERO",
    "Breach",
    "Broken",
    "DecisionState",
    "Found",
    "Goal",
    "Halt",
    "Initiative",
    "InitiativesState",
    "LedgerBook",
    "MandateState",
    "People",
    "PeopleState",
    "PlanRef",
    "Policy",
    "ProposalState",
    "ProposalsState",
    "RefusalState",
    "ReserveState",
    "Role",
    "Transfer",
    "UnitState",
    "UnitsState",
    "amend_proposal",
    "append_plan",
    "close_entry",
    "decide_proposal",
    "folds",
    "found_units",
    "is_return_metric",
    "open_book",
    "take_over",
    "who",
]
