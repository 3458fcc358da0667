"""The order of attack: more load or more doubt never moves a premise down, and the order of entry plays no part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Exact, Period, Ratio
from taktgeber.core.format import show
from taktgeber.explore.premises.attack import DOUBTS, LOADS, Doubt, Target, doubt_of, in_attack_order
from taktgeber.explore.premises.load import Load, band_of
from taktgeber.explore.premises.premise import Premise, State, Turn
from taktgeber.explore.premises.seen import Piece, Seen

DAY = date(2025, 6, 9)
PERIOD = Period(date(2025, 3, 10), date(2025, 6, 8))


def premise(name: str, review: date | None = None, state: State | None = None) -> Premise:
    turns = (Turn(state, DAY, "so", "decided", 2),) if state else ()
    return Premise(name, f"{name} is so.", "It is not.", None, review, (), None, DAY, "decided", 1, turns)


def load(share: int | None) -> Load:
    """share: in per cent."""
    return Load(None if share is None else Exact(Ratio(share, 100), "share", PERIOD), None)


def at(name: str, share: int | None, doubt: Doubt, review: date | None = None) -> Target:
    return Target(premise(name, review), Seen("holds", (), ()), load(share), doubt)


shares = st.none() | st.integers(0, 100)
doubts = st.sampled_from(tuple(DOUBTS))
reviews = st.none() | st.integers(0, 30).map(lambda days: DAY + timedelta(days))
places = st.lists(st.tuples(shares, doubts, reviews), min_size=1, max_size=8)


def named(drawn: list[tuple[int | None, Doubt, date | None]]) -> list[Target]:
    return [at(f"p{n}", *one) for n, one in enumerate(drawn)]


def place(targets: list[Target], name: str) -> int:
    return [one.premise.premise for one in in_attack_order(targets)].index(name)


@given(places, st.data())
def test_more_load_never_moves_a_premise_down(drawn, data):
    targets = named(drawn)
    n = data.draw(st.integers(0, len(targets) - 1))
    more = load(data.draw(st.integers(0, 100)))
    moved = targets[n]
    if LOADS[more.band] < LOADS[moved.load.band]:
        return
    heavier = [replace(one, load=more) if one is moved else one for one in targets]
    assert place(heavier, f"p{n}") <= place(targets, f"p{n}")


@given(places, st.data())
def test_more_doubt_never_moves_a_premise_down(drawn, data):
    targets = named(drawn)
    n = data.draw(st.integers(0, len(targets) - 1))
    moved = targets[n]
    more = data.draw(st.sampled_from([doubt for doubt in DOUBTS if DOUBTS[doubt] >= DOUBTS[moved.doubt]]))
    shakier = [replace(one, doubt=more) if one is moved else one for one in targets]
    assert place(shakier, f"p{n}") <= place(targets, f"p{n}")


@given(places, st.randoms())
def test_the_order_of_entry_plays_no_part(drawn, shuffle):
    targets = named(drawn)
    mixed = list(targets)
    shuffle.shuffle(mixed)
    assert in_attack_order(mixed) == in_attack_order(targets)


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_larger_share_is_never_a_lower_band(one: int, other: int):
    less, more = sorted((one, other))
    assert LOADS[band_of(less / 100)] <= LOADS[band_of(more / 100)]


def test_the_order_of_the_page_and_its_reasons():
    targets = [
        at("settled", 90, "settled"),
        at("held", 60, "tested"),
        at("late", 60, "shaken", DAY + timedelta(9)),
        at("soon", 60, "shaken", DAY),
        at("some", 12, "shaken"),
        at("much", 30, "untested"),
        at("nobody", None, "untested"),
    ]
    order = in_attack_order(targets)
    assert [one.premise.premise for one in order] == ["soon", "late", "much", "some", "nobody", "held", "settled"]
    assert show(order[0].because()) == "much of today's business rests on it; something speaks against it."
    assert show(order[4].because()) == "how much rests on it is not known; it holds because people say so."


def test_where_doubt_comes_from():
    test = Piece("observation", "t", "It was seen.", "for", 4, DAY, 3, False)
    remark = replace(test, level=0)
    held, seen = premise("a"), Seen("holds", (), (test,))
    assert doubt_of(held, seen, DAY) == "tested"
    assert doubt_of(held, Seen("holds", (), (remark,)), DAY) == "untested"
    assert doubt_of(premise("a", DAY - timedelta(1)), seen, DAY) == "untested"
    assert doubt_of(held, Seen("wobbling", (), ()), DAY) == "shaken"
    assert doubt_of(premise("a", state="wobbling"), seen, DAY) == "shaken"
    assert doubt_of(premise("a", state="broken"), Seen("broken", (), ()), DAY) == "settled"
