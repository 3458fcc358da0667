"""Five laws in plain Python, held against SciPy over their whole range."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special
from scipy import stats as peer

from taktgeber.stats import tails

FREE = (1, 2, 3, 4.5, 7, 12, 30, 99, 1e3, 1e4, 1e6, 1e8)
SHARES = (1e-12, 1e-6, 0.001, 0.025, 0.05, 0.2, 0.4, 0.499, 0.6, 0.9, 0.975, 0.995, 0.99999)


@pytest.mark.parametrize("free", FREE)
def test_student(free: float) -> None:
    for t in (0, 0.1, 0.5, 1, 1.5, 2, 3, 5, 8, 20):
        assert tails.student_above(t, free) == pytest.approx(float(peer.t.sf(t, free)), rel=1e-9)
        assert tails.student_above(-t, free) == pytest.approx(float(peer.t.sf(-t, free)), rel=1e-9)
    for share in SHARES:
        assert tails.student_quantile(share, free) == pytest.approx(float(peer.t.ppf(share, free)), rel=1e-9)


def test_student_of_infinite_freedom_is_normal() -> None:
    assert tails.student_above(1.3, math.inf) == tails.normal_above(1.3)
    assert tails.student_quantile(0.975, math.inf) == tails.normal_quantile(0.975)
    assert tails.student_quantile(0.5, 7) == 0


def test_a_tail_near_nought_keeps_its_digits() -> None:
    """The exact share of Cauchy's law; SciPy's own differs in the ninth digit here."""
    assert tails.student_above(1e-8, 1) == pytest.approx(0.5 - math.atan(1e-8) / math.pi, rel=1e-15)
    assert tails.normal_above(30) == pytest.approx(float(peer.norm.sf(30)), rel=1e-12)


@pytest.mark.parametrize("free", [1, 2, 3, 5, 10, 50, 200])
def test_chi_square(free: int) -> None:
    for x in (1e-6, 0.01, 0.5, 1, 2, 5, 10, 40, 100, 300):
        assert tails.chi_square_above(x, free) == pytest.approx(float(peer.chi2.sf(x, free)), rel=1e-12)
    for share in (1e-6, 0.01, 0.05, 0.5, 0.9, 0.99, 0.9999):
        assert tails.chi_square_quantile(share, free) == pytest.approx(float(peer.chi2.ppf(share, free)), rel=1e-9)


@pytest.mark.parametrize("a", [0.3, 0.5, 1, 2, 5, 30, 500, 1e5])
@pytest.mark.parametrize("b", [0.3, 1, 2.5, 30, 1e5])
def test_beta(a: float, b: float) -> None:
    for x in (0.01, 0.2, 0.5, 0.8, 0.99):
        there = float(special.betainc(a, b, x))
        if there > 1e-280:
            assert tails.beta_below(x, a, b) == pytest.approx(there, rel=1e-10)
    for share in (1e-4, 0.025, 0.5, 0.9, 0.975):
        assert tails.beta_quantile(share, a, b) == pytest.approx(float(special.betaincinv(a, b, share)), rel=1e-9)


@pytest.mark.parametrize(("over", "under"), [(1, 1), (2, 8), (5, 60), (20, 3), (200, 1000)])
def test_fisher(over: int, under: int) -> None:
    for share in (0.01, 0.05, 0.5, 0.9, 0.975):
        there = float(peer.f.ppf(share, over, under))
        assert tails.fisher_quantile(share, over, under) == pytest.approx(there, rel=1e-10)
        assert tails.fisher_above(there, over, under) == pytest.approx(1 - share, rel=1e-10)


@given(st.floats(1e-9, 1 - 1e-9), st.floats(0.5, 1e7))
def test_a_quantile_is_exceeded_as_often_as_it_says(share: float, free: float) -> None:
    assert 1 - tails.student_above(tails.student_quantile(share, free), free) == pytest.approx(share, rel=1e-9)


def test_edges() -> None:
    assert (tails.beta_below(0, 2, 3), tails.beta_below(1, 2, 3)) == (0, 1)
    assert (tails.chi_square_above(0, 3), tails.fisher_above(-1, 2, 3)) == (1, 1)
    assert (tails.student_above(math.inf, 3), tails.student_above(-math.inf, 3)) == (0, 1)
