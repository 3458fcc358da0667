"""The ladder and the second axis: computed from how evidence was made, never from what came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from taktgeber.core.format import show
from taktgeber.evidence.ladder.field_strength import field_strength
from taktgeber.evidence.ladder.level import field_level, graded, hypothesis_grade
from taktgeber.evidence.registry.experiment import Conclusion, Effect, Experiment, Look, Registration
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.memory import Registry
from taktgeber.evidence.registry.outcome import best_arm, outcome_of, threshold_of

DAY = date(2025, 3, 10)
PLAN = Registration(
    "blue", "exploit", "blue-sells", "Blue button", "randomised", "spend", "2%", ("old", "new"), "old", 2000, 1, DAY,
    date(2025, 4, 6), "Shown: everywhere.", (), (), "Germany", False, DAY, "decided", 1,
)  # fmt: skip
SHOWN = Effect("new", 1.0, 0.4, 1.6, 0.3, 0.05, 0.02, 0.08, 0.015, 1)
NULL = Effect("new", 0.0, -0.1, 0.1, 0.05, 0.0, -0.005, 0.005, 0.0025, 1)
WIDE = Effect("new", 0.2, -1.0, 1.4, 0.6, 0.01, -0.05, 0.07, 0.03, 1)
LOOK = Look(
    date(2025, 4, 7), 2000, {"old": 1000, "new": 1000}, "spend", (SHOWN,), (), (), (), True, "f.csv", "0" * 64, 2
)
FIELD = Fieldwork(
    "visits", "explore", "hire", "need", "interview", DAY, 14, ("Germany", "France"), "for", "They borrow.",
    True, True, True, True, True, 3,
)  # fmt: skip


def read(look: Look = LOOK, **plan: object) -> Experiment:
    return Experiment(replace(PLAN, **plan), (look,))


def test_before_it_is_read_it_is_what_somebody_thinks():
    assert graded(Experiment(PLAN)).name == "E0"
    assert graded(Experiment(PLAN, (replace(LOOK, final=False),))).name == "E0"
    assert outcome_of(Experiment(PLAN)) is None


@pytest.mark.parametrize(("method", "level"), [("randomised", 4), ("quasi", 4), ("compared", 3), ("before_after", 2)])
def test_the_design_is_where_it_begins(method: str, level: int):
    assert graded(read(method=method)).level == level


@pytest.mark.parametrize("effect", [SHOWN, NULL, replace(SHOWN, estimate=-1.0, low=-1.6, high=-0.4, lift_high=-0.02)])
def test_what_came_out_plays_no_part(effect: Effect):
    assert graded(read(replace(LOOK, effects=(effect,)))).name == "E4"


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (read(standing="found"), "not-frozen"),
        (read(day=date(2025, 3, 11)), "not-frozen"),
        (replace(read(), changed=(9,)), "registered-again"),
        (Experiment(PLAN, (replace(LOOK, final=False, units=900), LOOK)), "unplanned-look"),
        (read(replace(LOOK, metric="visits")), "changed-metric"),
        (read(replace(LOOK, effects=(WIDE,))), "too-wide"),
        (read(indirect=True), "indirect"),
        (read(replace(LOOK, findings=("few-units-decide",))), "doubts"),
    ],
)
def test_each_reason_takes_one_step_and_is_named(made: Experiment, code: str):
    grade = graded(made)
    assert (grade.level, [step.code for step in grade.steps if step.down]) == (3, [code])


def test_many_reasons_never_go_below_behaviour_that_was_seen():
    made = read(replace(LOOK, metric="visits", findings=("few-units-decide",)), standing="found", indirect=True)
    grade = graded(made)
    assert (grade.level, grade.base, sum(step.down for step in grade.steps)) == (2, 4, 4)


@pytest.mark.parametrize("look", [replace(LOOK, stops=("sample-ratio",)), replace(LOOK, effects=())])
def test_what_is_not_to_be_believed_is_no_comparison(look: Look):
    assert outcome_of(read(look)) == "invalid"
    assert graded(read(look)).name == "E2"


def test_an_interval_between_nought_and_the_threshold_is_an_answer():
    assert outcome_of(read(replace(LOOK, effects=(WIDE,)))) == "unclear"
    small = replace(WIDE, low=-0.1, high=0.3, lift_low=-0.005, lift_high=0.015)
    assert outcome_of(read(replace(LOOK, effects=(small,)))) == "no_effect"
    assert outcome_of(read(replace(LOOK, effects=(small,)), threshold="0.2")) == "unclear"
    assert outcome_of(read(replace(LOOK, effects=(replace(small, lift_low=None, lift_high=None),)))) == "unclear"
    assert outcome_of(read(replace(LOOK, effects=(small,)), threshold="much", standing="found")) == "unclear"


def test_of_several_arms_the_best_is_asked_and_harm_needs_all():
    down = replace(SHOWN, arm="other", estimate=-1.0, low=-1.6, high=-0.4, lift_low=-0.08, lift_high=-0.02)
    assert outcome_of(read(replace(LOOK, effects=(down, SHOWN)))) == "shown"
    assert outcome_of(read(replace(LOOK, effects=(down, WIDE)))) == "unclear"
    assert outcome_of(read(replace(LOOK, effects=(down, replace(down, arm="new"))))) == "harm"
    assert outcome_of(read(replace(LOOK, effects=(down, NULL)))) == "no_effect"
    high = replace(WIDE, arm="other", estimate=2.0, low=-1.0, high=5.0)
    assert outcome_of(read(replace(LOOK, effects=(high, SHOWN)))) == "shown"  # a larger estimate that tells nothing
    assert best_arm(replace(LOOK, effects=(high, SHOWN))) == SHOWN


def test_nothing_is_said_of_all_arms_where_of_one_nothing_can_be_told():
    three = {"arms": ("old", "new", "other")}
    down = replace(SHOWN, estimate=-1.0, low=-1.6, high=-0.4, lift_low=-0.08, lift_high=-0.02)
    assert outcome_of(read(replace(LOOK, effects=(NULL,)), **three)) == "unclear"
    assert outcome_of(read(replace(LOOK, effects=(down,)), **three)) == "unclear"
    assert outcome_of(read(replace(LOOK, effects=(SHOWN,)), **three)) == "shown"


@pytest.mark.parametrize("words", ["", "two", "0", "-2%", "nan", "inf", "2%%"])
def test_what_is_no_threshold_is_refused(words: str):
    with pytest.raises(ValueError, match=r".*"):
        threshold_of(words)


def test_a_threshold_is_a_share_or_an_amount():
    assert threshold_of(" 2.5 % ") == (0.025, True)
    assert threshold_of("0.5") == (0.5, False)


def registry(*experiments: Experiment, field: tuple[Fieldwork, ...] = ()) -> Registry:
    return Registry(experiments={one.name: one for one in experiments}, fieldwork={one.fieldwork: one for one in field})


def test_the_highest_step_needs_two_places_that_agree():
    there = read(experiment="fr", market="France")
    assert hypothesis_grade(registry(read()), "blue-sells").name == "E4"
    assert hypothesis_grade(registry(read(), there), "blue-sells").name == "E5"
    assert hypothesis_grade(registry(read(), read(experiment="again")), "blue-sells").name == "E4"
    null = read(replace(LOOK, effects=(NULL,)), experiment="fr", market="France")
    assert hypothesis_grade(registry(read(), null), "blue-sells").name == "E4"
    third = read(replace(LOOK, effects=(NULL,)), experiment="it", market="Italy")
    assert hypothesis_grade(registry(read(), there, third), "blue-sells").name == "E4"
    assert hypothesis_grade(registry(null, third), "blue-sells").name == "E5"  # two nulls agree as well
    for same in ("germany", " Germany ", None):  # the same place in other letters; wherever the firm sells holds it
        assert hypothesis_grade(registry(read(), read(experiment="again", market=same)), "blue-sells").name == "E4"
    weak = read(experiment="fr", market="France", standing="found")
    assert hypothesis_grade(registry(read(), weak), "blue-sells").name == "E4"


def test_what_nobody_tested_is_an_opinion():
    grade = hypothesis_grade(registry(), "blue-sells")
    assert (grade.name, show(grade.steps[0].says)) == ("E0", "Somebody said it; nobody tested it yet.")


def test_field_work_stands_low_on_this_ladder_and_high_on_its_own():
    assert field_level(FIELD).name == "E2"
    assert field_level(replace(FIELD, behaviour=False)).name == "E1"
    assert hypothesis_grade(registry(field=(FIELD,)), "hire").name == "E2"
    assert field_strength(FIELD).strength == "strong"


@pytest.mark.parametrize(
    ("changed", "strength"),
    [
        ({"saturated": False}, "strong"),
        ({"behaviour": False}, "fair"),
        ({"sought": False}, "fair"),
        ({"people": 11}, "thin"),
        ({"people": 5, "method": "prototype"}, "strong"),
        ({"people": 29, "method": "survey"}, "thin"),
        ({"second": False, "saturated": False}, "fair"),
        ({"behaviour": False, "sought": False, "second": False, "recorded": False}, "thin"),
    ],
)
def test_the_strength_of_field_work_is_its_criteria(changed: dict[str, object], strength: str):
    found = field_strength(replace(FIELD, **changed))
    assert found.strength == strength
    assert len(found.met) + len(found.missing) == 7


def test_a_conclusion_does_not_change_the_level_unless_it_says_that_the_test_was_invalid():
    concluded = replace(read(), conclusion=Conclusion(DAY, "unclear", "Nothing.", "stock", "p-c4e7", 5))
    assert graded(concluded) == graded(read())
    called = replace(read(), conclusion=Conclusion(DAY, "invalid", "Again.", "the tag fired twice", "p-c4e7", 5))
    assert graded(called).name == "E2"
    assert "the tag fired twice" in show(graded(called).steps[1].says)
