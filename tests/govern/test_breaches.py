"""Breaches: dated, owned, open until mended by a decision."""

from __future__ import annotations

from datetime import date

from taktgeber.govern import (
    BREACHES,
    PEOPLE,
    REFUSALS,
    RESERVE,
    LedgerBook,
)

from .cast import (
    CLERK,
    CREW,
    LAB,
    SPONSOR,
    goal,
    mandate,
    refused,
    role,
    transfer,
    unit,
)


def test_a_breach_is_owned_by_the_units_leader_else_by_the_sponsor(book: LedgerBook):
    book.found("unit", unit("lab", "explore"), CLERK, "chart, 2025-03-10")
    book.found("goal", goal("a", CLERK, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    book.found("mandate", mandate("lab", LAB, "lessons learned"), CLERK, "chart, 2025-03-10")
    book.found("goal", goal("b", CLERK, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    book.found("transfer", transfer("reserve:explore", "unit:shop"), CLERK, "books, 2025-03-10")
    assert [b.owner for b in book.state(BREACHES)] == ["role:sponsor", LAB, SPONSOR]


def test_a_breach_is_open_until_what_broke_the_rule_is_ended_by_decision(firm: LedgerBook):
    firm.found("goal", goal("bonus", LAB, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    firm.found("ended", {"subject": "goal:bonus", "day": "2025-03-12"}, CLERK, "HR list, 2025-03-12")
    assert [b.mended for b in firm.state(BREACHES)] == [None]
    firm.decide("ended", {"subject": "goal:bonus", "day": "2025-03-31"}, SPONSOR)
    assert [b.mended for b in firm.state(BREACHES)] == [date(2025, 3, 31)]
    assert firm.state(PEOPLE).goals(date(2025, 4, 1)) == ()


def test_one_of_two_hands_let_go_mends_the_breach(firm: LedgerBook):
    firm.found("goal", goal("g", LAB, "lessons learned", unit="performance"), CLERK, "HR list, 2025-03-10")
    assert {b.rule for b in firm.state(BREACHES)} == {2}
    firm.decide("ended", {"subject": "goal:g", "day": "2025-03-31"}, SPONSOR)
    assert all(b.mended for b in firm.state(BREACHES))


def test_a_raid_is_mended_by_putting_the_reserve_right(firm: LedgerBook):
    firm.found("transfer", transfer("reserve:explore", "unit:performance"), CLERK, "books, 2025-03-10")
    firm.decide("transfer", transfer("unit:performance", "reserve:explore"), CREW)
    assert [b.mended is not None for b in firm.state(BREACHES)] == [True]


def test_what_was_refused_and_then_found_is_shown_as_such(firm: LedgerBook):
    body = transfer("reserve:explore", "unit:performance", reason="peak")
    refused(firm.decide, "transfer", body, CREW)
    entry = firm.found("transfer", body, CREW, "books, 2025-10-07")
    assert firm.state(REFUSALS)[0].found_as == (entry.seq,)
    assert [t.standing for t in firm.state(RESERVE).transfers] == ["found"]
