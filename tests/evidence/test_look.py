"""Looks in evidence: steps agree with the reading of now, sequences stay one, moves that are more than chance."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.evidence.looking.anytime import read_at_any_time
from taktgeber.evidence.looking.drift import drift_between, error_that_rose
from taktgeber.evidence.looking.interim import LookTaken, Rule, read_looks
from taktgeber.evidence.looking.steps import steps_of
from taktgeber.stats.confidence_sequence import ConfidenceSequence
from taktgeber.stats.group_sequential import boundaries

RULE = Rule(4000)
PATHS = st.lists(st.floats(-1.9, 1.9), min_size=1, max_size=4)


def looks(z: list[float], spread: float = 10.0) -> list[LookTaken]:
    errors = [spread / math.sqrt(1000 * k) for k in range(1, len(z) + 1)]
    return [
        LookTaken(1000 * k, value * error, error) for k, (value, error) in enumerate(zip(z, errors, strict=True), 1)
    ]


def path(source: random.Random, effects: list[float]) -> list[LookTaken]:
    """Looks at equal stretches of time, each with its own effect."""
    taken, total = list[LookTaken](), 0.0
    for k, effect in enumerate(effects, 1):
        total += source.gauss(effect, 1.0)
        taken.append(LookTaken(1000 * k, total / k, k**-0.5))
    return taken


@given(PATHS)
def test_the_last_step_is_what_the_reading_says(z):
    taken = looks(z)
    last, read = steps_of(taken, RULE)[-1], read_looks(taken, RULE)
    assert (last.fraction, last.z, last.boundary, last.spent) == (read.fraction, read.z, read.boundary, read.spent)
    assert (last.low, last.high) == (read.low, read.high)


@given(PATHS, st.sampled_from((1, 2)))
def test_a_sequence_stays_the_same_one_at_later_looks(z, sides):
    taken = looks(z)
    whole = read_at_any_time(taken, 4000, 0.05, sides)
    for k in range(1, len(taken)):
        assert read_at_any_time(taken[:k], 4000, 0.05, sides).steps == whole.steps[:k]


def test_a_sequence_is_that_of_the_expected_information():
    taken = looks([1.0, 2.0])
    sequence = ConfidenceSequence(4000 / 10.0**2, 0.05)
    read = read_at_any_time(taken, 4000, 0.05)
    for look, step in zip(taken, read.steps, strict=True):
        assert step.high - look.estimate == pytest.approx(sequence.half_width(look.error))
    assert read.now.p == pytest.approx(min(sequence.p_value(look.estimate, look.error) for look in taken))


def test_what_was_shown_once_stays_shown():
    read = read_at_any_time(looks([5.0, 2.0]), 4000, 0.05)
    assert (read.verdict, read.decided) == ("shown", 0)
    assert read.now.low < 0
    assert read.now.p == read.steps[0].p < 0.05


def test_one_move_is_a_plain_test_of_two_stretches():
    """What the second stretch alone says against the first: Z of two independent means."""
    first, whole = LookTaken(1000, 1.0, 0.5), LookTaken(2000, 0.4, 0.5 / math.sqrt(2))
    second = 2 * whole.estimate - first.estimate
    found = drift_between([first, whole])
    assert found is not None
    assert found.z == pytest.approx((second - first.estimate) / (0.5 * math.sqrt(2)))
    assert found.p == pytest.approx(math.erfc(abs(found.z) / math.sqrt(2)))


def test_no_move_can_be_judged_where_there_is_one_look_or_an_error_rose():
    taken = [LookTaken(100, 1.0, 0.5), LookTaken(200, 1.0, 0.5)]
    assert drift_between(taken[:1]) is None
    assert drift_between(taken) is None
    assert error_that_rose(taken) == 1
    assert error_that_rose(taken[:1]) is None


@pytest.mark.parametrize("effect", [0.0, 1.2])
def test_a_lasting_effect_is_seldom_said_to_change(effect):
    """At a level of 1 %, also where one stops at a boundary, which picks the looks that are high."""
    source, bounds, runs = random.Random(17), boundaries((0.25, 0.5, 0.75, 1.0), 0.05).upper, 6000
    jumps = stopped = 0
    for _ in range(runs):
        taken = path(source, [effect] * 4)
        crossed = (k for k in range(4) if abs(taken[k].estimate) / taken[k].error > bounds[k])
        end = next(crossed, 3) + 1
        whole, found = drift_between(taken), drift_between(taken[:end])
        jumps += whole is not None and whole.p < 0.01
        stopped += found is not None and found.p < 0.01
    assert jumps / runs < 0.01 + 4 * math.sqrt(0.01 * 0.99 / runs)
    assert stopped / runs < 0.015


def test_an_effect_that_wears_off_is_found():
    source, runs = random.Random(18), 500
    found = sum(drift_between(path(source, [5.0, 2.0, 0.5, 0.0])).p < 0.01 for _ in range(runs))
    assert found / runs > 0.7
