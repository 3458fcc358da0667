"""The book: one transaction each, many processes, any day again."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from taktgeber.core import Entry, Finding, Fold, Refusal, Rule, text
from taktgeber.govern import BREACHES, PEOPLE, REFUSALS, UNITS, LedgerBook, folds, open_book
from taktgeber.govern.kept import Kept

from .cast import CLERK, LAB, SPONSOR, goal, ledger_in, new_book, refused, role, set_firm, transfer, unit
from .stores import Place, both_stores

place = both_stores


def test_all_or_none_and_the_refusal_alone_is_kept(firm: LedgerBook):
    before = firm.count()
    items = [("unit", unit("crm", "exploit")), ("goal", goal("g", LAB, "ROAS", unit="lab")), ("firm", {"people": 2})]
    wrong = refused(firm.decide_all, items, SPONSOR)
    assert wrong.where == "entry 2 of 3, goal"
    assert [e.kind for e in firm.entries(first=before + 1)] == ["refused"]
    assert "crm" not in firm.state(UNITS).units


def test_a_body_that_is_wrong_enters_nothing_at_all(firm: LedgerBook):
    head = firm.head()
    items = [("unit", unit("crm", "exploit")), ("unit", {"unit": "x"})]
    assert refused(firm.decide_all, items, SPONSOR).where == "entry 2 of 2, unit: unit, name"
    assert firm.head() == head


def test_each_entry_is_judged_after_the_ones_before_it(book: LedgerBook):
    items = [("unit", unit("lab", "explore")), ("goal", goal("g", LAB, "ROAS", unit="lab"))]
    assert refused(book.decide_all, items, SPONSOR).rule == 1


@pytest.mark.parametrize("kind", ["refused", "breach"])
def test_nobody_writes_refusals_or_breaches_by_hand(firm: LedgerBook, kind: str):
    assert "written by the ledger itself" in str(refused(firm.found, kind, {}, CLERK, "me, 2025-03-10"))


def test_a_found_entry_names_its_source_and_day(firm: LedgerBook):
    assert "names its source" in str(refused(firm.found, "firm", {"people": 2}, CLERK, "  "))
    entry = firm.found("firm", {"people": 2}, CLERK, "register")
    assert entry.source == "register, 2025-03-10"


def test_two_books_on_one_file_see_each_other(place: Place):
    with new_book(place) as one, new_book(place) as other:
        set_firm(one)
        assert other.state(PEOPLE).sponsors(other.today()) == (SPONSOR,)
        other.decide("ended", {"subject": "mandate:lab", "day": "2025-03-31"}, SPONSOR)
        one.decide("unit", unit("crm", "exploit"), SPONSOR)
        assert one.state(UNITS).mandates["lab"][0].last is not None
        assert (one.head(), one.verify()) == (other.head(), None)


def test_a_rule_of_one_book_sees_what_another_has_just_entered(place: Place):
    with new_book(place) as one, new_book(place) as other:
        one.decide("unit", unit("lab", "exploit"), SPONSOR)
        assert other.state(UNITS).units["lab"].mode == "exploit"
        one.decide("unit", unit("lab", "explore"), SPONSOR)
        assert refused(other.decide, "goal", goal("g", LAB, "ROAS", unit="lab"), SPONSOR).rule == 1


def _append(path: Place, worker: int) -> None:
    with open_book(path) as book:
        for n in range(20):
            book.decide("goal", goal(f"g{worker}-{n}", SPONSOR, "lessons learned"), SPONSOR)


def test_many_processes_write_one_chain(place: Place):
    path = ledger_in(place)
    started = multiprocessing.get_context("fork")
    workers = [started.Process(target=_append, args=(path, n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with open_book(path) as book:
        assert (book.count(), book.verify()) == (80, None)
        assert len(book.state(PEOPLE).said_goals) == 80


def test_any_day_can_be_replayed(place: Place):
    now = [datetime(2024, 1, 10, tzinfo=UTC)]
    with new_book(place, clock=lambda: now[0]) as book:
        book.found("unit", unit("lab", "exploit"), CLERK, "chart, 2024-01-10")
        now[0] = datetime(2025, 3, 10, tzinfo=UTC)
        book.decide("unit", unit("lab", "explore"), SPONSOR)
        assert book.state(UNITS).units["lab"].mode == "explore"
        assert book.state(UNITS, datetime(2025, 3, 9, tzinfo=UTC)).units["lab"].mode == "exploit"
        assert book.state(UNITS, datetime(2023, 1, 1, tzinfo=UTC)).units == {}


def test_time_never_goes_back(place: Place):
    now = [datetime(2025, 3, 10, tzinfo=UTC)]
    with new_book(place, clock=lambda: now[0]) as book:
        book.decide("unit", unit("lab", "explore"), SPONSOR)
        now[0] -= timedelta(days=400)
        book.decide("unit", unit("crm", "exploit"), SPONSOR)
        first, second = book.entries()
        assert second.at == first.at


def test_a_replayed_state_is_the_state_that_was_carried_along(firm: LedgerBook, place: Place):
    firm.found("goal", goal("bonus", LAB, "CAC", unit="lab"), CLERK, "HR list, 2025-03-10")
    refused(firm.decide, "transfer", transfer("reserve:explore", "held"), CLERK)
    with new_book(place) as again:
        for fold in folds:
            assert _plain(again.state(fold)) == _plain(firm.state(fold)) == _plain(firm.state(fold, datetime.now(UTC)))


def _plain(state: Any) -> Any:
    parts = getattr(state, "__dataclass_fields__", None)
    return (
        [_plain(getattr(state, name)) for name in parts] if parts else dict(state) if isinstance(state, Kept) else state
    )


def test_rules_of_rooms_are_added_to_the_houses_own(place: Place):
    def no_events(states: tuple[Any, ...], entry: Entry) -> Finding | None:
        return Finding("quiet", "stop", text("no events today."), text("Come back tomorrow."))

    rule = Rule(99, ("event",), (), no_events)
    with new_book(place, rules=(rule,)) as book:
        body = {"event": "fair", "day": "2025-03-10", "kind": "rival", "says": "a fair"}
        assert refused(book.decide, "event", body, CLERK).rule == 99
        book.found("event", body, CLERK, "press, 2025-03-10")
        assert [b.rule for b in book.state(BREACHES)] == [99]
        set_firm(book)
        assert refused(book.decide, "goal", goal("g", LAB, "ROAS", unit="lab"), SPONSOR).rule == 1


def test_a_fold_that_fails_leaves_book_and_file_as_they_were(firm: LedgerBook):
    def burst(state: int, entry: Entry) -> int:
        if entry.payload.get("unit") == "crm":
            raise RuntimeError("a fold is broken")
        return state + 1

    counting: Fold[int] = Fold("counting", ("unit",), int, burst)
    before, head = firm.state(counting), firm.head()
    with pytest.raises(RuntimeError):
        firm.decide("unit", unit("crm", "exploit"), SPONSOR)
    assert (firm.state(counting), firm.head(), firm.verify()) == (before, head, None)
    firm.decide("unit", unit("b2b", "exploit"), SPONSOR)
    assert firm.state(counting) == before + 1


def test_refusals_are_kept_with_who_asked_for_what(firm: LedgerBook):
    with pytest.raises(Refusal):
        firm.decide("role", role(LAB, "exploit_lead"), CLERK)
    kept = firm.state(REFUSALS)[-1]
    assert (kept.actor, kept.kind, kept.rule, kept.body["person"]) == (CLERK, "role", 2, LAB)


def test_a_state_once_given_does_not_change(firm: LedgerBook):
    before = firm.state(PEOPLE)
    goals = len(before.said_goals)
    firm.decide("goal", goal("g", SPONSOR, "lessons learned"), SPONSOR)
    assert (len(before.said_goals), len(firm.state(PEOPLE).said_goals)) == (goals, goals + 1)


def test_kept_keys_are_read_in_the_order_they_came():
    kept: Kept[int] = Kept()
    for n in range(2000):
        kept = kept.put(f"k{n}", n)
    again = kept.put("k7", -7)
    assert list(kept) == [f"k{n}" for n in range(2000)] == list(again)
    assert (kept["k7"], again["k7"], len(again)) == (7, -7, 2000)
