"""House rule 1: exploration is not judged by return, under whatever name."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taktgeber.core import Estimate, Exact, Money
from taktgeber.core.format import show
from taktgeber.govern import (
    BREACHES,
    PROPOSALS,
    UNITS,
    LedgerBook,
    append_plan,
)

from .attempt import both
from .cast import (
    BEAT,
    CLERK,
    CREW,
    LAB,
    SPONSOR,
    bet,
    goal,
    initiative,
    mandate,
    plan,
    proposal,
    refused,
    role,
    unit,
)


@pytest.mark.parametrize("metric", ["ROAS", "cost per acquisition (7d)", "Umsatz", "expected value"])
def test_a_goal_in_the_lab_on_return_is_refused_and_found_as_a_breach(firm: LedgerBook, metric: str):
    says = both(firm, 1, "goal", goal("bonus", LAB, metric, unit="lab", pay=True))
    entry = firm.state(UNITS).mandate("lab", date(2025, 3, 10)).entry  # type: ignore[union-attr]
    assert f'the unit "lab", which has an explore mandate (since 10 Mar 2025, entry {entry})' in says


def test_a_scorecard_of_the_lab_on_return_is_refused(firm: LedgerBook):
    says = both(firm, 1, "mandate", mandate("lab", LAB, "lessons learned", "R.O.A.S", first="2025-06-09"))
    assert says.startswith('"R.O.A.S" is a return metric; its scorecard would judge the unit "lab"')


def test_an_initiative_of_the_lab_judged_by_return_is_refused(firm: LedgerBook):
    says = both(firm, 1, "initiative", initiative("kit", "lab", metrics=["lessons learned", "NPV"]))
    assert says.startswith('"NPV" is a return metric; the initiative "kit" would judge the unit "lab"')


def test_a_goal_on_return_of_a_person_who_leads_the_lab_is_refused_without_naming_the_lab(firm: LedgerBook):
    says = both(firm, 1, "goal", goal("bonus", LAB, "revenue"))
    assert says.startswith(f'"revenue" is a return metric; the goal "bonus" of {LAB} would judge the unit "lab"')


def test_a_goal_on_an_initiative_of_the_lab_is_a_goal_in_the_lab(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "lab"), LAB)
    says = both(firm, 1, "goal", goal("bonus", CLERK, "ROI", initiative="kit"))
    assert says.startswith(f'"ROI" is a return metric; the goal "bonus" of {CLERK} would judge the unit "lab"')


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
    says = both(firm, 1, "metric", {"metric": "PULSE", "measures": "return", "unit": "points"})
    assert says.startswith(f'"pulse" is a return metric; the goal "g" of {LAB} would judge the unit "lab"')


def test_a_found_metric_entry_lets_nothing_through(firm: LedgerBook):
    firm.found("metric", {"metric": "pulse", "measures": "learning", "unit": "insights"}, CLERK, "slides, 2025-03-01")
    assert refused(firm.decide, "goal", goal("g", LAB, "pulse", unit="lab"), SPONSOR).rule == 1


def test_a_unit_with_a_return_goal_does_not_become_a_lab(firm: LedgerBook):
    firm.decide("goal", goal("g", CLERK, "ROAS", unit="performance"), SPONSOR)
    wrong = refused(firm.decide, "unit", unit("performance", "explore"), SPONSOR)
    assert wrong.rule == 1


def test_an_initiative_moved_into_the_lab_brings_no_return_metric(firm: LedgerBook):
    firm.decide("initiative", initiative("kit", "performance", metrics=["ROAS"]), CREW)
    says = both(firm, 1, "initiative", initiative("kit", "lab", metrics=["ROAS"]))
    assert says.startswith('"ROAS" is a return metric; the initiative "kit" would judge the unit "lab"')


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
    made = bet("b", Exact(3, "insights", BEAT))
    assert append_plan(firm, plan(made), "d" * 64).kind == "planned"
