"""Looks at a running experiment: as planned, on other days, ended early, and what contradicts itself."""

from __future__ import annotations

import math

import pytest

from taktgeber.core import Refusal
from taktgeber.evidence.looking.interim import LookTaken, Rule, read_looks
from taktgeber.evidence.planning.plan import plan_experiment
from taktgeber.evidence.planning.wish import Measure, Wish
from taktgeber.stats.group_sequential import boundaries

PLAN = plan_experiment(Measure("mean", 20.0, 30.0), Wish(1.0, looks=4), 1100.0)
RULE = Rule(PLAN.planned)


def look(number: int, z: float, units: int | None = None) -> LookTaken:
    """With the standard error that the plan expects at so many units."""
    units = units or PLAN.looks[number - 1].units
    error = PLAN.comparison.standard_error(units)
    return LookTaken(units, z * error, error)


def test_a_look_as_planned_has_the_boundary_of_the_plan():
    read = read_looks([look(1, 1.0), look(2, 1.5)], RULE)
    assert read.verdict == "go on"
    assert read.boundary == pytest.approx(PLAN.looks[1].upper)
    assert read.corrected is None
    assert read.low < 0 < read.high
    assert (read.high - read.low) / 2 == pytest.approx(read.boundary * look(2, 0).error)


def test_a_crossing_stops_and_its_estimate_is_corrected():
    read = read_looks([look(1, 2.0), look(2, 3.2)], RULE)
    assert read.verdict == "shown"
    assert read.corrected is not None
    assert 0 < read.corrected.low < read.corrected.estimate < read.estimate
    assert read.corrected.p < 0.05
    assert read_looks([look(1, -2.0), look(2, -3.2)], RULE).verdict == "harm shown"


def test_the_last_look_decides():
    early = [look(1, 0.1), look(2, 0.3), look(3, 0.6)]
    assert read_looks([*early, look(4, 1.9)], RULE).verdict == "not shown"
    read = read_looks([*early, look(4, 2.2)], RULE)
    assert read.verdict == "shown"
    assert read.spent == pytest.approx(0.05)


def test_looks_on_other_days_spend_what_is_set_free():
    units = [PLAN.planned // 10, PLAN.planned // 3, PLAN.planned // 2]
    read = read_looks([look(0, 0.5, n) for n in units], RULE)
    assert read.boundary == boundaries([n / PLAN.planned for n in units], 0.05).upper[-1]
    assert read.spent < 0.05


def test_who_must_end_early_may_spend_the_rest():
    taken = [look(1, 0.5), look(2, 2.5)]
    assert read_looks(taken, RULE).verdict == "go on"
    assert read_looks(taken, RULE, ended=True).verdict == "shown"
    assert read_looks(taken, RULE, ended=True).spent == pytest.approx(0.05)


def test_more_units_than_planned_end_it_too():
    assert read_looks([look(1, 0.5), look(4, 0.4, PLAN.planned + 500)], RULE).verdict == "not shown"


def test_not_worse_has_no_upper_end():
    read = read_looks([look(1, 1.0)], Rule(PLAN.planned, 0.025, 1))
    assert read.high == math.inf


@pytest.mark.parametrize(
    ("taken", "says"),
    [
        ([], "nobody has looked"),
        ([LookTaken(100, math.nan, 1.0)], "finite"),
        ([LookTaken(100, 1.0, 0.0)], "above 0"),
        ([LookTaken(100, 1e300, 1e-300)], "above 0"),
        ([LookTaken(100, 1.0, 1.0), LookTaken(100, 1.0, 1.0)], "units grow"),
        ([look(1, 9.0), look(2, 9.0)], "had been decided"),
    ],
)
def test_what_contradicts_itself_is_refused_in_words(taken, says):
    with pytest.raises(Refusal, match=says):
        read_looks(taken, RULE)


def test_a_rule_without_units_is_refused():
    with pytest.raises(Refusal, match="a plan has units"):
        read_looks([look(1, 1.0)], Rule(0))
