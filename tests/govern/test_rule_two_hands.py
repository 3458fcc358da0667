"""House rule 2: nobody below the sponsor carries both hands."""

from __future__ import annotations

from typing import Any

import pytest

from taktgeber.govern import (
    LedgerBook,
)

from .attempt import both
from .cast import (
    CLERK,
    CREW,
    LAB,
    SPONSOR,
    goal,
    mandate,
    refused,
    role,
    unit,
)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("mandate", mandate("performance", LAB, "ROAS", first="2025-06-09")),
        ("role", role(LAB, "exploit_lead")),
        ("role", role(CREW, "explore_lead", first="2025-12-01")),
        ("goal", goal("g", LAB, "lessons learned", unit="performance")),
        ("goal", goal("g", CREW, "lessons learned", unit="lab")),
    ],
)
def test_one_person_in_both_hands_is_refused_and_found_as_a_breach(firm: LedgerBook, kind: str, body: dict[str, Any]):
    says = both(firm, 2, kind, body)
    assert "below the sponsor nobody carries both hands" in says


def test_both_hats_at_separate_dates_are_allowed(book: LedgerBook):
    book.decide_all((("unit", unit("lab", "explore")), ("unit", unit("shop", "exploit"))), SPONSOR)
    book.decide("mandate", mandate("lab", LAB, "lessons learned", first="2025-03-10", last="2025-06-08"), SPONSOR)
    touching = mandate("shop", LAB, "ROAS", first="2025-06-08", last="2025-09-07")
    assert refused(book.decide, "mandate", touching, SPONSOR).rule == 2
    assert book.decide("mandate", touching | {"first": "2025-06-09"}, SPONSOR).kind == "mandate"


def test_the_sponsor_by_decision_may_lead_both_and_carries_no_goal_of_one_hand(firm: LedgerBook):
    firm.decide("mandate", mandate("performance", SPONSOR, "ROAS", first="2025-06-09"), SPONSOR)
    firm.decide("mandate", mandate("lab", SPONSOR, "lessons learned", first="2025-06-09"), SPONSOR)
    both(firm, 2, "goal", goal("g", SPONSOR, "ROAS", unit="performance"))
    assert firm.decide("goal", goal("both", SPONSOR, "lessons learned"), SPONSOR).kind == "goal"


def test_a_sponsor_who_was_only_found_may_not_lead_both(firm: LedgerBook):
    firm.found("role", role(CLERK, "sponsor"), CLERK, "organisation chart, 2025-03-10")
    firm.decide("mandate", mandate("performance", CLERK, "ROAS", first="2025-06-09"), SPONSOR)
    assert (
        refused(firm.decide, "mandate", mandate("lab", CLERK, "lessons learned", first="2025-06-09"), SPONSOR).rule == 2
    )


def test_a_sponsor_who_leads_both_does_not_stop_being_sponsor(firm: LedgerBook):
    firm.decide("mandate", mandate("performance", SPONSOR, "ROAS", first="2025-06-09"), SPONSOR)
    firm.decide("mandate", mandate("lab", SPONSOR, "lessons learned", first="2025-06-09"), SPONSOR)
    wrong = refused(firm.decide, "ended", {"subject": f"role:{SPONSOR}/sponsor", "day": "2025-07-01"}, SPONSOR)
    assert wrong.rule == 2


def test_a_unit_relabelled_puts_nobody_in_both_hands(firm: LedgerBook):
    firm.decide("unit", unit("crm", "steering"), SPONSOR)
    firm.decide("goal", goal("g", LAB, "lessons learned", unit="crm"), SPONSOR)
    both(firm, 2, "unit", unit("crm", "exploit"))


def test_an_end_that_was_only_found_releases_nobody(firm: LedgerBook):
    firm.found("ended", {"subject": "mandate:lab", "day": "2025-03-11"}, CLERK, "HR list, 2025-03-12")
    firm.found("ended", {"subject": f"role:{LAB}/explore_lead/lab", "day": "2025-03-11"}, CLERK, "HR list, 2025-03-12")
    body = mandate("performance", LAB, "ROAS", first="2025-06-09")
    assert refused(firm.decide, "mandate", body, SPONSOR).rule == 2
    firm.decide("ended", {"subject": "mandate:lab", "day": "2025-06-08"}, SPONSOR)
    firm.decide("ended", {"subject": f"role:{LAB}/explore_lead/lab", "day": "2025-06-08"}, SPONSOR)
    assert firm.decide("mandate", body, SPONSOR).kind == "mandate"
