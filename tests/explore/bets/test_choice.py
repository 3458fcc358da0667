"""The choice of questions: against every possible set, and what no copy, no stake and no budget may do."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.explore.bets.choice import Limits, choose, runners_up, teaches
from taktgeber.explore.bets.question import Question, alike, uncertainty

TAGS = ("event", "video", "subscription", "marketplace")
PREMISES = ("platform-lasts", "shops-want-more")
questions = st.lists(
    st.builds(
        Question,
        initiative=st.sampled_from("abcde"),
        assumption=st.sampled_from("uvwxyz"),
        chance=st.integers(0, 20).map(lambda n: n / 20),
        stake=st.integers(1, 40),
        load=st.sampled_from(("high", "middle", "low", None)),
        reached=st.sampled_from((1.0, 0.5)),
        about=st.tuples(
            st.tuples(st.just("premise"), st.frozensets(st.sampled_from(PREMISES), max_size=1)),
            st.tuples(st.just("approach"), st.frozensets(st.sampled_from(TAGS), max_size=3)),
        ),
    ),
    max_size=8,
    unique_by=lambda q: (q.initiative, q.assumption),
)
limits = st.builds(
    Limits,
    means=st.none() | st.integers(0, 100),
    cap=st.none() | st.integers(1, 40),
    tests=st.none() | st.integers(0, 4),
)


def every_set(asked, held: Limits):
    for size in range(len(asked) + 1):
        for chosen in combinations(asked, size):
            if stands(chosen, held):
                yield chosen


def stands(chosen, held: Limits) -> bool:
    return (
        len({q.initiative for q in chosen}) == len(chosen)
        and (held.means is None or sum(q.stake for q in chosen) <= held.means)
        and (held.cap is None or all(q.stake <= held.cap for q in chosen))
        and (held.tests is None or len(chosen) <= held.tests)
    )


@given(questions, limits)
def test_no_limit_is_ever_exceeded_and_no_initiative_asked_twice(asked, held):
    assert stands(choose(asked, held), held)


@given(questions, limits)
def test_the_choice_is_within_one_minus_one_over_e_of_the_best_set(asked, held):
    best = max(map(teaches, every_set(asked, held)))
    assert teaches(choose(asked, held)) >= (1 - 1 / np.e) * best - 1e-9


def test_the_choice_is_nearly_always_the_best_set():
    rng = np.random.default_rng(8)
    equal, worst = 0, 1.0
    for _ in range(300):
        asked, held = drawn(rng)
        share = teaches(choose(asked, held)) / max(map(teaches, every_set(asked, held)))
        equal, worst = equal + (share > 1 - 1e-9), min(worst, share)
    assert equal >= 285
    assert worst > 0.85


def drawn(rng: np.random.Generator) -> tuple[list[Question], Limits]:
    asked = [
        Question(
            str(n), "holds", float(rng.uniform(0.05, 0.95)), int(rng.integers(5, 40)),
            rng.choice(np.array(["high", "middle", "low"])).item(), 1.0,
            (("premise", frozenset({PREMISES[rng.integers(2)]})),
             ("approach", frozenset(rng.choice(np.array(TAGS), 2, replace=False).tolist()))),
        )
        for n in range(9)
    ]  # fmt: skip
    return asked, Limits(int(rng.integers(40, 120)), None, int(rng.integers(2, 6)))


@given(questions, limits, st.randoms())
def test_the_choice_does_not_depend_on_the_order_of_entry(asked, held, shuffle):
    mixed = list(asked)
    shuffle.shuffle(mixed)
    assert choose(mixed, held) == choose(asked, held)


@given(questions)
def test_what_a_question_adds_only_shrinks_as_others_join(asked):
    *most, new = asked or [question("a", 0.5)]
    few = most[: len(most) // 2]
    assert teaches([*most, new]) - teaches(most) <= teaches([*few, new]) - teaches(few) + 1e-9
    assert teaches([*most, new]) >= teaches(most) - 1e-12


def question(initiative: str, chance: float, *tags: str, stake: int = 10, premise: str = "", **more) -> Question:
    about = (("premise", frozenset({premise} - {""})), ("approach", frozenset(tags)))
    return Question(initiative, "holds", chance, stake, about=about, **more)


@given(st.floats(0.05, 0.95), st.sets(st.sampled_from(TAGS), min_size=1), st.integers(1, 50))
def test_a_copy_never_outranks_a_new_approach_of_the_same_bits(chance, tags, stake):
    first = question("a", chance, *tags, stake=stake)
    copy = question("b", chance, *tags, stake=stake)
    new = question("c", chance, "something else", stake=stake)
    assert choose([first, copy, new], Limits())[1:] != (copy, new)
    assert new in choose([first, copy, new], Limits(tests=2))


def test_a_crowd_of_copies_makes_none_of_them_weightier():
    crowd = [question(f"copy {n}", 0.3, "event") for n in range(9)]
    alone = question("z", 0.4, "marketplace")
    assert choose([*crowd, alone], Limits(tests=1)) == (alone,)


def test_five_that_are_nine_tenths_alike_teach_little_more_than_one():
    five = [question(str(n), 0.5, "event", premise="platform-lasts") for n in range(5)]
    assert alike(five[0], five[1]) == pytest.approx(0.9)
    assert teaches(five[:1]) == pytest.approx(1.0)
    assert teaches(five) == pytest.approx(0.9 + 5 * 0.1)


def test_likeness_is_the_share_of_common_tags_averaged_over_what_is_said():
    one = question("a", 0.5, "event", "video", premise="platform-lasts")
    other = question("b", 0.5, "video", premise="shops-want-more")
    assert alike(one, other) == pytest.approx(0.9 * (1 / 2 + 0) / 2)
    assert alike(one, one) == 1
    assert alike(question("a", 0.5), question("b", 0.5)) == 0


def test_of_two_that_teach_the_same_the_one_that_cannot_wait_is_tested_first():
    soon = question("z", 0.5, until=date(2025, 7, 1))
    assert choose([question("a", 0.5), soon], Limits(tests=1)) == (soon,)


def test_more_load_more_doubt_and_an_earlier_place_never_weigh_less():
    weights = [question("a", 0.3, load=load).weight for load in (None, "low", "middle", "high")]
    assert weights == sorted(weights)
    assert question("a", 0.5).weight > question("a", 0.3).weight > question("a", 0.9).weight
    assert question("a", 0.5).weight > question("a", 0.5, reached=0.4).weight


def test_what_everybody_is_sure_of_is_never_chosen():
    assert choose([question("a", 0.0), question("b", 1.0)], Limits()) == ()


@given(questions, limits)
def test_runners_up_stand_under_the_same_limits_and_differ_from_the_choice(asked, held):
    chosen = choose(asked, held)
    others = runners_up(asked, held, chosen)
    assert len(others) <= 2
    assert all(stands(other, held) and frozenset(other) != frozenset(chosen) for other in others)
    assert [teaches(o) for o in others] == sorted((teaches(o) for o in others), reverse=True)


def test_the_next_best_set_swaps_one_question():
    a, b, c = question("a", 0.5), question("b", 0.4), question("c", 0.3)
    chosen = choose([a, b, c], Limits(tests=2))
    assert (chosen, runners_up([a, b, c], Limits(tests=2), chosen)) == ((a, b), ((a, c), (b, c)))


@pytest.mark.parametrize(("chance", "word"), [(0.5, "much"), (0.76, "some"), (0.1, "some"), (0.09, "little")])
def test_uncertainty_is_a_band(chance, word):
    assert uncertainty(question("a", chance).bits) == word
