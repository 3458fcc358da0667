"""The lab of the demo: bets, near-duplicates, slack, what is ready, what leaves it, what has expired."""

from __future__ import annotations

import pytest

from taktgeber.core import Exact, Ratio
from taktgeber.cycle import House
from taktgeber.demo.calendar import quarter
from taktgeber.demo.lab_story import CUPBOARD, LETTERS, LIBRARY, OFFICE, SATURDAYS
from taktgeber.evidence import REGISTRY
from taktgeber.explore import LAB, OPPORTUNITIES
from taktgeber.explore.bets import portfolio_of
from taktgeber.explore.bets.means import means_of
from taktgeber.explore.bets.slack import SLACK
from taktgeber.explore.bets.used import used_by
from taktgeber.explore.initiatives import lab_initiatives, placed, stand_of, step_of
from taktgeber.govern import BREACHES, INITIATIVES, PROPOSALS
from tests.demo_company import Made


def bets(house: House, first: str) -> dict[str, str | None]:
    """Verdict by initiative, of the bets that were proposed for a beat."""
    every = house.book.state(PROPOSALS).all
    start = f"{first}/explore-bet-"
    return {
        key.removeprefix(start): held.decision.verdict if held.decision else None
        for key, held in every.items()
        if key.startswith(start)
    }


def test_several_bets_were_decided_in_each_quarter_one_of_them_against(house: House) -> None:
    assert bets(house, "2025-03-10") == {"makers": "approve", "party-box": "approve", "displays": "approve"}
    assert bets(house, "2025-06-09") == {"makers": "reject", "hire": "approve", OFFICE: "approve"}


def test_three_bets_wait_on_the_next_beat_and_no_two_of_them_are_alike(house: House) -> None:
    assert bets(house, "2025-09-08") == {"makers": None, LIBRARY: None, "displays": None}


def test_of_two_that_are_nearly_the_same_one_is_taken_and_the_other_left_out_for_that(house: House) -> None:
    known = house.book.state(INITIATIVES)
    one, other = set(known["hire"].approach), set(known[LIBRARY].approach)
    assert len(one & other) / len(one | other) >= 0.75
    beat = house.beat(quarter(9))
    running = [i for i in lab_initiatives(house.book) if i.state != "stopped"]
    made = portfolio_of(beat, house.book.state(LAB), running)
    assert len(made.picks) == made.capacity.tests == 3
    why = {left.initiative.initiative: left.why for left in made.left_out}
    assert why.keys() == {"hire", LETTERS}
    assert why["hire"].values["initiative"] == known[LIBRARY].name
    assert any(c.initiative.initiative == "hire" for runner_up in made.runners_up for c in runner_up)


def test_what_bets_may_lose_and_slack_stay_inside_the_reserve_in_every_quarter(house: House) -> None:
    for number, names in ((7, [SATURDAYS]), (8, [CUPBOARD])):
        beat = house.beat(quarter(number))
        means = means_of(beat)
        assert means is not None
        given = house.book.state(SLACK).in_beat(beat.period)
        assert [one.slack for one in given] == names
        assert 0 < means.given.minor == sum(one.amount.minor for one in given) <= means.slack.minor
        assert 0 < means.committed.minor <= means.reserve.minor - means.slack.minor
    coming = means_of(house.beat(quarter(9)))
    assert coming is not None
    assert coming.committed.minor == coming.given.minor == 0


def test_nobody_has_spent_more_than_was_to_be_lost(house: House) -> None:
    used = used_by(house.beat(quarter(9)))
    for one in lab_initiatives(house.book):
        if one.state != "stopped":
            assert one.lose is not None
            assert used.get(one.initiative, 0) < one.lose.minor


def test_slack_found_something_that_nobody_had_planned(house: House) -> None:
    (found,) = [i for i in house.book.state(REGISTRY).insights.values() if i.on == CUPBOARD]
    assert found.hand == "explore"


def test_one_initiative_is_ready_to_move_and_all_that_it_assumed_held(house: House) -> None:
    gate = [one for one in lab_initiatives(house.book) if one.state == "at_gate"]
    assert [(one.initiative, one.maturity) for one in gate] == [(OFFICE, "ready")]
    assert {a.state for a in house.book.state(LAB).assumptions_of(OFFICE)} == {"held"}
    assert stand_of(house.book, gate[0]).taught == 2


def test_what_proved_a_small_step_was_begun_in_good_faith_and_waits_for_both_leads(made: Made, house: House) -> None:
    known = house.book.state(INITIATIVES)
    begun = known.of(LETTERS)[0]
    assert (begun.standing, dict(begun.distance)) == ("decided", {})
    proved = placed(known, LETTERS)
    assert proved is not None
    assert step_of(proved.distance) == "incremental"
    assert proved.why
    assert [b.rule for b in house.book.state(BREACHES) if b.mended is None and LETTERS in b.subject] == [11]
    waiting = {p.id: p.decider for s in made.demo.planned.plan.sections for p in s.proposals if LETTERS in p.id}
    assert waiting == {f"explore-release-{LETTERS}": "explore_lead", f"exploit-take-{LETTERS}": "exploit_lead"}


def test_every_initiative_of_the_lab_that_runs_is_placed_with_a_reason(house: House) -> None:
    known = house.book.state(INITIATIVES)
    for one in lab_initiatives(house.book):
        if one.state != "stopped":
            said = placed(known, one.initiative)
            assert said is not None
            assert said.why


def test_three_opportunities_a_platform_a_data_product_and_a_community_that_was_dropped(house: House) -> None:
    known = house.book.state(OPPORTUNITIES).by_name.values()
    assert {(one.model, one.state) for one in known} == {
        ("platform", "pursued"), ("data_product", "open"), ("community", "dropped"),
    }  # fmt: skip
    (dropped,) = [one for one in known if one.state == "dropped"]
    assert dropped.history[-1].reason
    assert house.book.state(INITIATIVES)["makers"].opportunity == "makers-platform"


def test_an_insight_of_the_lab_is_past_its_best_before_and_named(made: Made) -> None:
    (lab,) = [section for section in made.demo.planned.plan.sections if section.room == "explore"]
    assert [finding.code for finding in lab.findings] == ["past-best-before"]


def test_the_new_bookings_were_taken_from_the_labs_own(made: Made) -> None:
    """As much as hiring gave up; the split of word and deed stays as the story says (test_biography)."""
    (balance,) = [section for section in made.demo.planned.plan.sections if section.room == "balance"]
    (labelled, *_) = [tile.now for tile in balance.tiles]
    assert isinstance(labelled, Exact)
    assert isinstance(labelled.value, Ratio)
    assert labelled.value.value == pytest.approx(0.45, abs=0.005)
