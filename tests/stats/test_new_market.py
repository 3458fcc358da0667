"""The law of a market that was not tried: against the published bootstrap, exact laws, and simulated markets."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import integrate, stats

from taktgeber.stats.heterogeneity_law import confidence_nodes, posterior_nodes
from taktgeber.stats.new_market import higgins_interval, new_market_law, new_market_law_under_prior
from taktgeber.stats.pooling import pool

from .new_markets import simulate_new_market
from .test_pooling import trials

KNOWN = json.loads((Path(__file__).parent / "fixtures" / "nagashima.json").read_text("utf-8"))
SBP = KNOWN["sbp"]


def cisapride() -> tuple[list[float], list[float]]:
    """Log odds ratios with a half added to each cell."""
    estimates, errors = [], []
    data = KNOWN["cisapride"]
    columns = (data["treated_better"], data["treated"], data["placebo_better"], data["placebo"])
    for a, n, c, m in zip(*columns, strict=True):
        cells = [a + 0.5, n - a + 0.5, c + 0.5, m - c + 0.5]
        estimates.append(math.log(cells[0] * cells[3] / (cells[1] * cells[2])))
        errors.append(math.sqrt(sum(1 / cell for cell in cells)))
    return estimates, errors


def test_the_published_law_agrees_with_its_bootstrap():
    law = new_market_law(SBP["estimates"], SBP["errors"], guarded=False)
    told = law.interval()
    assert [told.low, told.high] == pytest.approx(SBP["bootstrap"], abs=0.01 * told.width)
    assert law.below(0) == pytest.approx(SBP["below_zero"], abs=0.005)
    law = new_market_law(*cisapride(), guarded=False)
    told = law.interval()
    assert [told.low, told.high] == pytest.approx(
        [math.log(end) for end in KNOWN["cisapride"]["bootstrap"]], abs=0.01 * told.width
    )
    assert law.below(0) == pytest.approx(KNOWN["cisapride"]["below_zero"], abs=0.005)


def test_the_interval_of_the_literature_agrees_with_pimeta():
    pooled = pool(SBP["estimates"], SBP["errors"], "dl")
    told = higgins_interval(pooled)
    assert [told.low, told.high] == pytest.approx(SBP["higgins"], abs=6e-5)
    assert pooled.heterogeneity.inconsistency == pytest.approx(SBP["inconsistency"], abs=6e-4)
    assert pool(*cisapride(), "dl").heterogeneity.tau2 == pytest.approx(KNOWN["cisapride"]["tau2"], abs=6e-4)


@pytest.mark.parametrize("markets", [3, 6, 40, 300])
def test_the_confidence_distribution_is_exact_where_errors_are_equal(markets: int):
    """There Q is chi-square times 1 + tau^2 / s^2, so that every share is known."""
    rng = np.random.default_rng(markets)
    estimates = rng.normal(size=markets) * 1.7
    nodes = confidence_nodes(estimates, [1.0] * markets)
    q = float(((estimates - estimates.mean()) ** 2).sum())
    assert nodes[0] == (0.0, pytest.approx(stats.chi2.sf(q, markets - 1), rel=1e-9))
    tau2, weight = map(np.asarray, zip(*nodes[1:], strict=True))

    def density(z):
        """Of ln tau^2."""
        return stats.chi2.pdf(q / (1 + math.exp(z)), markets - 1) * q / (1 + math.exp(z)) ** 2 * math.exp(z)

    for read in (lambda t: 1 / (1 + t), lambda t: math.sqrt(t / (1 + t))):
        exact = integrate.quad(lambda z, read=read: density(z) * read(math.exp(z)), -30, 40, limit=400)[0]
        assert sum(w * read(t) for t, w in zip(tau2, weight, strict=True)) == pytest.approx(exact, rel=1e-6)


def test_the_confidence_distribution_is_that_of_q_drawn_at_random():
    """Errors of very different size: the share of larger Q under a tau^2 is what the distribution says."""
    rng = np.random.default_rng(7)
    errors = np.array([0.05, 0.1, 0.4, 1.0, 2.0])
    estimates = np.array([0.1, 0.5, -0.3, 1.4, 0.9])
    w = errors**-2
    nodes = confidence_nodes(estimates, errors)

    def cochran(y):
        mean = (y * w).sum(axis=-1, keepdims=True) / w.sum()
        return ((y - mean) ** 2 * w).sum(axis=-1)

    tau2, share = map(np.asarray, zip(*nodes, strict=True))
    below = np.cumsum(share) - share / 2
    for at in (0.02, 0.1, 0.5):
        drawn = rng.normal(size=(200_000, 5)) * np.sqrt(errors**2 + at)
        larger = float((cochran(drawn) > cochran(estimates)).mean())
        assert np.interp(math.log(at), np.log(tau2[1:]), below[1:]) == pytest.approx(larger, abs=0.01)


def test_the_posterior_is_that_of_plain_integration():
    estimates, errors, scale = np.array([0.1, 0.5, -0.3]), np.array([0.1, 0.2, 0.3]), 0.4

    def joint(tau):
        w = 1 / (errors**2 + tau**2)
        mean = (w * estimates).sum() / w.sum()
        like = np.sqrt(w).prod() / math.sqrt(w.sum()) * math.exp(-0.5 * (w * (estimates - mean) ** 2).sum())
        return like * math.exp(-0.5 * (tau / scale) ** 2), mean, w.sum()

    whole = integrate.quad(lambda t: joint(t)[0], 0, 5)[0]
    law = new_market_law_under_prior(estimates, errors, scale)
    for effect in (-0.5, 0.0, 0.4, 1.2):
        exact = integrate.quad(
            lambda t, x=effect: joint(t)[0] * stats.norm.cdf((x - joint(t)[1]) / math.sqrt(t**2 + 1 / joint(t)[2])),
            0,
            5,
        )[0]
        assert law.below(effect) == pytest.approx(exact / whole, abs=1e-7)
    assert sum(weight for _, weight in posterior_nodes(estimates, errors, scale)) == pytest.approx(1)


def test_shares_and_quantiles_are_inverse():
    for law in (new_market_law(*trials()), new_market_law_under_prior(*trials(), 0.5)):
        for share in (0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9999):
            assert law.below(law.quantile(share)) == pytest.approx(share, abs=1e-9)
        assert law.above(0.1) == pytest.approx(1 - law.below(0.1))
        told = law.interval(0.9)
        assert (told.low, told.high) == (law.quantile(0.05), pytest.approx(law.quantile(0.95)))


def test_a_far_unit_or_origin_changes_nothing_but_the_numbers():
    estimates, errors = trials()
    here = new_market_law(estimates, errors).interval()
    there = new_market_law([1e6 + 1e-3 * y for y in estimates], [1e-3 * s for s in errors]).interval()
    assert [there.low, there.high] == pytest.approx([1e6 + 1e-3 * here.low, 1e6 + 1e-3 * here.high], abs=1e-7)


def test_estimates_that_agree_to_the_last_digit_promise_no_certainty():
    told = new_market_law([0.1, 0.1, 0.1], [0.2, 0.2, 0.2]).interval()
    assert told.width > pool([0.1, 0.1, 0.1], [0.2, 0.2, 0.2]).wald.width


def test_two_markets_need_a_prior():
    with pytest.raises(ValueError, match="needs 3 to 300"):
        new_market_law([0.1, 0.2], [0.1, 0.1])
    assert new_market_law_under_prior([0.1, 0.2], [0.1, 0.1], 0.1).above(0) > 0.8
    for scale in (0.0, -1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="above zero"):
            new_market_law_under_prior([0.1, 0.2], [0.1, 0.1], scale)


@pytest.mark.parametrize("markets", [4, 6, 8])
@pytest.mark.parametrize("inconsistency", [0.25, 0.9])
def test_predictions_hold_in_new_markets(markets: int, inconsistency: float):
    """A short slice with a fixed seed; the counts are in verification."""
    runs = 150
    held = simulate_new_market(runs, 20, markets, inconsistency)
    assert stats.binom.cdf(held, runs, 0.93) > 1e-4
