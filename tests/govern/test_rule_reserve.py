"""House rule 3: means leave exploration only by the sponsor's decision with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taktgeber.core import Money, Move
from taktgeber.govern import (
    INITIATIVES,
    PROPOSALS,
    RESERVE,
    UNITS,
    LedgerBook,
    append_plan,
    decide_proposal,
)

from .attempt import both
from .cast import (
    CLERK,
    CREW,
    LAB,
    SPONSOR,
    initiative,
    plan,
    proposal,
    refused,
    reserve,
    role,
    setting,
    transfer,
    unit,
)


def _move(source: str, target: str, minor: int = 10_000) -> Move:
    return Move(source, target, Money(minor, "GBP"))


@pytest.mark.parametrize(
    "body",
    [
        transfer("reserve:explore", "unit:performance", reason="Q4 needs it"),
        transfer("reserve:explore", "held", reason="to save"),
        transfer("unit:lab", "channel:Meta", reason="peak"),
        transfer("reserve:explore", "unit:nowhere", reason="?"),
    ],
)
def test_a_raid_without_the_sponsor_is_refused_and_found_as_a_breach(firm: LedgerBook, body: dict[str, Any]):
    assert "out of exploration" in both(firm, 3, "transfer", body)


def test_the_sponsor_needs_a_reason_too(firm: LedgerBook):
    body = transfer("reserve:explore", "unit:performance")
    assert "gives no reason" in str(refused(firm.decide, "transfer", body | {"reason": "   "}, SPONSOR))
    entry = firm.decide("transfer", body | {"reason": "a recall must be paid"}, SPONSOR)
    assert firm.state(RESERVE).transfers[-1].entry == entry.seq


def test_exploration_may_use_its_reserve_without_asking(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "lab"), LAB)
    assert firm.decide("transfer", transfer("reserve:explore", "initiative:kit"), LAB).kind == "transfer"
    assert firm.decide("transfer", transfer("unit:lab", "reserve:explore"), LAB).kind == "transfer"


def test_a_unit_found_to_explore_receives_nothing_from_the_reserve(firm: LedgerBook):
    firm.found("unit", unit("skunks", "explore"), CLERK, "slides, 2025-03-10")
    assert refused(firm.decide, "transfer", transfer("reserve:explore", "unit:skunks"), LAB).rule == 3


def test_a_path_through_the_lab_is_a_raid_too(firm: LedgerBook):
    firm.decide("transfer", transfer("reserve:explore", "unit:lab"), LAB)
    assert refused(firm.decide, "transfer", transfer("unit:lab", "unit:performance", reason="peak"), CREW).rule == 3


@pytest.mark.parametrize(
    "body",
    [
        reserve(0.1),
        reserve(0.12, "2026-03-09"),
        reserve(0.2, path=[{"day": "2026-06-01", "share": 0.19}]),
        reserve(0.0, "2030-01-01"),
        reserve(0.11, "2020-01-01", path=[{"day": "2025-03-01", "share": 0.5}]),
    ],
)
def test_a_lower_reserve_needs_the_sponsor(firm: LedgerBook, body: dict[str, Any]):
    if body["first"] == "2020-01-01":
        assert firm.decide("reserve", body, CLERK).kind == "reserve"  # lower only in a past that had no reserve
        return
    assert refused(firm.decide, "reserve", body, CLERK).rule == 3
    assert firm.decide("reserve", body | {"reason": "agreed with the board"}, SPONSOR).kind == "reserve"


def test_a_reserve_that_grows_needs_nobody(firm: LedgerBook):
    firm.decide("reserve", reserve(0.2, "2025-06-09"), CLERK)
    assert firm.state(RESERVE).share_on(date(2025, 6, 8)) == 0.12
    assert firm.state(RESERVE).share_on(date(2025, 6, 9)) == 0.2


def test_the_band_is_the_sponsors(firm: LedgerBook):
    body = reserve(0.2, "2025-06-09", band={"low": 0.1, "high": 0.2})
    assert refused(firm.decide, "reserve", body, CLERK).rule == 3


def test_a_found_reserve_moves_nothing_and_binds_the_first_decision(book: LedgerBook):
    book.found("reserve", reserve(0.2, "2024-01-01"), CLERK, "budget, 2024-01-01")
    book.found("reserve", reserve(0.05, "2024-10-01"), CLERK, "budget, 2024-10-01")
    assert refused(book.decide, "reserve", reserve(0.1), CLERK).rule == 3
    book.decide("role", role(SPONSOR, "sponsor"), SPONSOR)
    book.decide("reserve", reserve(0.12, reason="the start"), SPONSOR)
    book.found("reserve", reserve(0.01, "2025-03-10"), CLERK, "budget, 2025-03-10")
    assert book.state(RESERVE).share_on(date(2025, 6, 1)) == 0.12


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("unit", unit("lab", "exploit")),
        ("unit", unit("lab", "steering", reason="tidier")),
        ("initiative", initiative("kit", "performance")),
        ("role", role(CLERK, "sponsor")),
        ("ended", {"subject": f"role:{SPONSOR}/sponsor", "day": "2025-04-01"}),
    ],
)
def test_calling_it_something_else_is_no_way_round(firm: LedgerBook, kind: str, body: dict[str, Any]):
    firm.decide("initiative", initiative("kit", "lab"), LAB)
    assert refused(firm.decide, kind, body, CLERK).rule in (2, 3)


def test_an_initiative_leaves_the_lab_by_the_sponsors_decision(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "lab"), LAB)
    moved = initiative("kit", "performance", metrics=["ROAS"], reason="it has become today's business")
    firm.decide("initiative", moved, SPONSOR)
    assert firm.state(INITIATIVES)["kit"].unit == "performance"


def test_an_approved_or_overridden_proposal_does_not_raid(firm: LedgerBook):
    raid = proposal("raid", moves=(_move("reserve:explore", "unit:performance"),))
    append_plan(firm, plan(raid, proposal("fair")), "d" * 64)
    assert refused(decide_proposal, firm, "raid", "approve", "peak", CREW).rule == 3
    instead = (_move("unit:lab", "unit:performance"),)
    assert refused(decide_proposal, firm, "fair", "override", "peak", CREW, instead).rule == 3
    assert "no reason" in str(refused(decide_proposal, firm, "raid", "approve", " ", SPONSOR))
    assert decide_proposal(firm, "raid", "approve", "a recall must be paid", SPONSOR).kind == "decision"


def test_a_proposal_sets_under_the_same_rules_or_not_at_all(firm: LedgerBook):
    lower = proposal("lower", sets=(setting("unit", **unit("crm", "exploit")), setting("reserve", **reserve(0.01))))
    append_plan(firm, plan(lower), "d" * 64)
    assert refused(decide_proposal, firm, "lower", "approve", "peak", CREW).rule == 3
    assert "crm" not in firm.state(UNITS).units
    assert firm.state(RESERVE).share_on(date(2025, 6, 1)) == 0.12
    assert firm.state(PROPOSALS).waiting == ("2025-06-09/lower",)
