"""Opportunities: said, changed, dropped with a reason; nobody's name in them; found is always accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.explore.opportunities import OPPORTUNITIES, change_opportunity, say_opportunity
from taktgeber.explore.opportunities.told import told_table
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR, make_house

PARCELS = {
    "says": "Corner shops lend what neighbours use once a year.",
    "segment": "families in flats",
    "model": "platform",
    "worth": "no shelf full of things they need once",
    "differs": "nobody lends next door",
    "customers": ["4 families who lend already"],
    "partners": ["3 corner shops that take in parcels"],
    "premises": ["people-buy"],
}


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        said = {"premise": "people-buy", "says": "People buy.", "refutes": "They borrow.", "day": "2025-03-10"}
        house.book.found("premise", said, SPONSOR, "notes, 2025-03-10")
        yield house


def known(house: House, name: str):
    found = house.book.state(OPPORTUNITIES).get(name)
    assert found is not None
    return found


def test_one_is_said_under_a_short_name_made_of_its_words(house: House):
    entry = say_opportunity(house.book, PARCELS, LAB_LEAD)
    assert entry.payload["opportunity"] == "corner-shops-lend-what-neighbours-use"
    assert say_opportunity(house.book, PARCELS, LAB_LEAD).payload["opportunity"].endswith("-use-2")
    one = known(house, "corner-shops-lend-what-neighbours-use")
    assert (one.model, one.state, one.partners) == ("platform", "open", ("3 corner shops that take in parcels",))


def test_a_change_keeps_all_that_it_does_not_name(house: House):
    name = say_opportunity(house.book, PARCELS, LAB_LEAD).payload["opportunity"]
    change_opportunity(house.book, name, {"state": "pursued", "segment": "students"}, LAB_LEAD)
    one = known(house, name)
    assert (one.segment, one.state, one.worth) == ("students", "pursued", PARCELS["worth"])
    assert [change.state for change in one.history] == ["open", "pursued"]


def test_who_drops_one_says_why(house: House):
    name = say_opportunity(house.book, {**PARCELS, "opportunity": "lending"}, LAB_LEAD).payload["opportunity"]
    with pytest.raises(Refusal, match="says why"):
        change_opportunity(house.book, name, {"state": "dropped"}, LAB_LEAD)
    change_opportunity(house.book, name, {"state": "dropped", "reason": "Shops have no room."}, LAB_LEAD)
    assert known(house, name).history[-1].reason == "Shops have no room."


@pytest.mark.parametrize("part", ["customers", "partners"])
@pytest.mark.parametrize("words", ["Mrs Anna Meier", "anna@example.org", "call +49 170 1234567"])
def test_nobody_is_named(house: House, part: str, words: str):
    before = house.book.head()
    with pytest.raises(Refusal, match="could name a person"):
        say_opportunity(house.book, {**PARCELS, part: [words]}, LAB_LEAD)
    assert house.book.state(OPPORTUNITIES).get("corner-shops-lend-what-neighbours-use") is None
    assert house.book.head() != before  # the refusal itself is kept


def test_who_is_not_of_the_lab_writes_none(house: House):
    with pytest.raises(Refusal, match="writes nothing of the lab"):
        say_opportunity(house.book, PARCELS, EXPLOIT_LEAD)
    assert say_opportunity(house.book, PARCELS, SPONSOR)


def test_what_is_found_is_accepted_and_changes_nothing_decided(house: House):
    body = {"opportunity": "lending", "says": "Lend it.", "day": "2025-03-10", "partners": ["Mrs Anna Meier"]}
    house.book.found("opportunity", body, EXPLOIT_LEAD, "notes, 2025-03-10")
    assert known(house, "lending").says == "Lend it."
    change_opportunity(house.book, "lending", {"says": "Lend it next door.", "partners": ["3 shops"]}, LAB_LEAD)
    house.book.found("opportunity", body, EXPLOIT_LEAD, "notes, 2025-03-10")
    assert known(house, "lending").says == "Lend it next door."


def test_a_short_name_is_given_once(house: House):
    say_opportunity(house.book, {**PARCELS, "opportunity": "lending"}, LAB_LEAD)
    with pytest.raises(Refusal, match="known already"):
        say_opportunity(house.book, {**PARCELS, "opportunity": "lending"}, LAB_LEAD)


def test_it_attacks_premises_that_were_said(house: House):
    with pytest.raises(Refusal, match='nobody has said a premise "people-own"'):
        say_opportunity(house.book, {**PARCELS, "premises": ["people-buy", "people-own"]}, LAB_LEAD)
    body = {"opportunity": "lending", "says": "Lend it.", "day": "2025-03-10", "premises": ["people-own"]}
    house.book.found("opportunity", body, LAB_LEAD, "notes, 2025-03-10")
    change_opportunity(house.book, "lending", {"segment": "students"}, LAB_LEAD)
    assert known(house, "lending").premises == ("people-own",)
    with pytest.raises(Refusal, match='nobody has said a premise "people-rent"'):
        change_opportunity(house.book, "lending", {"premises": ["people-own", "people-rent"]}, LAB_LEAD)


def test_the_first_state_needs_no_reason_and_a_later_one_without_says_so(house: House):
    name = say_opportunity(house.book, PARCELS, LAB_LEAD).payload["opportunity"]
    change_opportunity(house.book, name, {"state": "pursued"}, LAB_LEAD)
    states = [show(said) for label, said in told_table(known(house, name)).rows if ": " in show(label)]
    assert states == ["As it was said", "no reason given"]


@pytest.mark.parametrize("name", ["Two Words", "a/b", "\U0001f389", "-x-"])
def test_a_short_name_can_stand_in_an_address(house: House, name: str):
    with pytest.raises(Refusal, match="is no short name"):
        say_opportunity(house.book, {**PARCELS, "opportunity": name}, LAB_LEAD)
    assert not house.book.state(OPPORTUNITIES).by_name
