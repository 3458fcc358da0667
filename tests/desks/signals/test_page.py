"""The page of signals: those that wait first with one choice and one reason, then the record; and its two acts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.desks.signals.fate_form import FIELDS, settle_signal
from taktgeber.desks.signals.hear_form import FIELDS as HEAR_FIELDS
from taktgeber.desks.signals.hear_form import hear
from taktgeber.desks.signals.signals_page import signals
from taktgeber.evidence import REGISTRY
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.signals import SIGNALS, section
from tests.cycle.small_house import LAB_LEAD, NOON, PLANNED, SPONSOR, make_house
from tests.desks.visiting import accounts_of, filled, give_role, visit_of, words_of
from tests.explore.signals.cast import raised

FRONT, TODAY = "p-f0f000000004", NOON.date()


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        premise = {"premise": "search-lasts", "says": "People find us by search.",
                   "refutes": "Searches fall by a third.", "day": "2025-06-01"}  # fmt: skip
        house.book.decide("premise", premise, SPONSOR)
        give_role(house, SPONSOR, FRONT, "market_lead")
        yield house


@pytest.fixture
def at(house: House):
    accounts = accounts_of(house)
    yield lambda person=LAB_LEAD: visit_of(house, accounts, person)
    accounts.close()


def settled(visit, name: str, becomes: str, **given):
    typed = {field: str(value) for field, value in given.items()}
    return settle_signal(visit, filled(FIELDS, signal=name, becomes=becomes, **typed))


def form_of(page, number: int = 0):
    return page.cards[number].forms[0]


def test_an_empty_page_teaches_how_to_begin(at):
    page = signals(at())
    assert show(page.sentence) == "No signal was ever raised: nobody listens for what changes slowly yet."
    assert page.empty is not None
    assert "takt signals scan --keep" in show(page.empty.needs)
    assert [form.act for form in page.empty.forms] == ["hear-signal"]
    assert signals(at(FRONT)).empty.forms == ()


def test_what_waits_stands_first_with_one_choice_that_names_the_premises(house, at):
    name = raised(house.book, day=date(2025, 5, 1))
    page = signals(at())
    assert show(page.sentence).startswith("One signal waits for what is to become of it.")
    form = form_of(page)
    assert form.given == {"signal": name}
    assert [field.name for field in form.fields] == ["becomes", "reason", "happened"]
    assert [field.name for field in form.fields if field.required] == ["becomes"]
    choices = dict(form.fields[0].choices)
    assert show(choices["shakes:search-lasts"]) == "It shakes: People find us by search."
    assert set(choices) == {"shakes:search-lasts", "hypothesis", "watched", "dismissed", "faded", "proved",
                            "false_alarm"}  # fmt: skip
    assert signals(at(FRONT)).cards[0].forms == ()


def test_the_form_settles_by_the_same_rules_as_the_shell(house, at):
    name = raised(house.book, day=date(2025, 5, 1))
    with pytest.raises(Refusal, match="says why"):
        settled(at(), name, "dismissed")
    with pytest.raises(Refusal, match="your role does not allow this"):
        settled(at(FRONT), name, "watched")
    with pytest.raises(Refusal, match="is nothing that a signal becomes"):
        settled(at(), name, "gold")
    settled(at(), name, "shakes:search-lasts", reason="Falling since May.")
    assert [one.signal for one in house.book.state(PREMISES).seen_of("search-lasts")] == [name]
    words = words_of(signals(at()))
    assert "It shakes: People find us by search." in words
    assert "Why: Falling since May." in words
    settled(at(), name, "proved", happened="2025-06-05")
    assert house.book.state(SIGNALS).signals[name].lead == 35
    assert "35 days" in words_of(signals(at()))


def test_a_hypothesis_is_said_in_the_reason(house, at):
    name = raised(house.book, day=date(2025, 5, 1))
    with pytest.raises(Refusal, match="this field is empty"):
        settled(at(), name, "hypothesis")
    settled(at(), name, "hypothesis", reason="People ask videos, not engines.")
    known = house.book.state(REGISTRY).hypotheses["people-ask-videos-not-engines"]
    assert (known.hand, known.says) == ("explore", "People ask videos, not engines.")
    other = raised(house.book, "visits", date(2025, 5, 1))
    settled(at(), other, "hypothesis", reason="people-ask-videos-not-engines")
    assert house.book.state(SIGNALS).signals[other].last.hypothesis == known.hypothesis


def test_what_was_heard_waits_and_a_late_one_is_a_miss(house, at):
    answer = hear(at(), filled(HEAR_FIELDS, says="A rival sells by video.", about="rival video", day="2025-06-08"))
    name = answer.data["signal"]
    settled(at(), name, "proved", happened="2025-06-01")
    assert house.book.state(SIGNALS).signals[name].missed
    assert "missed: told 7 days after the fact" in words_of(signals(at()))
    with pytest.raises(Refusal, match="has not come yet"):
        hear(at(), filled(HEAR_FIELDS, says="x", about="x", day=(TODAY + timedelta(1)).isoformat()))


def test_the_sentence_tells_lead_time_and_vain_alarms_once_three_are_settled(house, at):
    for number, lead in enumerate((30, 36, 50)):
        name = raised(house.book, f"s{number}", date(2025, 4, 1))
        settled(at(), name, "proved", happened=date(2025, 4, 1) + timedelta(lead))
    settled(at(), raised(house.book, "vain", date(2025, 4, 1)), "false_alarm", reason="A counting error.")
    raised(house.book, "new", date(2025, 6, 1))
    assert show(signals(at()).sentence) == (
        "One signal waits for what is to become of it. Those that came true were raised 36 days before (median of 3 "
        "signals). One came to nothing, and 0 we missed."
    )


def test_the_brief_says_one_sentence_where_nothing_was_ever_raised(house):
    made = section(house.beat(PLANNED))
    assert (made.room, made.mode, made.tables, made.tiles, made.proposals) == ("signals", None, (), (), ())


def test_the_brief_names_what_waited_for_longer_than_a_beat(house):
    raised(house.book, "old", date(2025, 2, 1))
    raised(house.book, "new", date(2025, 6, 1))
    made = section(house.beat(PLANNED))
    assert [finding.code for finding in made.findings] == ["signal-waits"]
    assert "old-2025-02-01" in show(made.findings[0].says)
    assert len(made.tables[0].rows) == 2
