"""What makes word and deed one: the step for each initiative with who decides it, how shares moved over the beats."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.balance import booked_money, portfolio, reserve_on
from taktgeber.balance.drift import drift, drift_picture, drift_says, if_true_says
from taktgeber.balance.renaming import proposals, step_for
from taktgeber.balance.witness import step_table, witness_of
from taktgeber.balance.word import section
from taktgeber.core import Exact
from taktgeber.core.format import show
from taktgeber.cycle import House, plan_beat
from taktgeber.cycle.honesty import check_section
from taktgeber.govern import INITIATIVES, decide_proposal
from tests.cycle.small_house import (
    EXPLOIT_LEAD,
    LAB_LEAD,
    PLANNED,
    SPONSOR,
    booking_rows,
    initiative,
    load,
    make_house,
)

FAR = {"technology": 2, "market": 2, "proposition": 0}
NEAR = {"technology": 1, "market": 0, "proposition": 0}


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        yield house


def steps(house: House, beat: object = None) -> dict[str, tuple[str, str]]:
    now = beat or house.beat(PLANNED)
    found = portfolio(now, booked_money(now))
    made = {deed.initiative: step_for(now, deed) for deed in (*found.deeds, *found.unfunded)}
    return {name: (step.what, step.decider) for name, step in made.items()}


def book_for(house: House, name: str, unit: str, pounds: int = 50) -> None:
    load(house, "bookings", booking_rows([("x", "2025-04-02", unit, name, "prototypes", None, pounds)]))


def test_each_initiative_has_its_step_and_who_decides_it(house: House):
    assert steps(house) == {"reinvent": ("rename", "exploit_lead"), "boxes": ("agree", ""),
                            "circle": ("lacks", "explore_lead")}  # fmt: skip


def test_exploration_in_the_wrong_place_is_moved_into_the_lab_by_the_sponsor(house: House):
    body = initiative("maps", "performance", distance=FAR)
    house.book.found("initiative", body, LAB_LEAD, "list of projects, 2025-03-10")
    book_for(house, "maps", "performance")
    assert steps(house)["maps"] == ("enter", "sponsor")
    enter = [one for one in proposals(house.beat(PLANNED)) if one.id == "word-enter-maps"]
    assert [(one.decider, one.sets[0].body["unit"]) for one in enter] == [("sponsor", "lab")]


def test_a_small_step_is_never_moved_into_the_lab(house: House):
    body = initiative("maps", "performance", distance=NEAR)
    house.book.found("initiative", body, LAB_LEAD, "list of projects, 2025-03-10")
    book_for(house, "maps", "performance")
    assert steps(house)["maps"][0] == "agree"


def test_a_small_step_in_the_lab_leaves_by_the_labs_own_proposal_and_is_proposed_here_no_second_time(house: House):
    body = initiative("circle", "lab", distance=NEAR, horizon_beats=2, why="it is a mailing list")
    house.book.found("initiative", body, LAB_LEAD, "placed, 2025-06-01")
    assert steps(house)["circle"] == ("leave", "explore_lead")
    assert [one.id for one in proposals(house.beat(PLANNED))] == ["word-rename"]


@pytest.mark.parametrize(
    ("name", "shown"), [("50 %", "Call 50 % and Reinvent no longer"), ("p-3f2a09c1d2e4", "Call •••")]
)
def test_a_name_that_looks_like_a_figure_or_a_person_is_shown_as_words(house: House, name: str, shown: str):
    """House rules 9 and 13 are asked of every statement of a plan."""
    named = initiative("odd", "performance", labels=["innovation"], metrics=["roas"]) | {"name": name}
    house.book.found("initiative", named, LAB_LEAD, "list of projects, 2025-03-10")
    book_for(house, "odd", "performance", 500)
    check_section(section(house.beat(PLANNED)), {})
    (rename,) = proposals(house.beat(PLANNED))
    assert shown in show(rename.says)


def test_words_without_money_are_to_be_funded_or_renamed(house: House):
    house.book.decide("initiative", initiative("moon", "lab", labels=["innovation"]), SPONSOR)
    assert steps(house)["moon"] == ("fund", "explore_lead")


def test_a_rename_takes_the_word_away_and_leaves_the_deed(house: House):
    role = {"person": EXPLOIT_LEAD, "role": "exploit_lead", "unit": "performance", "first": "2025-01-01"}
    house.book.decide("role", role, SPONSOR)
    planned = plan_beat(house)
    before = portfolio(house.beat(PLANNED), booked_money(house.beat(PLANNED)))
    decide_proposal(house.book, f"{planned.plan.beat.first}/word-rename", "approve", "it is so", EXPLOIT_LEAD)
    now = portfolio(house.beat(PLANNED), booked_money(house.beat(PLANNED)))
    assert house.book.state(INITIATIVES)["reinvent"].labels == ()
    assert (now.by_deed, now.disagreed, now.total) == (before.by_deed, before.disagreed, before.total)
    assert show(before.labelled) == "51 %"
    assert show(now.labelled) == "11 %"
    assert steps(house)["reinvent"] == ("agree", "")


def test_were_the_words_true_all_that_is_called_so_would_explore(house: House):
    beat = house.beat(PLANNED)
    now = portfolio(beat, booked_money(beat))
    says = show(if_true_says(now.if_true, now.by_deed, reserve_on(beat, beat.period.first), now.period))
    assert says == ("Were the words true, 51 % of our budget would explore; by deed 11 % does, and the sponsor's "
                    "band is 70 % to 80 %.")  # fmt: skip


def test_drift_is_told_beat_by_beat_and_of_one_beat_nothing_can_have_moved(house: House):
    one = drift(house.beat(PLANNED), booked_money(house.beat(PLANNED)))
    assert (len(one), drift_picture(one), drift_says(one)) == (1, None, None)
    rows = [("n1", "2025-07-01", "lab", "boxes", "prototypes", None, 300),
            ("n2", "2025-07-02", "performance", "reinvent", "agency", "Meta", 100)]  # fmt: skip
    load(house, "bookings", booking_rows(rows))
    later = house.beat(PLANNED.after())
    two = drift(later, booked_money(later))
    assert [show(step.by_deed) for step in two] == ["11 %", "75 %"]
    assert [show(step.labelled) for step in two] == ["51 %", "100 %"]
    assert show(drift_says(two)) == (
        "Between 10 Mar 2025 and 7 Sept 2025 the share called innovation went from 51 % to 100 %, and exploration by "
        "deed from 11 % to 75 %."
    )
    assert all(isinstance(step.labelled, Exact) for step in two)


def test_distance_and_questions_are_witnesses_and_change_no_verdict(house: House):
    beat = house.beat(PLANNED)
    now = portfolio(beat, booked_money(beat))
    circle = next(deed for deed in now.deeds if deed.initiative == "circle")
    seen = witness_of(beat, circle, now.period)
    assert (seen.distance, seen.asked, seen.settled) == ("between", 1, 1)
    body = initiative("circle", "lab", horizon_beats=2, distance=FAR, why="nobody has such a circle")
    house.book.decide("initiative", body, LAB_LEAD)
    again = portfolio(house.beat(PLANNED), booked_money(house.beat(PLANNED)))
    assert [d.verdict for d in again.deeds] == [d.verdict for d in now.deeds]
    assert len(step_table(beat, now).rows) == 3
