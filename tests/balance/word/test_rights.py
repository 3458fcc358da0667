"""Decision rights as they were: from plans, direct entries and minutes; whose they are to see (house rule 13)."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from taktgeber.balance.word import DECISIONS, release
from taktgeber.balance.word.rights import _between_two
from taktgeber.balance.word.subject import sight_of, subject_of
from taktgeber.core import Estimate, Period, Refusal
from taktgeber.cycle import House, plan_beat
from taktgeber.govern import PROPOSALS, decide_proposal
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR

from .promising_house import held, make_promising_house, promised, taken, verdicts

SPAN = Period(date(2025, 3, 10), date(2025, 6, 9))


@pytest.fixture
def house(tmp_path: Path):
    with make_promising_house(tmp_path / "house") as house:
        yield house


def by_kind(house: House, name: str = "unit:lab", person: str | None = LAB_LEAD) -> dict[str, tuple[int, int, int]]:
    return {one.decides: (one.taken, one.own, one.overruled) for one in held(house, name, person).rights or ()}


def test_entries_that_people_decide_directly_are_decisions_of_who_decided(house: House):
    assert by_kind(house) == {"initiative": (2, 0, 0)}  # the sponsor decided boxes and circle into the lab


def test_a_proposal_counts_once_with_all_that_it_sets_and_on_the_level_that_decided(house: House):
    plan_beat(house)
    proposals = house.book.state(PROPOSALS)
    bets = [key for key in proposals.waiting if "explore" in proposals.all[key].proposal.id]
    assert bets
    before = by_kind(house)
    assert held(house).rights is not None
    waiting = sum(one.waiting for one in held(house).rights or ())
    decide_proposal(house.book, bets[0], "approve", "to learn", LAB_LEAD)
    after = by_kind(house)
    assert sum(one[0] for one in after.values()) == sum(one[0] for one in before.values()) + 1
    assert sum(one[1] for one in after.values()) == 1
    assert sum(one.waiting for one in held(house).rights or ()) == waiting - 1


def test_what_the_sponsor_decides_in_its_place_is_taken_elsewhere_and_a_rejection_overrules(house: House):
    plan_beat(house)
    proposals = house.book.state(PROPOSALS)
    bet = next(key for key in proposals.waiting if "explore" in proposals.all[key].proposal.id)
    own = sum(one[1] for one in by_kind(house).values())
    decide_proposal(house.book, bet, "reject", "not now", SPONSOR)
    assert sum(one[2] for one in by_kind(house).values()) == 1
    assert sum(one[1] for one in by_kind(house).values()) == own
    levels = [one.elsewhere for one in held(house).rights or () if one.overruled]
    assert levels == [{"sponsor": 1}]


def test_a_plan_made_anew_does_not_begin_the_wait_again(house: House):
    plan_beat(house)
    asked = {key: one.asked for key, one in house.book.state(DECISIONS).all.items() if "/" in key}
    plan_beat(house)
    again = {key: one.asked for key, one in house.book.state(DECISIONS).all.items() if "/" in key}
    assert asked == again
    assert len(asked) > 0


def test_below_five_no_length_is_told(house: House):
    for number in range(4):
        taken(house, number, "sponsor", asked=f"2025-04-{number + 1:02}")
    waits = {one.decides: one.waits for one in held(house).rights or ()}
    assert not isinstance(waits["budget"], Estimate)
    taken(house, 5, "sponsor", asked="2025-04-20")
    told = {one.decides: one.waits for one in held(house).rights or ()}["budget"]
    assert isinstance(told, Estimate)
    assert (told.value, told.low, told.high, told.n) == (28, 11, 30, 5)


@pytest.mark.parametrize(("n", "ranks"), [(5, (1, 5)), (8, (2, 7)), (20, (6, 15)), (30, (11, 20))])
def test_the_interval_of_a_median_is_that_of_the_table(n: int, ranks: tuple[int, int]):
    """The largest rank with at most 0.05 below it, by tables of the binomial law with p = 1/2: of 20, 0.0207 lie below
    the sixth and 0.0577 below the seventh; of 30, 0.0494 below the eleventh."""
    told = _between_two(range(1, n + 1), SPAN)
    assert (told.low, told.high) == ranks


def test_the_interval_holds_the_median_as_often_as_it_says():
    """All orders of six draws above or below the true median, counted: exact, not simulated."""
    hits = 0
    for signs in product((-1, 1), repeat=6):
        told = _between_two(sorted(sign * (place + 1) for place, sign in enumerate(signs)), SPAN)
        hits += told.low <= 0 <= told.high
    assert hits / 2**6 == pytest.approx(1 - 2 / 2**6)
    assert hits / 2**6 >= 0.9


def test_figures_of_one_holder_are_shown_to_that_holder_alone(house: House):
    promised(house, "free", "decides")
    taken(house, 1, "sponsor")
    assert verdicts(house, person=LAB_LEAD) == {"free": "not_kept"}
    for other in (SPONSOR, EXPLOIT_LEAD, None):
        seen = held(house, person=other)
        assert (seen.sight, seen.rights, seen.outcomes, seen.unseen) == ("hidden", None, (), 1)


def test_the_holder_releases_them_and_takes_that_back(house: House):
    promised(house, "free", "decides")
    taken(house, 1, "sponsor")
    with pytest.raises(Refusal, match="releases nobody else's figures"):
        release(house.book, "unit:lab", True, SPONSOR)
    release(house.book, "unit:lab", True, LAB_LEAD)
    assert verdicts(house, person=SPONSOR) == {"free": "not_kept"}
    release(house.book, "unit:lab", False, LAB_LEAD)
    assert held(house, person=SPONSOR).rights is None


def test_a_found_release_shows_nothing(house: House):
    body = {"released": "unit:lab", "shown": True, "day": "2025-06-01"}
    house.book.found("released", body, LAB_LEAD, "a note, 2025-06-01")
    assert held(house, person=SPONSOR).sight == "hidden"


@pytest.mark.parametrize(("holders", "sight"), [(1, "own"), (2, "hidden"), (4, "hidden"), (5, "published")])
def test_a_role_is_published_from_five_holders_on(house: House, holders: int, sight: str):
    people = [f"p-{number:012x}" for number in range(1, holders + 1)]
    for person in people:
        house.book.decide("role", {"person": person, "role": "market_lead", "first": "2025-01-01"}, SPONSOR)
    subject = subject_of(house.book, "role:market_lead", house.book.today())
    assert subject.holders == tuple(people)
    assert sight_of(house.book, subject, people[0]) == sight
    if sight == "hidden":
        for person in people:
            assert sight_of(house.book, subject, SPONSOR) == "hidden"
            release(house.book, "role:market_lead", True, person)
        assert sight_of(house.book, subject, SPONSOR) == "released"


def test_who_follows_has_released_nothing(house: House):
    release(house.book, "unit:lab", True, LAB_LEAD)
    body = {"unit": "lab", "leader": "p-9e5700000000", "first": "2025-06-09", "horizon_beats": 8,
            "scorecard": ["experiments run"]}  # fmt: skip
    house.book.decide("mandate", body, SPONSOR)
    assert held(house, person=SPONSOR).sight == "hidden"


def test_what_nobody_knows_is_refused_in_words(house: House):
    for name in ("unit:ghost", "role:king", "initiative:none", "strategy:unsaid", "lab", "unit:"):
        with pytest.raises(Refusal, match="knows nothing of this name"):
            subject_of(house.book, name, house.book.today())
