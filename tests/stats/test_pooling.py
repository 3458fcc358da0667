"""Pooling against printed answers of peers, and what holds for any markets."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktgeber.stats.heterogeneity import ESTIMATORS, generalised_q, heterogeneity
from taktgeber.stats.new_market import higgins_interval
from taktgeber.stats.next_test import next_test
from taktgeber.stats.pooling import Pooled, pool, without_each
from taktgeber.stats.tails import chi_square_quantile

FIXTURES = Path(__file__).parent / "fixtures"
BCG = json.loads((FIXTURES / "bcg_vaccine.json").read_text("utf-8"))
METAFOR = json.loads((FIXTURES / "metafor.json").read_text("utf-8"))


def trials() -> tuple[list[float], list[float]]:
    """Log risk ratios of the BCG trials and their standard errors."""
    estimates, errors = [], []
    for *_, a, b, c, d in BCG["rows"]:
        estimates.append(math.log(a / (a + b) / (c / (c + d))))
        errors.append(math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)))
    return estimates, errors


def printed(value: Any) -> Any:
    """Equal to the digits that were printed."""
    digits = len(str(value).partition(".")[2])
    return pytest.approx(value, abs=0.51 * 10**-digits)


@pytest.mark.parametrize("method", ["dl", "pm", "reml", "fixed"])
def test_bcg_trials_pool_as_the_peers_print(method: Any):
    pooled, known = pool(*trials(), method), BCG[method]
    got = {"tau2": pooled.heterogeneity.tau2, "mean": pooled.mean, "error": pooled.error,
           "adjusted_error": pooled.adjusted_error}  # fmt: skip
    for name in got.keys() & known.keys():
        close = pytest.approx(known[name], abs=6e-8)  # peers stop their searches there
        assert got[name] == (close if name == "tau2" else printed(known[name])), name
    assert pooled.heterogeneity.q == printed(BCG["q"])
    assert pooled.heterogeneity.inconsistency == printed(BCG["inconsistency"])


def test_bcg_intervals_are_the_printed_ones():
    pooled = pool(*trials())
    assert [pooled.knapp_hartung.low, pooled.knapp_hartung.high] == [printed(x) for x in BCG["reml"]["interval"]]
    between = pooled.heterogeneity
    assert [between.tau2_low, between.tau2_high] == [printed(x) for x in BCG["reml"]["tau2_interval"]]
    told = higgins_interval(pool(*trials(), "dl"))
    assert [told.low, told.high] == [printed(x) for x in (-1.99884, 0.57060)]


@pytest.mark.parametrize("case", METAFOR["cases"], ids=lambda c: f"{c['design']}-{c['method']}-{c['test']}")
def test_pooling_agrees_with_metafor(case: dict[str, Any]):
    estimates, variances = zip(*METAFOR["designs"][case["design"]], strict=True)
    pooled = pool(estimates, [v**0.5 for v in variances], case["method"])
    interval = {"z": pooled.wald, "knha": pooled.knapp_hartung, "adhoc": pooled.guarded}[case["test"]]
    close = 1e-9 if case["method"] == "dl" else 2e-5
    assert (pooled.mean, interval.low, interval.high) == pytest.approx(
        (case["mean"], case["low"], case["high"]), rel=close
    )
    assert pooled.heterogeneity.tau2 == pytest.approx(case["tau2"], rel=close)
    if "q" in case:
        between = pooled.heterogeneity
        assert between.q == pytest.approx(case["q"], rel=1e-12)
        assert between.tau2_low == pytest.approx(case["tau2_low"], rel=1e-7, abs=1e-12)
        assert between.tau2_high == pytest.approx(case["tau2_high"], rel=1e-7)


MARKETS = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.05, 3)), min_size=3, max_size=9)


@settings(max_examples=60, deadline=None)
@given(MARKETS, st.floats(0.01, 100), st.floats(-1000, 1000))
def test_another_unit_or_origin_changes_nothing_but_the_numbers(markets, factor, shift):
    estimates, errors = map(list, zip(*markets, strict=True))
    for method in ("dl", "pm", "reml"):
        here = pool(estimates, errors, method)
        there = pool([factor * y + shift for y in estimates], [factor * s for s in errors], method)
        loose = 1e-6 * (1 + factor + abs(shift))
        assert there.mean == pytest.approx(factor * here.mean + shift, abs=loose)
        assert there.guarded.width == pytest.approx(factor * here.guarded.width, rel=1e-5, abs=loose)


@settings(max_examples=60, deadline=None)
@given(MARKETS)
def test_reml_stands_at_a_maximum(markets):
    estimates, errors = map(list, zip(*markets, strict=True))
    variances = [s * s for s in errors]

    def height(tau2: float) -> float:
        w = [1 / (v + tau2) for v in variances]
        return sum(map(math.log, w)) - math.log(sum(w)) - generalised_q(estimates, variances, tau2)

    found = ESTIMATORS["reml"](estimates, variances)
    for other in (0.0, 0.9 * found, 1.1 * found, found + 0.01, 1.0, 10.0, *(10**e for e in range(-6, 3))):
        assert height(other) <= height(found) + 1e-9


@settings(max_examples=40, deadline=None)
@given(MARKETS)
def test_the_interval_of_tau_squared_inverts_the_test_of_q(markets):
    estimates, errors = map(list, zip(*markets, strict=True))
    between = heterogeneity(estimates, errors)
    for end, share in ((between.tau2_low, 0.975), (between.tau2_high, 0.025)):
        q = generalised_q(estimates, [s * s for s in errors], end)
        wanted = chi_square_quantile(share, between.free)
        assert q == pytest.approx(wanted, rel=1e-6) if end else q <= wanted + 1e-9


def test_the_guard_keeps_alike_estimates_from_promising_too_much():
    pooled = pool([0.1, 0.1, 0.1], [0.2, 0.2, 0.2])
    assert pooled.knapp_hartung.width == pytest.approx(0, abs=1e-12)
    assert pooled.guarded.width > pooled.wald.width > 0.4


def test_without_each_leaves_one_out_in_turn():
    estimates, errors = [0.1, 0.3, 0.2, 0.9], [0.1, 0.2, 0.1, 0.3]
    left = without_each(estimates, errors)
    assert [one.mean for one in left[-1:]] == [pool(estimates[:3], errors[:3]).mean]
    assert isinstance(left[0], Pooled)
    assert all(one.markets == 3 for one in left)


def test_a_new_market_tells_most_while_markets_are_few_and_differ():
    few = next_test([0.1, 0.1, 0.1], tau2=0.04)
    assert few.new_tells_most
    many = next_test([*[0.5] * 40, 0.1], tau2=0.0)
    assert not many.new_tells_most
    assert many.best_repeat == 40
    assert next_test([0.1, 0.2], 0.0).repeats == (math.inf, math.inf)


@pytest.mark.parametrize(
    ("estimates", "errors", "says"),
    [
        ([1.0], [1.0], "at least two"),
        ([1.0, 2.0], [1.0], "one standard error"),
        ([1.0, math.nan], [1.0, 1.0], "finite"),
        ([1.0, math.inf], [1.0, 1.0], "finite"),
        ([1.0, 2.0], [1.0, 0.0], "above zero"),
        ([1.0, 2.0], [1.0, -1.0], "above zero"),
        ([1.0, 1e308], [1.0, 1.0], "1e50"),
        ([1.0, 2.0], [1.0, 1e7], "million"),
    ],
)
def test_what_cannot_be_pooled_is_refused(estimates, errors, says):
    with pytest.raises(ValueError, match=says):
        pool(estimates, errors)


def test_two_markets_have_no_prediction_interval_of_the_literature():
    with pytest.raises(ValueError, match="at least three"):
        higgins_interval(pool([0.1, 0.2], [0.1, 0.1]))
