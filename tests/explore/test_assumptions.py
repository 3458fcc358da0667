from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Entry, Money
from taktgeber.explore import Assumption, in_test_order
from taktgeber.explore.assumptions import assumption_of

DAY = date(2025, 3, 10)
parts = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 500)), min_size=1, max_size=6)


def assumption(name: str, chance: float | None, lose: int | None, state: str = "open") -> Assumption:
    stake = Money(lose, "GBP") if lose is not None else None
    return Assumption("i", name, chance, stake, state, DAY, None, None, 1)


def expected_cost(order) -> float:
    """Of testing one after the other, stopping at the first that fails."""
    cost, still = 0.0, 1.0
    for a in order:
        cost += still * a.lose.minor
        still *= a.chance
    return cost


@given(parts)
def test_no_other_order_costs_less_until_the_truth_is_known(drawn):
    asked = [assumption(str(i), chance / 100, lose) for i, (chance, lose) in enumerate(drawn)]
    cheapest = min(expected_cost(order) for order in permutations(asked))
    assert expected_cost(in_test_order(asked, {})) <= cheapest + 1e-6


@given(parts, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_entry(drawn, shuffle):
    asked = [assumption(str(i), chance / 100, lose) for i, (chance, lose) in enumerate(drawn)]
    mixed = list(asked)
    shuffle.shuffle(mixed)
    assert in_test_order(mixed, {}) == in_test_order(asked, {})


def test_what_is_settled_or_has_no_stated_chance_or_stake_is_left_out():
    left_out = [assumption("a", 0.5, 100, "held"), assumption("b", None, 100), assumption("c", 0.5, None)]
    assert in_test_order(left_out, {}) == ()


def test_an_assumption_without_a_stake_takes_its_initiatives():
    asked = [assumption("dear", 0.5, None), assumption("cheap", 0.5, 10)]
    assert [a.assumption for a in in_test_order(asked, {"i": Money(100, "GBP")})] == ["cheap", "dear"]


# what may not be said afterwards -----------------------------------------------------------------


def later(known: Assumption | None, on: int, standing: str = "decided", **body: Any) -> Assumption:
    at = datetime(2025, 6, on, tzinfo=UTC)
    said = {"initiative": "boxes", "assumption": "a", **body}
    return assumption_of(Entry(on, at, "p-1ab0", "assumption", standing, "", b"", said, "", ""), known)  # type: ignore[arg-type]


def test_what_is_found_does_not_undo_a_decided_answer():
    refuted = later(later(None, 1, state="open"), 2, state="refuted")
    assert later(refuted, 3, "found", state="held") == refuted
    assert later(later(None, 1, state="open"), 2, "found", state="held").state == "held"


def test_a_chance_stated_with_the_answer_or_after_it_is_none():
    known = later(None, 1, state="open")
    assert later(known, 2, state="held", chance=0.99).chance is None
    again = later(later(known, 2, state="held"), 3, state="open", chance=0.99)
    assert again.chance is None
    assert later(known, 2, state="testing", chance=0.3).stated == date(2025, 6, 2)


def test_a_decided_question_is_asked_on_the_day_of_the_ledger():
    assert later(None, 9, state="open", day="2025-01-01").asked == date(2025, 6, 9)
    assert later(None, 9, "found", state="open", day="2025-01-01").asked == date(2025, 1, 1)


def test_the_first_answer_stays_when_a_question_is_opened_again():
    again = later(later(later(None, 1, state="open", chance=0.9), 2, state="refuted"), 3, state="open")
    assert again.is_open
    assert again.answer == (date(2025, 6, 2), False)
    assert later(again, 4, state="held").answer == (date(2025, 6, 2), False)


def test_a_date_that_is_put_off_is_counted():
    known = later(None, 1, state="open", until="2025-06-20")
    assert later(known, 2, state="testing", until="2025-06-10").put_off == 0
    assert later(known, 2, until="2025-07-20").put_off == 1


def test_stakes_in_two_currencies_are_not_held_against_each_other():
    pounds = [assumption(f"p{n}", 0.5, 50_000) for n in range(2)]
    yen = Assumption("i", "y", 0.5, Money(100, "JPY"), "open", DAY, None, None, 1)
    assert [one.assumption for one in in_test_order([yen, *pounds], {})] == ["p0", "p1", "y"]
