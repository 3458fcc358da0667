"""What becomes of signals: one fate after the other, refused in words where it cannot be, found always kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal, text
from taktgeber.core.format import show
from taktgeber.evidence import REGISTRY
from taktgeber.explore.premises import PREMISES
from taktgeber.explore.signals.brief_section import by_chance
from taktgeber.explore.signals.enter import hear_signal, keep_alarms, settle
from taktgeber.explore.signals.fates import EDGES
from taktgeber.explore.signals.memory import SIGNALS
from taktgeber.explore.signals.raised import Raised
from taktgeber.govern import LedgerBook, open_book

from .cast import BEGIN, FRONT, LAB, LEAD, SPONSOR, Clock, alarm, new_book, raised

WAYS = [(state, fate) for state, fates in EDGES.items() for fate in EDGES if fate != "raised"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[LedgerBook]:
    with new_book(tmp_path, clock) as made:
        yield made


def of(book: LedgerBook, name: str):
    return book.state(SIGNALS).signals[name]


def turn(book: LedgerBook, name: str, fate: str, actor: str = LAB, **more):
    need = {
        "shakes": {"premise": "search-lasts"},
        "hypothesis": {"hypothesis": {"hypothesis": f"h-{fate}-{book.count()}", "says": "They go to video."}},
        "proved": {"happened": book.today()},
    }.get(fate, {"reason": "we looked"})
    return settle(book, name, fate, actor, **(need | more))


def to_state(book: LedgerBook, name: str, state: str) -> None:
    if state != "raised":
        turn(book, name, state)


@pytest.mark.parametrize(("state", "fate"), WAYS)
def test_a_signal_goes_only_where_the_table_lets_it(book, state, fate):
    name = raised(book)
    to_state(book, name, state)
    if fate in EDGES[state]:
        turn(book, name, fate)
        assert of(book, name).state == fate
        return
    with pytest.raises(Refusal, match="stands at"):
        turn(book, name, fate)
    assert of(book, name).state == state


def test_a_signal_that_shakes_a_premise_speaks_against_it(book):
    name = raised(book)
    fate, observed = settle(book, name, "shakes", LEAD, premise="search-lasts", reason="since March")
    assert (fate.kind, observed.kind) == ("fate", "observed")
    (seen,) = book.state(PREMISES).seen_of("search-lasts")
    assert (seen.speaks, seen.signal) == ("against", name)
    assert [one.signal for one in book.state(PREMISES).shaking("search-lasts")] == [name]


def test_a_premise_that_nobody_said_cannot_be_shaken_and_nothing_is_written(book):
    name, before = raised(book), book.state(PREMISES)
    with pytest.raises(Refusal, match="nobody has said a premise"):
        settle(book, name, "shakes", LAB, premise="nothing")
    assert of(book, name).state == "raised"
    assert book.state(PREMISES).observed == before.observed


def test_a_hypothesis_of_the_lab_comes_of_a_signal(book):
    name = raised(book)
    said = {"hypothesis": "video-first", "says": "People ask videos, not engines.", "chance": 0.4}
    settle(book, name, "hypothesis", LAB, hypothesis=said)
    known = book.state(REGISTRY).hypotheses["video-first"]
    assert (known.hand, known.question, known.chance) == ("explore", "need", 0.4)
    assert of(book, name).last.hypothesis == "video-first"


def test_neither_is_written_where_one_of_both_is_refused(book):
    name = raised(book)
    turn(book, name, "dismissed")
    with pytest.raises(Refusal, match="stands at"):
        turn(book, name, "hypothesis", hypothesis={"hypothesis": "late", "says": "Too late."})
    with pytest.raises(Refusal, match="writes nothing of experiments of this hand"):
        turn(book, raised(book, "other"), "hypothesis", LEAD, hypothesis={"hypothesis": "late", "says": "Not mine."})
    assert "late" not in book.state(REGISTRY).hypotheses


@pytest.mark.parametrize("fate", ["dismissed", "faded", "false_alarm"])
def test_who_puts_a_signal_aside_says_why(book, fate):
    name = raised(book)
    with pytest.raises(Refusal, match="says why"):
        settle(book, name, fate, LAB, reason="  ")


def test_a_signal_that_came_true_names_its_day_and_that_day_has_come(book):
    name = raised(book)
    with pytest.raises(Refusal, match="on which day"):
        settle(book, name, "proved", LAB)
    with pytest.raises(Refusal, match="has not come yet"):
        settle(book, name, "proved", LAB, happened=BEGIN + timedelta(1))


def test_only_who_works_with_signals_decides_of_them(book):
    name = raised(book)
    with pytest.raises(Refusal, match="writes nothing of signals"):
        settle(book, name, "watched", FRONT)
    with pytest.raises(Refusal, match="no signal"):
        settle(book, "unheard-of", "watched", LAB)


def test_the_same_alarm_of_a_later_scan_is_known_again(book, clock):
    name = raised(book)
    again = [alarm(day=BEGIN + timedelta(weeks=3)), alarm(day=BEGIN - timedelta(weeks=3))]
    assert keep_alarms(book, again, "searches.csv") == ()
    (other,) = keep_alarms(book, [alarm(up=True)], "searches.csv")
    assert other.payload["signal"] != name
    (later,) = keep_alarms(book, [alarm(day=BEGIN + timedelta(weeks=40))], "searches.csv")
    assert later.payload["day"] == "2025-12-15"
    assert len(book.state(SIGNALS).signals) == 3


def test_what_was_heard_after_the_fact_is_a_miss(book, clock):
    clock.set(BEGIN + timedelta(60))
    made = hear_signal(book, "The shop app of a rival sells by video.", "rival app", LAB, source="trade paper")
    settle(book, made.payload["signal"], "proved", LAB, happened=BEGIN)
    one = of(book, made.payload["signal"])
    assert (one.how, one.lead, one.missed) == ("heard", -60, True)


def test_a_signal_cannot_begin_after_it_was_raised_nor_be_raised_twice(book):
    hear_signal(book, "It moves.", "rival app", LAB, name="rival")
    with pytest.raises(Refusal, match="what was raised first stays"):
        hear_signal(book, "It moves again.", "rival app", LAB, name="rival")
    with pytest.raises(Refusal, match="has not come yet"):
        hear_signal(book, "Tomorrow.", "rival app", LAB, day=BEGIN + timedelta(1))


def test_names_of_any_script_and_length_are_made_short_and_apart(book):
    heard = [hear_signal(book, "x", about, LAB) for about in ("直播 带货", "直播 带货", "??", "a" * 300)]
    names = [entry.payload["signal"] for entry in heard]
    assert names == ["直播-带货", "直播-带货-2", "signal", "a" * 60]


FATE = st.fixed_dictionaries({
    "signal": st.sampled_from(["searches-2025-03-10", "nobody"]),
    "fate": st.sampled_from(sorted(set(EDGES) - {"raised"})),
    "day": st.integers(-5, 5).map(lambda n: (BEGIN + timedelta(n)).isoformat()), "reason": st.just("so it is"),
    "happened": st.just(BEGIN.isoformat()), "premise": st.just("search-lasts"), "hypothesis": st.just("h"),
})  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), FATE), max_size=8))
def test_found_fates_are_always_kept_and_no_history_leaves_the_table(tmp_path_factory, history):
    with new_book(tmp_path_factory.mktemp("book"), Clock()) as book:
        name = raised(book)
        for found, body in history:
            before = book.count()
            if found:
                book.found("fate", body, SPONSOR, "minutes, 2025-03-10")
                assert book.count() == before + 1
                continue
            with suppress(Refusal):
                book.decide("fate", body, SPONSOR)
        one = of(book, name)
        states = ["raised", *(fate.fate for fate in one.fates)]
        assert all(after in EDGES[before] for before, after in pairwise(states))
        assert [fate.day for fate in one.fates] == sorted(fate.day for fate in one.fates)
        assert one.state_on(date(2025, 3, 9)) is None


def test_a_ledger_without_signals_has_none(tmp_path):
    with open_book(tmp_path / "empty.sqlite") as book:
        assert book.state(SIGNALS).waiting() == ()


def test_what_a_scan_computed_is_kept_as_numbers_and_told_in_every_language(book):
    """p is how likely what does not change gets as far; the chance that the level changed is kept of levels alone."""
    told = text('"{series}" is quiet.', series="searches")
    level = Raised("searches", "level", BEGIN, BEGIN, True, 0.0004, told, 0.97)
    word = Raised("deposit", "new_word", BEGIN, BEGIN, None, 0.02, told)
    keep_alarms(book, [level, word], "a file")
    kept = {one.about: (one.p, one.chance, one.told) for one in book.state(SIGNALS).signals.values()}
    assert kept == {"searches": (0.0004, 0.97, told), "deposit": (0.02, None, told)}
    assert [
        show(by_chance(one)) for one in sorted(book.state(SIGNALS).signals.values(), key=lambda one: one.p or 0)
    ] == ["p below 0.001", "p = 0.02"]
