from __future__ import annotations

from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Money
from taktgeber.explore import Assumption, in_test_order

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
