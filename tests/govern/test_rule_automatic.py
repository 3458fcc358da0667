"""House rule 4: an automatic action stays inside its policy."""

from __future__ import annotations

from typing import Any

import pytest

from taktgeber.core import Money
from taktgeber.govern import (
    LedgerBook,
)

from .attempt import both
from .cast import (
    CLERK,
    CREW,
    SPONSOR,
    refused,
)

AUTO = {
    "policy": "pause",
    "scope": "performance",
    "autonomy": "auto",
    "limit": Money(50_000, "GBP"),
    "accountable": CREW,
    "stopped": False,
}


def action(minor: int = 20_000, **more: Any) -> dict[str, Any]:
    return {"policy": "pause", "what": "paused an ad", "amount": Money(minor, "GBP"), "accountable": CREW} | more


@pytest.mark.parametrize(
    ("policy", "acted", "why"),
    [
        (None, action(), "no decided policy"),
        (AUTO, action(60_000), "above the limit"),
        (AUTO, action(amount=Money(1, "EUR")), "above the limit"),
        (AUTO, action(accountable=CLERK), "answers for the policy"),
        (AUTO | {"stopped": True}, action(), "is stopped"),
        (AUTO | {"autonomy": "approve"}, action(), "asks a person"),
    ],
)
def test_an_automatic_action_stays_inside_its_policy(firm: LedgerBook, policy: Any, acted: dict[str, Any], why: str):
    if policy:
        firm.decide("policy", policy, SPONSOR)
    assert why in both(firm, 4, "automatic", acted, "machine:pauser")


def test_an_automatic_action_inside_its_policy_is_entered(firm: LedgerBook):
    firm.decide("policy", AUTO, SPONSOR)
    assert firm.decide("automatic", action(), "machine:pauser").kind == "automatic"


def test_a_policy_that_was_only_found_lets_nothing_run(firm: LedgerBook):
    firm.found("policy", AUTO, CLERK, "tool settings, 2025-03-10")
    assert refused(firm.decide, "automatic", action(), "machine:pauser").rule == 4
