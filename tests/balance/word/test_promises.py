"""What was promised to a unit, held against money, mandate, goals and decisions: kept, not kept, or cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.core.format import show
from taktgeber.cycle import House
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR

from .promising_house import held, make_promising_house, pounds, promised, taken, verdicts


@pytest.fixture
def house(tmp_path: Path):
    with make_promising_house(tmp_path / "house") as house:
        yield house


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ({"amount": pounds(160)}, "kept"),
        ({"amount": pounds(161)}, "cannot_tell"),  # a year is not over
        ({"amount": pounds(161), "until": "2025-06-08"}, "not_kept"),
        ({"share": 0.16}, "kept"),
        ({"share": 0.17}, "not_kept"),
        ({}, "cannot_tell"),
    ],
)
def test_a_budget_is_held_against_booked_money(house: House, asked: dict, verdict: str):
    promised(house, "money", "budget", **asked)
    assert verdicts(house) == {"money": verdict}


def test_a_budget_promised_after_all_that_is_booked_cannot_be_told(house: House):
    promised(house, "money", "budget", amount=pounds(1), day="2025-06-01")
    assert verdicts(house) == {"money": "cannot_tell"}


def test_a_strategy_is_held_against_what_is_exploration_by_deed(house: House):
    promised(house, "half", "budget", "strategy:reinvent", share=0.45)
    promised(house, "tenth", "budget", "strategy:reinvent", share=0.1)
    assert verdicts(house, "strategy:reinvent") == {"half": "not_kept", "tenth": "kept"}
    (half, _) = held(house, "strategy:reinvent").outcomes
    assert show(half.because) == "11 % of booked money is exploration by deed."


@pytest.mark.parametrize(("weeks", "verdict"), [(104, "kept"), (105, "not_kept"), (None, "cannot_tell")])
def test_a_horizon_is_held_against_the_mandate(house: House, weeks: int | None, verdict: str):
    promised(house, "far", "horizon", weeks=weeks)  # the lab's mandate: 8 beats of 13 weeks
    assert verdicts(house) == {"far": verdict}


def test_a_goal_of_return_breaks_the_word_to_be_judged_by_learning(house: House):
    for right in ("goal", "pay", "scorecard"):
        promised(house, right, right)
    assert verdicts(house) == {"goal": "cannot_tell", "pay": "cannot_tell", "scorecard": "kept"}
    body = {"goal": "bonus", "person": LAB_LEAD, "unit": "lab", "metric": "CAC", "first": "2025-01-01", "pay": True}
    entry = house.book.found("goal", body, SPONSOR, "target agreements, 2025-01-01").seq
    assert verdicts(house) == {"goal": "not_kept", "pay": "not_kept", "scorecard": "kept"}
    assert held(house).outcomes[0].entries == (f"entry:{entry}",)
    assert [breach.rule for breach in held(house).deeds.breaches()] == [1]


def test_what_was_mended_is_told_with_the_day_until_which_it_was_so(house: House):
    promised(house, "goal", "goal")
    wrong = {"goal": "bonus", "person": LAB_LEAD, "unit": "lab", "metric": "CAC", "first": "2025-01-01", "pay": True}
    house.book.found("goal", wrong, SPONSOR, "target agreements, 2025-01-01")
    house.book.decide("ended", {"subject": "goal:bonus", "day": "2025-05-31", "reason": "it looks back"}, SPONSOR)
    assert verdicts(house) == {"goal": "cannot_tell"}
    right = {"goal": "learn", "person": LAB_LEAD, "unit": "lab", "metric": "experiments run", "first": "2025-06-01"}
    house.book.decide("goal", right, SPONSOR)
    (one,) = held(house).outcomes
    assert (one.verdict, show(one.because)) == ("kept", "until 31 May 2025 it was judged by CAC; no longer.")


def test_a_right_to_decide_is_broken_by_one_decision_above_and_kept_by_five_of_its_own(house: House):
    promised(house, "free", "decides", decides="budget")
    for number in range(4):
        taken(house, number, "explore_lead")
    assert verdicts(house) == {"free": "cannot_tell"}
    taken(house, 4, "explore_lead")
    assert verdicts(house) == {"free": "kept"}
    entry = taken(house, 5, "sponsor", verdict="reject")
    (one,) = held(house).outcomes
    assert (one.verdict, one.entries) == ("not_kept", (f"entry:{entry}",))
    assert show(one.because) == ("1 decision of 6 decisions were taken elsewhere, by: sponsor; 1 decision against what "
                                 "was proposed.")  # fmt: skip


def test_a_promise_about_one_kind_is_not_broken_by_another(house: House):
    promised(house, "free", "decides", decides="test")
    for number in range(5):
        taken(house, number, "explore_lead", decides="test")
    taken(house, 9, "sponsor", decides="reserve")
    assert verdicts(house) == {"free": "kept"}


def test_an_answer_within_weeks_is_told_from_five_waits_on(house: House):
    promised(house, "soon", "time", weeks=2)
    for number in range(4):
        taken(house, number, "sponsor", asked=f"2025-04-0{number + 1}")
    assert verdicts(house) == {"soon": "cannot_tell"}
    taken(house, 4, "sponsor", asked="2025-04-05")
    (one,) = held(house).outcomes
    assert one.verdict == "not_kept"
    assert show(one.because) == "half of its decisions waited 28 days to decide (90 %: 26 to 30)."


def test_that_it_may_fail_is_put_to_the_test_by_a_failure(house: House):
    promised(house, "may-fail", "failure")  # an assumption of circle did not hold on 5 May
    assert verdicts(house) == {"may-fail": "kept"}
    raid = {
        "source": "reserve:explore",
        "target": "channel:Meta",
        "amount": pounds(20),
        "reason": "",
        "day": "2025-05-20",
    }
    entry = house.book.found("transfer", raid, SPONSOR, "cost ledger, 2025-05-20").seq
    (one,) = held(house).outcomes
    assert (one.verdict, one.entries[-1]) == ("not_kept", f"entry:{entry}")


def test_what_no_entry_could_show_is_not_guessed(house: House):
    promised(house, "fun", "other")
    promised(house, "hours", "time")
    assert verdicts(house) == {"fun": "cannot_tell", "hours": "cannot_tell"}


def test_a_role_and_an_initiative_are_held_to_their_own(house: House):
    promised(house, "far", "horizon", "role:explore_lead", weeks=104)
    promised(house, "near", "horizon", "initiative:circle", weeks=27)  # two beats
    promised(house, "paid", "budget", "initiative:boxes", amount=pounds(110))
    assert verdicts(house, "role:explore_lead") == {"far": "kept"}
    assert verdicts(house, "initiative:circle") == {"near": "not_kept"}
    assert verdicts(house, "initiative:boxes") == {"paid": "kept"}


def test_the_goal_of_another_hand_says_nothing_of_this_one(house: House):
    promised(house, "goal", "goal")
    body = {"goal": "sell", "person": EXPLOIT_LEAD, "unit": "performance", "metric": "ROAS", "first": "2025-01-01"}
    house.book.found("goal", body, SPONSOR, "target agreements, 2025-01-01")
    assert verdicts(house) == {"goal": "cannot_tell"}
