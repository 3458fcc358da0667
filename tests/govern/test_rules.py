"""House rules 1, 2, 3, 4 and 11: refused when decided, a breach when found, in words that help."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taktgeber.core import Estimate, Exact, Money
from taktgeber.core.format import show
from taktgeber.govern import (
    BREACHES,
    INITIATIVES,
    PEOPLE,
    PROPOSALS,
    REFUSALS,
    RESERVE,
    UNITS,
    LedgerBook,
    append_plan,
    decide_proposal,
)  # fmt: skip

from .cast import (
    BEAT,
    CLERK,
    CREW,
    LAB,
    NEAR,
    SPONSOR,
    bet,
    goal,
    initiative,
    mandate,
    plan,
    proposal,
    refused,
    reserve,
    role,
    setting,
    transfer,
    unit,
)  # fmt: skip


def both(book: LedgerBook, rule: int, kind: str, body: dict[str, Any], actor: str = CLERK) -> str:
    """Refused when decided, and kept as refused; accepted when found, with one breach. Gives the words."""
    before, last = len(book.state(REFUSALS)), book.count()
    wrong = refused(book.decide, kind, body, actor)
    assert (wrong.rule, wrong.entry) == (rule, last + 1)
    assert len(book.state(REFUSALS)) == before + 1
    kept = book.state(REFUSALS)[-1]
    assert (kept.kind, kept.actor, kept.rule) == (kind, actor, rule)
    entry = book.found(kind, body, actor, "books, 2025-03-10")
    opened = [b for b in book.state(BREACHES) if b.entry == entry.seq]
    assert {b.rule for b in opened} >= {rule}
    assert all(b.owner and b.mended is None for b in opened)
    assert book.state(REFUSALS)[-1].found_as == (entry.seq,)
    assert book.verify() is None
    return show(wrong.says)


# ------------------------------------------------------------------ 1: no return metric on explore


@pytest.mark.parametrize("metric", ["ROAS", "cost per acquisition (7d)", "Umsatz", "expected value"])
def test_a_goal_in_the_lab_on_return_is_refused_and_found_as_a_breach(firm: LedgerBook, metric: str):
    says = both(firm, 1, "goal", goal("bonus", LAB, metric, unit="lab", pay=True))
    entry = firm.state(UNITS).mandate("lab", date(2025, 3, 10)).entry  # type: ignore[union-attr]
    assert f'the unit "lab", which has an explore mandate (since 10 Mar 2025, entry {entry})' in says


def test_a_scorecard_of_the_lab_on_return_is_refused(firm: LedgerBook):
    both(firm, 1, "mandate", mandate("lab", LAB, "lessons learned", "R.O.A.S", first="2025-06-09"))


def test_an_initiative_of_the_lab_judged_by_return_is_refused(firm: LedgerBook):
    both(firm, 1, "initiative", initiative("kit", "lab", metrics=["lessons learned", "NPV"]))


def test_a_goal_on_return_of_a_person_who_leads_the_lab_is_refused_without_naming_the_lab(firm: LedgerBook):
    both(firm, 1, "goal", goal("bonus", LAB, "revenue"))


def test_a_goal_on_an_initiative_of_the_lab_is_a_goal_in_the_lab(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "lab"), LAB)
    both(firm, 1, "goal", goal("bonus", CLERK, "ROI", initiative="kit"))


def test_a_metric_nobody_explained_is_refused_until_a_metric_entry_says_what_it_measures(firm: LedgerBook):
    body = goal("g", LAB, "pulse score", unit="lab")
    wrong = refused(firm.decide, "goal", body, SPONSOR)
    assert "nobody has said what" in str(wrong)
    assert "metric" in show(wrong.mend)
    firm.decide("metric", {"metric": "Pulse Score", "measures": "learning", "unit": "insights"}, SPONSOR)
    assert firm.decide("goal", body, SPONSOR).kind == "goal"


@pytest.mark.parametrize(
    "declared",
    [
        {"metric": "pulse score", "measures": "learning", "unit": "GBP"},
        {"metric": "pulse score", "measures": "learning", "unit": "times"},
        {"metric": "pulse score", "measures": "other", "unit": "€ per idea"},
        {"metric": "pulse score", "measures": "return", "unit": "points"},
    ],
)
def test_a_return_metric_under_a_made_up_name_stays_one(firm: LedgerBook, declared: dict[str, str]):
    firm.decide("metric", declared, CLERK)
    assert "return metric" in str(refused(firm.decide, "goal", goal("g", LAB, "pulse score", unit="lab"), SPONSOR))


def test_a_known_return_metric_cannot_be_declared_away(firm: LedgerBook):
    firm.decide("metric", {"metric": "ROAS", "measures": "learning", "unit": "insights"}, CLERK)
    assert refused(firm.decide, "goal", goal("g", LAB, "roas", unit="lab"), SPONSOR).rule == 1


def test_a_metric_in_use_in_the_lab_cannot_become_one_of_return(firm: LedgerBook):
    firm.decide("metric", {"metric": "pulse", "measures": "learning", "unit": "insights"}, SPONSOR)
    firm.decide("goal", goal("g", LAB, "pulse", unit="lab"), SPONSOR)
    both(firm, 1, "metric", {"metric": "PULSE", "measures": "return", "unit": "points"})


def test_a_found_metric_entry_lets_nothing_through(firm: LedgerBook):
    firm.found("metric", {"metric": "pulse", "measures": "learning", "unit": "insights"}, CLERK, "slides, 2025-03-01")
    assert refused(firm.decide, "goal", goal("g", LAB, "pulse", unit="lab"), SPONSOR).rule == 1


def test_a_unit_with_a_return_goal_does_not_become_a_lab(firm: LedgerBook):
    firm.decide("goal", goal("g", CLERK, "ROAS", unit="performance"), SPONSOR)
    wrong = refused(firm.decide, "unit", unit("performance", "explore"), SPONSOR)
    assert wrong.rule == 1


def test_an_initiative_moved_into_the_lab_brings_no_return_metric(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "performance", metrics=["ROAS"]), CREW)
    both(firm, 1, "initiative", initiative("kit", "lab", metrics=["ROAS"]))


def test_goals_found_before_their_unit_open_breaches_when_the_unit_is_found(book: LedgerBook):
    for n, metric in enumerate(("CAC", "ROAS", "lessons learned")):
        book.found("goal", goal(f"g{n}", LAB, metric, unit="lab"), CLERK, "HR list, 2025-03-10")
    assert book.state(BREACHES) == ()
    book.found("unit", unit("lab", "explore"), CLERK, "organisation chart, 2025-03-10")
    assert [b.subject for b in book.state(BREACHES)] == ["goal:g0", "goal:g1"]


def test_a_goal_that_has_ended_does_not_stand_against_the_lab(book: LedgerBook):
    book.found("goal", goal("old", LAB, "CAC", first="2023-01-01", unit="lab"), CLERK, "HR list, 2025-03-10")
    assert refused(book.decide, "unit", unit("lab", "explore"), CLERK).rule == 1
    book.decide("ended", {"subject": "goal:old", "day": "2025-03-09"}, CLERK)
    assert book.decide("unit", unit("lab", "explore"), CLERK).kind == "unit"


def test_an_open_breach_stands_in_the_way_of_nothing_else(firm: LedgerBook):
    firm.found("goal", goal("bonus", CLERK, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    firm.decide("unit", unit("crm", "exploit"), SPONSOR)
    firm.decide("role", role(CLERK, "analyst"), SPONSOR)
    firm.decide("mandate", mandate("crm", SPONSOR, "ROAS"), SPONSOR)
    assert refused(firm.decide, "role", role(CLERK, "explore_lead"), SPONSOR).rule == 1


def test_a_stopped_initiative_may_keep_its_history(firm: LedgerBook):
    body = initiative("kit", "lab", metrics=["ROAS"])
    firm.found("initiative", body, CLERK, "portfolio, 2025-03-10")
    assert firm.decide("initiative", body | {"state": "stopped"}, LAB).kind == "initiative"


def money(value: float) -> Estimate:
    return Estimate(value, value / 2, value * 2, 0.9, "GBP", BEAT, "a guess", 3)


@pytest.mark.parametrize(
    "made",
    [
        bet("b", money(900.0)),
        bet("b", Exact(Money(90_000, "GBP"), "GBP", BEAT)),
        bet("b", Estimate(1.3, 1.0, 2.0, 0.9, "times", BEAT, "a guess", 3)),
        bet("b", Estimate(1.3, 1.0, 2.0, 0.9, "GBP per new customer", BEAT, "a guess", 3)),
        bet("b", Exact(12, "orders", BEAT), metric="revenue"),
        bet("b", money(900.0), mode=None, moves=(*proposal("x").moves,), says=proposal("x").says),
    ],
)
def test_an_explore_proposal_forecasts_no_money(firm: LedgerBook, made: Any):
    if made.mode is None:  # an explore proposal in disguise: its money goes to the lab
        made = bet("b", money(900.0), mode=None, moves=(_move("held", "unit:lab"),))
    wrong = refused(append_plan, firm, plan(made), "d" * 64)
    assert wrong.rule == 1
    assert firm.state(PROPOSALS).plans == ()


def _move(source: str, target: str, minor: int = 10_000) -> Any:
    from taktgeber.core import Move

    return Move(source, target, Money(minor, "GBP"))


def test_an_explore_proposal_forecasts_learning(firm: LedgerBook):
    made = bet("b", Exact(3, "lessons", BEAT))
    assert append_plan(firm, plan(made), "d" * 64).kind == "planned"


# ------------------------------------------------------------------ 2: nobody carries both hands


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


# ------------------------------------------------------------------ 3: the reserve


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


# ------------------------------------------------------------------ 4: automatic actions

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


# ------------------------------------------------------------------ 11: no shelter


def test_incremental_work_is_not_decided_into_the_lab(firm: LedgerBook):
    both(firm, 11, "initiative", initiative("blue", "lab", NEAR))


def test_two_adjacent_steps_or_a_new_one_are_exploration(firm: LedgerBook):
    firm.decide("initiative", initiative("a", "lab", {"technology": 1, "market": 1, "proposition": 0}), LAB)
    firm.decide("initiative", initiative("b", "lab", {"technology": 0, "market": 0, "proposition": 2}), LAB)
    assert set(firm.state(INITIATIVES)) == {"a", "b"}


def test_a_unit_full_of_incremental_work_does_not_become_a_lab(firm: LedgerBook):
    firm.decide("unit", unit("crm", "steering"), SPONSOR)
    firm.decide("initiative", initiative("blue", "crm", NEAR), CREW)
    both(firm, 11, "unit", unit("crm", "explore"))


def test_incremental_work_found_in_the_lab_can_be_stopped(firm: LedgerBook):
    firm.found("initiative", initiative("blue", "lab", NEAR), CLERK, "portfolio, 2025-03-10")
    firm.decide("initiative", initiative("blue", "lab", NEAR, state="stopped"), LAB)
    assert [b.mended is not None for b in firm.state(BREACHES)] == [True]


# ------------------------------------------------------------------ breaches


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
