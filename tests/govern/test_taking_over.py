"""What was found is decided as it is, where no rule speaks against it; asking leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from taktgeber.govern import PEOPLE, UNITS, found_units, open_book, take_over

SPONSOR, ALICE, BOB = "p-5c0a", "p-a11c", "p-b0b0"
NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path):
    with open_book(tmp_path / "ledger.sqlite", clock=lambda: NOON) as made:
        made.decide("role", {"person": SPONSOR, "role": "sponsor", "first": "2025-06-01"}, SPONSOR)
        yield made


def found(book, unit, mode, leader, scorecard):
    role = "explore_lead" if mode == "explore" else "exploit_lead"
    led = {"unit": unit, "leader": leader, "first": "2024-01-01", "horizon_beats": 2, "scorecard": scorecard}
    book.found_all((
        ("unit", {"unit": unit, "name": unit.title(), "mode": mode}),
        ("mandate", led),
        ("role", {"person": leader, "role": role, "unit": unit, "first": "2024-01-01"}),
    ), SPONSOR, "chart, 2025-06-01")  # fmt: skip


def test_unit_mandate_and_role_are_decided_from_today(book):
    found(book, "shop", "exploit", ALICE, ["ROAS"])
    taken, left = take_over(book, SPONSOR)
    assert ([f.unit.unit for f in taken], left) == (["shop"], ())
    mandate = book.state(UNITS).mandate("shop", NOON.date())
    assert (mandate.standing, mandate.first, mandate.leader) == ("decided", date(2025, 6, 9), ALICE)
    assert book.state(PEOPLE).holds(ALICE, "exploit_lead", NOON.date())
    assert found_units(book, SPONSOR) == ()


def test_what_a_rule_speaks_against_stays_found_and_leaves_no_refusal(book):
    found(book, "lab", "explore", BOB, ["ROAS"])
    count = book.count()
    (one,) = found_units(book, SPONSOR)
    assert one.against is not None
    assert "return metric" in one.against.says.msgid
    taken, left = take_over(book, SPONSOR)
    assert (taken, [f.unit.unit for f in left]) == ((), ["lab"])
    assert book.count() == count
    assert not list(book.entries(kinds=("refused",)))


def test_one_person_at_the_head_of_both_hands_is_taken_over_in_one_of_them_at_most(book):
    found(book, "shop", "exploit", ALICE, ["ROAS"])
    found(book, "lab", "explore", ALICE, ["experiments run"])
    taken, left = take_over(book, SPONSOR)
    assert len(left) >= 1
    assert len(taken) + len(left) == 2


def test_who_is_no_sponsor_takes_nothing_over(book):
    found(book, "shop", "exploit", ALICE, ["ROAS"])
    taken, left = take_over(book, ALICE)
    assert (taken, len(left)) == ((), 1)


def test_the_ledger_is_whole_and_the_same_after_an_objection_was_asked_for(book):
    found(book, "shop", "exploit", ALICE, ["ROAS"])
    head = book.head()
    assert book.objection((("unit", {"unit": "shop", "name": "Shop", "mode": "exploit"}),), SPONSOR) is None
    assert (book.head(), book.verify()) == (head, None)
    assert book.state(UNITS).units["shop"].standing == "found"
