"""What may be lost, what is slack, and how many tests begin: in the small house, by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from taktgeber.core import Beat, LabLimits, Money, Period, Refusal
from taktgeber.cycle import House, plan_beat
from taktgeber.explore import LAB
from taktgeber.explore.bets import give_slack
from taktgeber.explore.bets.capacity import capacity_of
from taktgeber.explore.bets.means import means_of
from taktgeber.explore.bets.slack import SLACK
from taktgeber.explore.bets.used import used_by
from taktgeber.govern import decide_proposal
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, PLANNED, SPONSOR, make_house


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        yield house


def pounds(amount: float) -> Money:
    return Money(round(amount * 100), "GBP")


def limited(beat: Beat, **limits: object) -> Beat:
    return replace(beat, settings=replace(beat.settings, lab=LabLimits(**limits)))  # type: ignore[arg-type]


def test_of_a_reserve_of_six_hundred_a_third_is_slack_and_the_rest_may_be_bet(house: House):
    # 1,000 pounds were booked in the beat before, of which .6 are the reserve.
    means = means_of(house.beat(PLANNED))
    assert means is not None
    assert (means.reserve, means.slack, means.stake) == (pounds(600), pounds(200), pounds(200))
    assert (means.for_bets, means.slack_left, means.committed) == (pounds(400), pounds(200), pounds(0))


def test_shares_are_set_by_the_workspace(house: House):
    means = means_of(limited(house.beat(PLANNED), slack=0.5, stake=0.1))
    assert means is not None
    assert (means.slack, means.stake, means.for_bets) == (pounds(300), pounds(60), pounds(300))


def test_odd_pence_never_go_to_the_bets(house: House):
    means = means_of(limited(house.beat(PLANNED), slack=1 / 7, stake=1 / 7))
    assert means is not None
    assert (means.slack.minor, means.stake.minor, means.for_bets.minor) == (8572, 8571, 51428)


def test_without_data_nobody_can_tell(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        assert means_of(house.beat(PLANNED)) is None
        with pytest.raises(Refusal, match="how large the reserve of this beat is"):
            give_slack(house.book, house.beat(PLANNED), "library", pounds(1), LAB_LEAD)


def test_what_was_approved_and_transferred_is_committed(house: House):
    plan_beat(house)
    decide_proposal(house.book, "2025-06-09/explore-bet-boxes", "approve", "We want to know.", LAB_LEAD)
    body = {"source": "reserve:explore", "target": "initiative:circle", "amount": pounds(30), "day": "2025-06-09"}
    house.book.decide("transfer", body | {"reason": "a room"}, SPONSOR)
    means = means_of(house.beat(PLANNED))
    assert means is not None
    assert (means.committed, means.for_bets) == (pounds(130), pounds(270))
    assert means_of(house.beat(PLANNED.after())) is None


def test_an_initiative_used_the_larger_of_what_was_granted_and_what_was_booked(house: House):
    assert used_by(house.beat(PLANNED)) == {"boxes": 110_00, "circle": 50_00, "reinvent": 400_00}
    for number, amount in enumerate((40, 30)):
        body = {"source": "reserve:explore", "target": "initiative:circle", "amount": pounds(amount)}
        house.book.decide("transfer", body | {"reason": f"room {number}", "day": "2025-06-09"}, SPONSOR)
    assert used_by(house.beat(PLANNED))["circle"] == 70_00


def test_tests_that_nobody_answered_by_their_date_take_no_room_for_ever(house: House):
    beat, lab = house.beat(PLANNED), house.book.state(LAB)
    room = capacity_of(beat, lab, ["boxes"]).room
    body = {"initiative": "boxes", "state": "testing", "day": "2025-04-01"}
    for name, until in (("late", "2025-05-01"), ("now", "2025-07-01")):
        said = body | {"assumption": name, "until": until}
        house.book.found("assumption", said, LAB_LEAD, "lab book, 2025-06-01")
    after = capacity_of(house.beat(PLANNED), house.book.state(LAB), ["boxes"])
    assert (after.running, after.room) == (1, (room or 0) - 1)


# slack -------------------------------------------------------------------------------------------


def test_slack_is_given_without_a_reason_until_it_is_gone(house: House):
    beat = house.beat(PLANNED)
    give_slack(house.book, beat, "library", pounds(150), LAB_LEAD)
    give_slack(house.book, beat, "a day off", pounds(50), SPONSOR, "to look out of the window")
    given = house.book.state(SLACK).in_beat(PLANNED)
    assert [(one.slack, one.amount, one.says) for one in given] == [
        ("library", pounds(150), ""),
        ("a day off", pounds(50), "to look out of the window"),
    ]
    with pytest.raises(Refusal, match="more than what is left of the slack"):
        give_slack(house.book, beat, "more", pounds(0.01), LAB_LEAD)
    means = means_of(beat)
    assert means is not None
    assert (means.slack_left, means.for_bets) == (pounds(0), pounds(400))


@pytest.mark.parametrize(
    ("changes", "actor", "wrong"),
    [
        ({}, EXPLOIT_LEAD, "gives no slack"),
        ({"slack": "library"}, LAB_LEAD, "was given on"),
        ({"amount": pounds(0)}, LAB_LEAD, "it gives nothing"),
        ({"amount": Money(1_00, "EUR")}, LAB_LEAD, "out of which beat's slack"),
        ({"of": None}, LAB_LEAD, "out of which beat's slack"),
        ({"day": "2025-06-10"}, LAB_LEAD, "this day has not come yet"),
        ({"amount": pounds(151)}, LAB_LEAD, "more than what is left"),
    ],
)
def test_what_is_no_slack_is_refused_in_words_and_changes_nothing(house: House, changes, actor, wrong):
    beat = house.beat(PLANNED)
    give_slack(house.book, beat, "library", pounds(50), LAB_LEAD)
    before = house.book.state(SLACK)
    body = {"slack": "new", "amount": pounds(10), "of": pounds(200), "beat": PLANNED, "day": "2025-06-09"}
    with pytest.raises(Refusal, match=wrong):
        house.book.decide("slack", {k: v for k, v in (body | changes).items() if v is not None}, actor)
    assert house.book.state(SLACK) == before


def test_slack_that_was_found_is_always_kept_and_counts_in_the_beat_of_its_day(house: House):
    body = {"slack": "old", "amount": pounds(900), "day": "2025-06-09"}
    house.book.found("slack", body, EXPLOIT_LEAD, "cost ledger, 2025-06-09")
    assert [one.slack for one in house.book.state(SLACK).in_beat(PLANNED)] == ["old"]
    assert house.book.state(SLACK).in_beat(PLANNED.after()) == ()
    means = means_of(house.beat(PLANNED))
    assert means is not None
    assert (means.slack_left, means.for_bets) == (pounds(0), pounds(400))


# how many ----------------------------------------------------------------------------------------


def test_the_lab_may_do_one_test_more_than_it_answered_of_late(house: House):
    found = capacity_of(house.beat(PLANNED), house.book.state(LAB), ["boxes", "circle"])
    assert (found.tests, found.running, found.by, found.room) == (2, 0, "learnt", 2)
    testing = {"initiative": "boxes", "assumption": "a box survives the post", "state": "testing"}
    house.book.found("assumption", testing, LAB_LEAD, "lab book")
    assert capacity_of(house.beat(PLANNED), house.book.state(LAB), ["boxes", "circle"]).room == 1


def test_what_the_house_set_holds_and_is_never_below_none(house: House):
    testing = {"initiative": "boxes", "assumption": "a box survives the post", "state": "testing"}
    house.book.found("assumption", testing, LAB_LEAD, "lab book")
    found = capacity_of(limited(house.beat(PLANNED), tests=0), house.book.state(LAB), ["boxes"])
    assert (found.tests, found.by, found.room) == (0, "set", 0)


def test_where_nothing_was_answered_of_late_no_limit_is_invented(house: House):
    late = PLANNED.after().after().after().after().after()
    found = capacity_of(house.beat(late), house.book.state(LAB), ["boxes"])
    assert (found.tests, found.by, found.room) == (None, "unknown", None)


def test_no_second_pot_of_slack_lies_beside_the_one_of_the_beat(house: House):
    give_slack(house.book, house.beat(PLANNED), "library", pounds(200), LAB_LEAD)
    day = Period(PLANNED.first, PLANNED.first)
    for of, beat in ((pounds(9_999), day), (Money(9_999_00, "EUR"), PLANNED)):
        body = {"slack": "more", "amount": replace(of, minor=10), "of": of, "beat": beat, "day": "2025-06-09"}
        with pytest.raises(Refusal, match="out of which beat's slack"):
            house.book.decide("slack", body, LAB_LEAD)
