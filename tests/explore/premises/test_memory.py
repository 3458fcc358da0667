"""What is remembered of a premise: its words stay, its state is what people decided, its history is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from taktgeber.core import Entry, Refusal
from taktgeber.explore.premises import PREMISES, decide_state, find_premise, note_seen, review_premise, say_premise
from taktgeber.explore.premises.premise import Turn
from taktgeber.govern import LedgerBook
from taktgeber.govern.kept import Kept
from tests.evidence.registry_cast import ANALYST, LAB, LEAD, SPONSOR, Clock, hypothesis

from .cast import CLERK, SOURCE, fate, known, new_book, observed, premise, signal

LATER = date(2025, 5, 1)
AT = datetime(2025, 3, 10, tzinfo=UTC)
SAID = {name: premise()[name] for name in ("premise", "says", "refutes")}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[LedgerBook]:
    made = new_book(tmp_path, clock)
    yield made
    made.close()


def test_a_premise_holds_until_people_decide_otherwise(book: LedgerBook, clock: Clock):
    say_premise(book, SAID, LEAD)
    assert known(book).premises["ads-are-seen"].state == "holds"
    clock.set(LATER)
    entry = decide_state(book, "ads-are-seen", "wobbling", "The eye study.", SPONSOR)
    one = known(book).premises["ads-are-seen"]
    assert one.turns == (Turn("wobbling", LATER, "The eye study.", "decided", entry.seq),)
    assert (one.state_on(date(2025, 3, 9)), one.state_on(date(2025, 4, 1)), one.state) == (None, "holds", "wobbling")


def test_a_state_that_was_found_changes_nothing_and_is_kept(book: LedgerBook):
    say_premise(book, SAID, LEAD)
    book.found(
        "premise", premise(says="Something else.", state="broken", reason="They say so.", owner=LAB), LAB, SOURCE
    )
    one = known(book).premises["ads-are-seen"]
    assert (one.state, one.says, one.owner) == ("holds", SAID["says"], None)
    assert [(turn.state, turn.standing) for turn in one.turns] == [("broken", "found")]


def test_a_found_premise_is_taken_over_by_decision(book: LedgerBook):
    book.found("premise", premise(rests=["Meta"], review="2024-01-01", state="wobbling"), LAB, SOURCE)
    assert known(book).premises["ads-are-seen"].state == "holds"
    decide_state(book, "ads-are-seen", "broken", "It is so.", SPONSOR)
    one = known(book).premises["ads-are-seen"]
    assert (one.state, one.standing, one.rests) == ("broken", "decided", ("Meta",))


def test_a_review_changes_only_what_it_names(book: LedgerBook):
    say_premise(book, {**SAID, "rests": ["channel:Meta"], "share": 0.4}, LEAD)
    review_premise(book, "ads-are-seen", {"review": "2025-09-01", "owner": LAB}, ANALYST)
    one = known(book).premises["ads-are-seen"]
    assert (one.review, one.owner, one.rests, one.share) == (date(2025, 9, 1), LAB, ("channel:Meta",), 0.4)
    assert one.turns == ()
    assert (one.overdue(date(2025, 9, 1)), one.overdue(date(2025, 9, 2))) == (False, True)


def test_what_was_seen_is_named_by_what_it_says(book: LedgerBook):
    say_premise(book, SAID, LEAD)
    for _ in range(2):
        note_seen(book, {"premise": "ads-are-seen", "speaks": "for", "says": "They see them!"}, ANALYST)
    note_seen(book, {"premise": "ads-are-seen", "speaks": "for", "says": "!?"}, ANALYST)
    assert list(known(book).observed) == ["they-see-them", "they-see-them-2", "seen-3"]


def test_a_later_fate_ends_the_shaking_and_a_found_one_does_not(book: LedgerBook):
    say_premise(book, SAID, LEAD)
    book.found("signal", signal(), "machine:taktgeber", SOURCE)
    book.decide("fate", fate(), LAB)
    book.found("fate", fate(fate="dismissed"), LAB, SOURCE)
    assert [one.signal for one in known(book).shaking("ads-are-seen")] == ["short-views"]
    book.decide("fate", fate(fate="proved", premise=None), LAB)
    assert known(book).shaking("ads-are-seen")
    book.decide("fate", fate(fate="false_alarm", premise=None), LAB)
    assert not known(book).shaking("ads-are-seen")
    book.found("fate", fate(), LAB, SOURCE)
    assert not known(book).shaking("ads-are-seen")


def test_one_signal_can_shake_two_premises(book: LedgerBook):
    for name in ("ads-are-seen", "other"):
        book.decide("premise", premise(name, says=f"People see {name}."), LEAD)
        book.decide("fate", fate(premise=name), LAB)
    assert known(book).shaking("ads-are-seen")
    assert known(book).shaking("other")
    book.decide("fate", fate(fate="faded", premise=None), LAB)
    assert [known(book).shaking(name) for name in ("ads-are-seen", "other")] == [(), ()]


@pytest.mark.parametrize(
    ("changed", "actor", "why"),
    [
        ({}, CLERK, "writes nothing of premises"),
        ({"refutes": "people SEE the ads that we pay for. "}, LEAD, "says the same as the premise"),
        ({"rests": ["Meta"]}, LEAD, "does not say what rests on it"),
        ({"rests": ["cloud:Meta"]}, LEAD, "does not say what rests on it"),
        ({"rests": ["premise:ads-are-seen"]}, LEAD, "is no other premise"),
        ({"rests": ["premise:ghost"]}, LEAD, "is no other premise"),
        ({"review": "2025-03-09"}, LEAD, "its review lies in the past"),
        ({"state": "wobbling", "reason": "I feel so."}, LEAD, "does not decide how a premise stands"),
        ({"state": "broken", "reason": "I feel so."}, LAB, "does not decide how a premise stands"),
        ({"state": "wobbling"}, SPONSOR, "says why"),
        ({"day": "2025-03-11"}, LEAD, "the day has not come yet"),
        ({"refutes": ""}, LEAD, "refutes"),
        ({"refutes": None}, LEAD, "refutes is missing"),
        ({"share": 4}, LEAD, "a share between 0 and 1"),
    ],
)
def test_a_premise_that_cannot_stand_is_refused_in_words(book: LedgerBook, changed: dict, actor: str, why: str):
    with pytest.raises(Refusal, match=why):
        book.decide("premise", premise(**changed), actor)
    assert not known(book).premises


def test_a_short_name_is_given_once_and_words_stay(book: LedgerBook):
    say_premise(book, SAID, LEAD)
    with pytest.raises(Refusal, match="was said on 10 Mar"):
        say_premise(book, SAID, LEAD)
    with pytest.raises(Refusal, match="its words and what would refute it stay"):
        book.decide("premise", premise(refutes="Nothing ever."), LEAD)
    with pytest.raises(Refusal, match="no short name"):
        say_premise(book, {**SAID, "premise": "Ads are seen!"}, LEAD)


@pytest.mark.parametrize(
    ("changed", "actor", "why"),
    [
        ({}, CLERK, "writes nothing of premises"),
        ({"premise": "ghost"}, LEAD, 'nobody has said a premise "ghost"'),
        ({"hypothesis": "ghost"}, LEAD, 'nobody has said the hypothesis "ghost"'),
        ({"signal": "ghost"}, LEAD, 'no signal "ghost"'),
        ({"day": "2025-03-11"}, LEAD, "the day has not come yet"),
        ({"speaks": "loudly"}, LEAD, "one of for, against and mixed"),
    ],
)
def test_an_observation_that_cannot_stand_is_refused_in_words(book: LedgerBook, changed: dict, actor: str, why: str):
    say_premise(book, SAID, LEAD)
    with pytest.raises(Refusal, match=why):
        book.decide("observed", observed(**changed), actor)
    assert not known(book).observed


def test_what_was_seen_first_stays(book: LedgerBook):
    say_premise(book, SAID, LEAD)
    book.decide("hypothesis", hypothesis(), LEAD)
    book.decide("observed", observed(hypothesis="blue-sells"), LEAD)
    with pytest.raises(Refusal, match="what was seen stays"):
        book.decide("observed", observed(speaks="for"), LEAD)
    book.found("observed", observed(speaks="for"), LEAD, SOURCE)
    assert known(book).observed["eye-study"].speaks == "against"


def test_of_a_premise_that_nobody_said_nothing_can_be_decided(book: LedgerBook):
    for act in (
        lambda: decide_state(book, "ghost", "broken", "Why not.", SPONSOR),
        lambda: review_premise(book, "ghost", {"review": "2025-09-01"}, LEAD),
        lambda: note_seen(book, {"premise": "ghost", "speaks": "for", "says": "Seen."}, LEAD),
        lambda: find_premise(book, "ghost"),
    ):
        with pytest.raises(Refusal, match='nobody has said a premise "ghost"'):
            act()


def test_ten_thousand_signals_are_remembered_without_copying_those_before_for_each(book: LedgerBook):
    state = known(book)
    for number in range(10_000):
        body = signal(f"s{number}")
        state = PREMISES.apply(state, Entry(number + 1, AT, LEAD, "signal", "decided", "", b"", body, "", ""))
    assert len(state.signals) == 10_000
    assert isinstance(state.signals, Kept)


def test_the_same_premise_under_another_name_points_to_the_first(book):
    say_premise(book, SAID, LEAD)
    with pytest.raises(Refusal, match='the premise "ads-are-seen" says the same already'):
        say_premise(book, {**SAID, "premise": "again", "says": SAID["says"].upper().replace(".", " !")}, LEAD)
    assert list(book.state(PREMISES).premises) == ["ads-are-seen"]
