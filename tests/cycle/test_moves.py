from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Money, Move, Proposal, Refusal, text
from taktgeber.cycle.moves import check_proposals, worst_outflow

PURSES = ("reserve:explore", "unit:lab", "channel:Meta", "held")


def proposal(name: str, moves=(), excludes=()) -> Proposal:
    made = tuple(Move(source, target, Money(minor, "GBP")) for source, target, minor in moves)
    return Proposal(name, "explore", None, text("Move it."), made, (), None, "sponsor", tuple(excludes), ())


moves = st.tuples(st.sampled_from(PURSES), st.sampled_from(PURSES), st.integers(1, 1000)).filter(lambda m: m[0] != m[1])


@st.composite
def plans(draw) -> list[Proposal]:
    names = [f"p{i}" for i in range(draw(st.integers(1, 6)))]
    pairs = draw(st.sets(st.sampled_from([*combinations(names, 2)] or [("p0", "p0")]), max_size=8))
    pairs = {pair for pair in pairs if pair[0] != pair[1]}
    excluded = {n: [b if a == n else a for a, b in pairs if n in (a, b)] for n in names}
    return [proposal(n, draw(st.lists(moves, max_size=3)), excluded[n]) for n in names]


def outflow(purse: str, chosen) -> int:
    """By hand: what leaves, proposal by proposal, never counting on money another one brings."""
    total = 0
    for p in chosen:
        net = sum(m.amount.minor * ((m.source == purse) - (m.target == purse)) for m in p.moves)
        total += max(net, 0)
    return total


def stand_together(chosen) -> bool:
    return not any(b.id in a.excludes for a in chosen for b in chosen)


@given(plans(), st.sampled_from(PURSES))
def test_the_worst_outflow_is_that_of_the_costliest_set_that_may_stand_together(proposals, purse):
    subsets = (s for n in range(len(proposals) + 1) for s in combinations(proposals, n))
    assert worst_outflow(purse, proposals) == max(outflow(purse, s) for s in subsets if stand_together(s))


@given(plans(), st.integers(0, 3000))
def test_no_plan_passes_in_which_a_purse_could_pay_out_more_than_it_holds(proposals, held):
    purses = {"reserve:explore": Money(held, "GBP")}
    if worst_outflow("reserve:explore", proposals) > held:
        with pytest.raises(Refusal, match="reserve:explore"):
            check_proposals(proposals, purses, "GBP")
    else:
        check_proposals(proposals, purses, "GBP")


@given(plans())
def test_an_exclusion_named_on_one_side_only_is_refused(proposals):
    pairs = [(a, b) for a in proposals for b in proposals if b.id in a.excludes]
    check_proposals(proposals, {}, "GBP")
    for one, other in pairs:
        mute = [p if p is not other else proposal(other.id, (), ()) for p in proposals]
        with pytest.raises(Refusal, match="does not exclude it"):
            check_proposals(mute, {}, "GBP")
        assert one.id != other.id


def test_money_of_another_currency_is_refused():
    foreign = Proposal("p", "x", None, text("x"), (Move("a", "b", Money(1, "EUR")),), (), None, "sponsor", (), ())
    with pytest.raises(Refusal, match="counts in GBP") as refused:
        check_proposals([foreign], {}, "GBP")
    assert refused.value.rule == 9


@pytest.mark.parametrize("minor", [0, -5])
def test_a_move_never_takes_nothing_or_less(minor):
    with pytest.raises(Refusal, match="never back"):
        check_proposals([proposal("p", [("unit:lab", "held", minor)])], {}, "GBP")


def test_a_move_goes_somewhere_else():
    with pytest.raises(Refusal, match="where it is"):
        check_proposals([proposal("p", [("held", "held", 5)])], {}, "GBP")


def test_two_proposals_never_share_an_id():
    with pytest.raises(Refusal, match="one id: p"):
        check_proposals([proposal("p"), proposal("p")], {}, "GBP")


def test_an_exclusion_names_a_proposal_of_the_plan():
    with pytest.raises(Refusal, match="not in the plan: q"):
        check_proposals([proposal("p", excludes=["q"])], {}, "GBP")
