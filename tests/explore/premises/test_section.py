"""What the room says in the brief: a sentence, four figures, the order of attack, and what the sponsor decides anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taktgeber.core import Estimate, Exact, Ratio
from taktgeber.core.format import show
from taktgeber.cycle import House, plan_beat
from taktgeber.explore.premises import PREMISES, decide_state, note_seen, say_premise, section, shaken
from taktgeber.govern import PROPOSALS, decide_proposal
from tests.cycle.small_house import FIRST, LAB_LEAD, PLANNED, SPONSOR, make_house

from .cast import SOURCE, premise
from .resting_house import make_resting_house, shake


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with make_resting_house(tmp_path / "house") as made:
        yield made


def made(house: House):
    return section(house.beat(PLANNED))


def counts(house: House) -> list[object]:
    tiles = made(house).tiles
    return [tile.now.value for tile in tiles[:3] if isinstance(tile.now, Exact)]


def test_where_nobody_said_one_it_says_how_to_begin(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        empty = made(house)
        assert show(empty.headline) == "Nobody has said yet what today's business rests on."
        assert "takt premises say" in show(empty.how[0])
        assert [empty.tiles, empty.tables, empty.proposals, empty.findings] == [(), (), (), ()]
        assert shaken(house.beat(PLANNED)) is None


def test_premises_that_hold_are_counted(house: House):
    assert show(made(house).headline) == "Today's business rests on 4 premises that we know of, and all hold."
    assert counts(house) == [4, 0, 0]
    assert made(house).tiles[3].now == Exact(Ratio(0, 1), "share", FIRST)
    assert [row[0] for row in made(house).tables[0].rows] == [
        "Meta stays open to us.", "Who clicks wants to buy.", "Nobody asks about price.", "Customers want boxes.",
    ]  # fmt: skip
    assert made(house).proposals == ()


def test_one_that_gives_way_is_named_with_what_rests_on_it(house: House):
    shake(house)
    shown = made(house)
    assert show(shown.headline) == "One premise of today's business has begun to give way: Meta stays open to us."
    largest = shown.tiles[3].now
    assert isinstance(largest, Exact)
    assert isinstance(largest.value, Ratio)
    assert largest.value.value == pytest.approx(0.56)
    (proposal,) = shown.proposals
    words = show(proposal.says)
    assert words.startswith('Decide anew how "Meta stays open to us" stands: wobbling, so far holds. Against it (E')
    assert "On it rest: channel Meta, market UK, the premise clicks-count, playbook spring and the unit lab." in words
    assert "It is attacked by boxes." in words
    assert (proposal.decider, proposal.moves, proposal.forecasts) == ("sponsor", (), ())
    assert "premise-gap" in [one.code for one in shown.findings]


def test_the_sponsors_approval_sets_the_state_and_nothing_else(house: House):
    shake(house)
    plan_beat(house)
    key = next(key for key in house.book.state(PROPOSALS).all if "premises-" in key)
    before = house.book.state(PREMISES).premises["meta-lasts"]
    decide_proposal(house.book, key, "approve", "", SPONSOR)
    after = house.book.state(PREMISES).premises["meta-lasts"]
    assert (before.state, after.state, after.rests, after.review) == ("holds", "wobbling", before.rests, before.review)
    assert after.turns[-1].reason == "Views fell by a tenth. (E0)"
    assert made(house).proposals == ()
    assert counts(house) == [3, 1, 0]
    assert show(made(house).headline).startswith("One premise of today's business has begun to give way")


def test_a_decision_against_what_was_seen_closes_the_gap(house: House):
    shake(house)
    decide_state(house.book, "meta-lasts", "holds", "A bad week.", SPONSOR)
    assert made(house).proposals == ()
    assert counts(house) == [4, 0, 0]


def test_what_is_broken_is_told_and_stands_last(house: House):
    decide_state(house.book, "meta-lasts", "broken", "They closed it.", SPONSOR)
    shown = made(house)
    assert show(shown.headline) == "One premise of today's business is broken. The 3 that are left hold."
    assert shown.tables[0].rows[-1][0] == "Meta stays open to us."
    assert shaken(house.beat(PLANNED)) is None


def test_a_review_that_is_past_is_named(house: House):
    later = house.beat(PLANNED.after())
    assert [one.code for one in section(later).findings if one.code == "premise-overdue"] == ["premise-overdue"]
    assert "was due on 1 Jul 2025" in " ".join(show(one.says) for one in section(later).findings)
    assert not [one for one in made(house).findings if one.code == "premise-overdue"]


def test_how_many_held_before_is_told_beside(house: House):
    decide_state(house.book, "meta-lasts", "wobbling", "So it is.", SPONSOR)
    later = section(house.beat(PLANNED.after().after()))
    assert [(tile.now.value, tile.before.value) for tile in later.tiles[:2]
            if isinstance(tile.now, Exact) and isinstance(tile.before, Exact)] == [(3, 3), (1, 1)]  # fmt: skip


def test_words_that_look_like_figures_or_people_stay_words(house: House):
    odd = premise("odd", says="50 % of p-1ab000000002 is £5", rests=["channel:£7", "£5"], day="2025-06-01",
                  refutes="£3")  # fmt: skip
    house.book.found("premise", odd, LAB_LEAD, SOURCE)
    note_seen(house.book, {"premise": "odd", "speaks": "against", "says": "-5 %", "observed": "five"}, LAB_LEAD)
    plan_beat(house)
    shown = made(house)
    words = [
        shown.headline,
        *(cell for row in shown.tables[0].rows for cell in row),
        *(p.says for p in shown.proposals),
    ]
    assert "50 %" in " ".join(map(show, words))
    assert "p-1ab000000002" not in " ".join(map(show, words))


def test_a_name_that_no_address_can_hold_never_meets_another(house: House):
    odd = premise("Odd name / 50 %", state="broken", reason="So.", day="2025-06-01")
    entry = house.book.found("premise", odd, LAB_LEAD, SOURCE)
    number = str(entry.seq)
    say_premise(house.book, {"premise": number, "says": "A number.", "refutes": "No."}, LAB_LEAD)
    note_seen(house.book, {"premise": number, "speaks": "against", "says": "Seen."}, LAB_LEAD)
    assert f"premises-{number}" in {one.id for one in made(house).proposals}
    note_seen(house.book, {"premise": "Odd name / 50 %", "speaks": "against", "says": "Seen."}, LAB_LEAD)
    assert {one.id for one in made(house).proposals} == {f"premises-{number}", f"premises-entry_{number}"}
    plan_beat(house)


def test_nothing_inferred_is_shown(house: House):
    """What is booked and what is stated is exact; no figure of the room is an estimate."""
    shake(house)
    shown = made(house)
    cells = [cell for table in shown.tables for row in table.rows for cell in row]
    assert not [one for one in (*cells, *(tile.now for tile in shown.tiles)) if isinstance(one, Estimate)]


def test_two_that_give_way_are_counted_and_the_one_to_attack_first_is_named(house: House):
    shake(house)
    say_premise(house.book, {"premise": "small", "says": "A small one.", "refutes": "No.", "share": 0.01}, LAB_LEAD)
    note_seen(house.book, {"premise": "small", "speaks": "mixed", "says": "Both."}, LAB_LEAD)
    assert show(made(house).headline) == (
        "2 premises of today's business have begun to give way, first of all: Meta stays open to us."
    )
