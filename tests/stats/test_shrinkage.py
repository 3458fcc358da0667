"""Shrinkage of winners: what it promises, under a normal law and under a heavier one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from taktgeber.stats.pooling import pool
from taktgeber.stats.shrinkage import _variance_of_tau2, shrink

from .new_markets import exaggeration, simulate_winner


def test_an_estimate_is_drawn_to_the_mean_by_its_share_of_noise():
    estimates, errors = [0.0, 1.0, 2.0, 3.0, 9.0], [1.0, 0.5, 1.0, 2.0, 1.0]
    drawn = shrink(estimates, errors)
    pooled = pool(estimates, errors)
    assert (drawn.mean, drawn.tau2) == (pooled.mean, pooled.heterogeneity.tau2)
    for effect, given_, error in zip(drawn.effects, estimates, errors, strict=True):
        noise = error**2 / (error**2 + drawn.tau2)
        assert effect.value == pytest.approx(noise * drawn.mean + (1 - noise) * given_)
        assert effect.low < effect.value < effect.high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 3)), min_size=3, max_size=9))
def test_nothing_is_drawn_past_the_mean(markets):
    estimates, errors = zip(*markets, strict=True)
    drawn = shrink(estimates, errors)
    for effect, y in zip(drawn.effects, estimates, strict=True):
        assert min(y, drawn.mean) - 1e-9 <= effect.value <= max(y, drawn.mean) + 1e-9


def test_the_information_on_tau_squared_is_the_trace_of_the_projection():
    w = np.array([1.0, 0.3, 2.5, 0.7])
    projection = np.diag(w) - np.outer(w, w) / w.sum()
    assert _variance_of_tau2(w.tolist()) == pytest.approx(2 / np.trace(projection @ projection), rel=1e-12)
    dwarfed = _variance_of_tau2([1e30, 4e21, 3e21])  # exact fractions: 1.6129032462018732e-44
    assert dwarfed == pytest.approx(1.6129032462018732e-44, rel=1e-12)


def test_where_effects_do_not_differ_all_are_the_mean():
    drawn = shrink([0.1, 0.1, 0.1, 0.1], [0.5, 0.5, 0.5, 0.5])
    assert drawn.tau2 == 0
    assert all(effect.value == pytest.approx(0.1) for effect in drawn.effects)
    assert all(effect.width > 0.4 for effect in drawn.effects)


def test_two_are_too_few():
    with pytest.raises(ValueError, match="at least three"):
        shrink([0.1, 0.2], [0.1, 0.1])


def test_shrunken_winners_are_not_exaggerated():
    raw, drawn = exaggeration(400, 5)
    assert raw > 1.3
    assert drawn == pytest.approx(1, abs=0.05)


def test_under_heavy_tails_little_exaggeration_is_left():
    raw, drawn = exaggeration(400, 5, tails="heavy")
    assert raw > 1.4
    assert drawn < 1.1


def test_intervals_of_shipped_winners_hold():
    runs = 300
    assert stats.binom.cdf(simulate_winner(runs, 8), runs, 0.94) > 1e-4
