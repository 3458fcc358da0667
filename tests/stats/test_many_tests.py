"""Many tests, splits, quantiles, delivery and segments: known answers and edges."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as peer

from taktgeber.stats.adjusted import Measured
from taktgeber.stats.arm_means import unweighed
from taktgeber.stats.complier import complier_effect
from taktgeber.stats.interaction import interaction
from taktgeber.stats.multiplicity import benjamini_hochberg, holm
from taktgeber.stats.order_quantile import quantile_level, ranks
from taktgeber.stats.sample_ratio import carrier, split_of

from .sums import moments_of


def test_benjamini_and_hochbergs_own_example():
    """Benjamini & Hochberg 1995, section 3.2: fifteen p-values, four below by their rule, three by Bonferroni's."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
         0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    assert sum(q <= 0.05 for q in benjamini_hochberg(p)) == 4
    assert sum(q <= 0.05 for q in holm(p)) == 3


@given(st.lists(st.floats(0, 1), max_size=30))
def test_false_discoveries_are_those_of_scipy(p):
    assert benjamini_hochberg(p) == pytest.approx(peer.false_discovery_control(p) if p else [], abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_lies_between_the_bare_and_bonferronis(p):
    for bare, raised in zip(p, holm(p), strict=True):
        assert bare <= raised <= min(1.0, len(p) * bare + 1e-12)


def test_holm_by_hand_and_a_p_beyond_one():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([1.1])


def test_the_split_of_cookie_cats():
    seen = split_of((44700, 45489), (1, 1))
    assert seen.p == pytest.approx(peer.chisquare([44700, 45489]).pvalue, rel=1e-9)
    assert seen.p == pytest.approx(0.0086, abs=5e-5)


def test_the_slice_that_lost_units_carries_the_mismatch():
    slices = {"ios": (5000, 5030), "android": (5000, 4400), "web": (5010, 4990)}
    found = carrier(slices, (1, 1))
    assert found is not None
    assert found.slice == "android"
    assert found.rest.p > 0.5
    assert carrier({"ios": (5000, 4800), "web": (5000, 4800)}, (1, 1)) is None
    assert carrier({"ios": (5000, 4800)}, (1, 1)) is None


@pytest.mark.parametrize(
    ("counts", "weights", "says"),
    [((1,), (1,), "two arms"), ((1, 2), (1, 0), "above nought"), ((0, 0), (1, 1), "nobody")],
)
def test_what_is_no_split(counts, weights, says):
    with pytest.raises(ValueError, match=says):
        split_of(counts, weights)


def test_a_quantiles_error_is_about_that_of_its_density():
    rng = np.random.default_rng(4)
    n, share = 20_000, 0.9
    values = np.sort(rng.exponential(size=n))
    low, middle, high = (values[rank - 1] for rank in ranks(n, share))
    found = quantile_level(low, middle, high, n, share)
    assert found.value == pytest.approx(-math.log(0.1), rel=0.03)
    assert found.variance**0.5 == pytest.approx(math.sqrt(share * (1 - share) / n) / 0.1, rel=0.12)


def test_few_units_have_no_far_quantile():
    with pytest.raises(ValueError, match="too few"):
        ranks(50, 0.99)
    with pytest.raises(ValueError, match="between 0 and 1"):
        ranks(50, 1.0)


def test_wald_is_the_ratio_of_effects_and_fieller_its_interval():
    rng = np.random.default_rng(6)
    took = rng.random(4000) < 0.6
    treated = unweighed(moments_of(y=5 + 2 * took + rng.normal(size=4000), d=took))
    control = unweighed(moments_of(y=5 + rng.normal(size=4000), d=np.zeros(4000)))
    found = complier_effect(treated, control, Measured("y"), Measured("d"))
    assert found.effect.value == pytest.approx((treated.mean("y") - control.mean("y")) / treated.mean("d"))
    assert found.effect.low < 2 < found.effect.high
    delta = 1.96 * found.error
    assert found.effect.high - found.effect.low == pytest.approx(2 * delta, rel=0.01)


def test_where_delivery_hardly_differs_nothing_is_told():
    rng = np.random.default_rng(7)
    arms = [unweighed(moments_of(y=rng.normal(size=200), d=rng.random(200) < share)) for share in (0.5, 0.52)]
    assert complier_effect(*arms, Measured("y"), Measured("d")).effect is None
    with pytest.raises(ValueError, match="does not differ"):
        complier_effect(arms[0], arms[0], Measured("y"), Measured("d"))


def test_an_interaction_by_hand():
    found = interaction([(1.0, 0.5), (3.0, 0.5)])
    assert (found.q, found.freedom) == (pytest.approx(8.0), 1)
    assert found.p == pytest.approx(peer.chi2.sf(8, 1), rel=1e-9)
    for effects in ([(1.0, 0.5)], [(1.0, 0.0), (1.0, 0.5)]):
        with pytest.raises(ValueError, match=r"two segments|above nought"):
            interaction(effects)
