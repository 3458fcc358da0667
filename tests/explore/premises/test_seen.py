"""What was seen beside what was decided: the strongest piece against it is held to the strongest for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core.format import show
from taktgeber.evidence import REGISTRY
from taktgeber.explore.premises import Seen, decide_state, note_seen, say_premise, seen_standing
from taktgeber.explore.premises.premise import WORSE
from taktgeber.explore.premises.seen import standing_after
from taktgeber.govern import LedgerBook
from tests.evidence.registry_cast import LAB, LEAD, SPONSOR, Clock, experiment, hypothesis
from tests.evidence.test_registry_histories import LOOK

from .cast import SOURCE, fate, known, new_book, premise, signal

states = st.sampled_from(tuple(WORSE))
levels = st.none() | st.integers(0, 5)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[LedgerBook]:
    made = new_book(tmp_path, Clock())
    say_premise(made, {name: premise()[name] for name in ("premise", "says", "refutes")}, LEAD)
    yield made
    made.close()


def seen(book: LedgerBook) -> Seen:
    state = known(book)
    return seen_standing(state, book.state(REGISTRY), state.premises["ads-are-seen"])


def note(book: LedgerBook, speaks: str, says: str = "It was so.", **more: Any) -> None:
    note_seen(book, {"premise": "ads-are-seen", "speaks": speaks, "says": says, **more}, LEAD)


def settled(book: LedgerBook, verdict: str, effect: tuple[float, float]) -> None:
    """The hypothesis "blue-sells", tested soundly: frozen before its data, drawn by lot, read once at its end."""
    book.decide("hypothesis", hypothesis(), LEAD)
    book.decide("experiment", experiment(), LEAD)
    low, high = effect
    lifts = {"lift": (low + high) / 40, "lift_low": low / 20, "lift_high": high / 20}
    seen_effect = LOOK["effects"][0] | {"estimate": (low + high) / 2, "low": low, "high": high} | lifts
    look = LOOK | {"experiment": "blue", "day": "2025-03-10", "final": True, "effects": [seen_effect]}
    book.decide("looked", look, LEAD)
    book.decide("concluded", {"experiment": "blue", "hand": "exploit", "verdict": verdict, "does": "So be it."}, LEAD)


@pytest.mark.parametrize(
    ("decided", "best", "worst", "stands"),
    [
        ("holds", None, None, "holds"),
        ("wobbling", None, None, "wobbling"),
        ("broken", None, None, "broken"),
        ("holds", None, 0, "wobbling"),
        ("holds", 2, 0, "holds"),
        ("holds", 2, 2, "wobbling"),
        ("holds", 3, 4, "broken"),
        ("holds", 4, 4, "wobbling"),
        ("holds", 5, 4, "holds"),
        ("wobbling", 0, None, "holds"),
        ("wobbling", None, 4, "broken"),
        ("broken", None, 0, "broken"),
        ("broken", 3, None, "wobbling"),
        ("broken", 4, None, "holds"),
    ],
)
def test_the_table_of_the_page(decided: Any, best: int | None, worst: int | None, stands: str):
    assert standing_after(decided, best, worst) == stands


@given(states, levels, levels, levels)
def test_more_against_it_never_makes_it_better(decided: Any, best: int | None, one: int | None, other: int | None):
    less, more = sorted((one, other), key=lambda level: -1 if level is None else level)
    assert WORSE[standing_after(decided, best, less)] <= WORSE[standing_after(decided, best, more)]


@given(states, levels, levels, levels)
def test_more_for_it_never_makes_it_worse(decided: Any, worst: int | None, one: int | None, other: int | None):
    less, more = sorted((one, other), key=lambda level: -1 if level is None else level)
    assert WORSE[standing_after(decided, more, worst)] <= WORSE[standing_after(decided, less, worst)]


def test_nothing_seen_says_nothing_else(book: LedgerBook):
    assert seen(book).standing == "holds"
    assert [show(one) for one in seen(book).because] == ["Nothing was seen for or against it since 10 Mar 2025."]


def test_a_remark_makes_it_wobble_and_ten_do_not_break_it(book: LedgerBook):
    note(book, "against")
    assert seen(book).standing == "wobbling"
    for _ in range(10):
        note(book, "against")
    assert seen(book).standing == "wobbling"
    assert [show(one) for one in seen(book).because] == ["Against it (E0): It was so."]


def test_what_speaks_both_ways_makes_it_wobble(book: LedgerBook):
    note(book, "mixed")
    assert seen(book).standing == "wobbling"


def test_a_signal_stands_above_a_remark_for_it(book: LedgerBook):
    note(book, "for")
    book.found("signal", signal(), "machine:taktgeber", SOURCE)
    book.decide("fate", fate(), LAB)
    assert seen(book).standing == "wobbling"
    assert show(seen(book).because[0]) == "Against it (E2): View times fall."


def test_a_signal_that_was_heard_is_a_remark(book: LedgerBook):
    book.found("signal", signal(how="heard"), "machine:taktgeber", SOURCE)
    book.decide("fate", fate(), LAB)
    (piece,) = seen(book).pieces
    assert (piece.level, piece.speaks) == (0, "against")


def test_an_observation_by_a_signal_goes_with_it(book: LedgerBook):
    book.found("signal", signal(), "machine:taktgeber", SOURCE)
    book.decide("fate", fate(), LAB)
    note(book, "against", "View times fall.", signal="short-views")
    assert [(piece.kind, piece.level) for piece in seen(book).pieces] == [("signal", 2)]
    book.decide("fate", fate(fate="false_alarm", premise=None), LAB)
    assert [(piece.kind, piece.speaks) for piece in seen(book).pieces] == [("observation", "neither")]
    assert seen(book).standing == "holds"


def test_a_sound_test_breaks_it(book: LedgerBook):
    settled(book, "shown", (0.6, 1.4))
    note(book, "against", hypothesis="blue-sells")
    note(book, "for")
    assert seen(book).standing == "broken"
    assert "tested soundly" in show(seen(book).because[-1])


def test_a_hypothesis_that_did_not_hold_says_nothing_any_more(book: LedgerBook):
    settled(book, "no_effect", (-0.2, 0.2))
    note(book, "against", hypothesis="blue-sells")
    assert [piece.speaks for piece in seen(book).pieces] == ["neither"]
    assert seen(book).standing == "holds"


def test_a_decision_holds_until_something_new_is_seen(book: LedgerBook):
    note(book, "against")
    decide_state(book, "ads-are-seen", "holds", "Hearsay.", SPONSOR)
    assert seen(book).standing == "holds"
    note(book, "against", "Once more.")
    assert seen(book).standing == "wobbling"


def test_a_test_that_ends_later_makes_an_earlier_observation_new(book: LedgerBook):
    book.decide("hypothesis", hypothesis("other"), LEAD)
    note(book, "against", hypothesis="other")
    decide_state(book, "ads-are-seen", "holds", "Nobody tested it.", SPONSOR)
    assert seen(book).standing == "holds"
    book.decide("fieldwork", {
        "fieldwork": "visits", "hand": "exploit", "hypothesis": "other", "question": "need", "method": "observation",
        "people": 20, "contexts": ["Germany"], "behaviour": True, "sought": True, "second": True, "recorded": True,
        "saturated": True, "finds": "for", "says": "They look away.", "day": "2025-03-10",
    }, LEAD)  # fmt: skip
    assert seen(book).standing == "wobbling"
    assert seen(book).pieces[0].level >= 1


def test_what_was_only_found_is_a_remark(book: LedgerBook):
    book.found("premise", premise(state="broken", reason="They say so."), LAB, SOURCE)
    assert seen(book).standing == "wobbling"
