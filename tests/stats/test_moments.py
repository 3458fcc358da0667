"""Moments add, keep their digits, and know when they do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.stats.moments import lost_digits, total_of

from .sums import moments_of

ROWS = st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=4, max_size=50)


@given(ROWS, st.integers(1, 3))
def test_parts_add_up_to_the_whole(rows, cut):
    x, y = np.array(rows).T
    whole = moments_of(x[0], x=x, y=y)
    parts = total_of([moments_of(x[0], x=x[:cut], y=y[:cut]), moments_of(x[0], x=x[cut:], y=y[cut:])])
    assert parts.covariance("x", "y") == pytest.approx(whole.covariance("x", "y"), rel=1e-9, abs=1e-3)
    assert parts.mean("y") == pytest.approx(y.mean(), rel=1e-9, abs=1e-9)


def test_large_offsets_keep_their_digits():
    noise = np.random.default_rng(1).normal(size=(2, 1000))
    found = moments_of(1e9, x=noise[0] + 1e9, y=noise[1] + 1e9)
    assert found.covariance("x", "x") == pytest.approx(noise[0].var(ddof=1), rel=1e-6)
    assert found.covariance("y", "x") == pytest.approx(np.cov(*noise)[0, 1], rel=1e-6)
    near, far = noise[0], noise[0] + 1e9
    assert not lost_digits(1000, near.sum(), near @ near)
    assert lost_digits(1000, far.sum(), far @ far)


def test_one_unit_has_no_variance():
    with pytest.raises(ValueError, match="at least two units, got 1"):
        moments_of(x=[3.0]).covariance("x", "x")


def test_parts_far_from_each_other_lose_nothing():
    noise = np.random.default_rng(1).normal(size=(2, 1000))
    whole = moments_of(0.0, x=noise[0]) + moments_of(1e9, x=noise[1] + 1e9)
    assert whole.mean("x") == pytest.approx(5e8)
    assert whole.scatter("x", "x") == pytest.approx(500 * 1e18, rel=1e-9)


def test_nothing_adds_up_to_nothing():
    with pytest.raises(ValueError, match="nothing to add up"):
        total_of([])


def test_a_moved_unit_is_as_if_it_had_been_there():
    before, after = moments_of(2.0, x=[1.0, 2, 3, 90]), moments_of(2.0, x=[1.0, 2, 3, 4])
    moved = before.moved("x", 90, 4)
    assert moved.mean("x") == pytest.approx(after.mean("x"))
    assert moved.covariance("x", "x") == pytest.approx(after.covariance("x", "x"))
