"""Real experiments, read in place: every figure that is known of them, and equality with plain SciPy and NumPy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats as peer

from taktgeber.evidence import read_experiment


def by(reading):
    return {(one.metric.name, one.arm): one for one in reading.comparisons}


@pytest.fixture
def cookie_cats(samples: Path) -> Path:
    return samples / "exp_cookie_cats" / "cookie_cats.csv.gz"


@pytest.fixture
def hillstrom(samples: Path) -> Path:
    return samples / "uplift_hillstrom" / "hillstrom.csv.gz"


def test_cookie_cats(cookie_cats: Path):
    """retention_1 .4482/.4423 (z -1.78, p .074), retention_7 .1902/.1820 (p .0016); split 44700 to 45489, p .0086."""
    reading = read_experiment(
        cookie_cats,
        variant="version",
        control="gate_30",
        unit="userid",
        metrics=["retention_1:proportion", "retention_7:proportion"],
    )
    assert reading.counts == (44700, 45489)
    assert reading.split.p == pytest.approx(0.0086, abs=5e-5)
    (warned,) = [finding for finding in reading.findings if finding.code == "sample-ratio"]
    assert warned.severity == "warn"
    one, seven = (seen.plain for seen in reading.comparisons)
    assert (one.control.value, one.treated.value) == pytest.approx((0.4482, 0.4423), abs=5e-5)
    assert (seven.control.value, seven.treated.value) == pytest.approx((0.1902, 0.1820), abs=5e-5)
    assert (one.p, seven.p) == pytest.approx((0.074, 0.0016), abs=5e-4)
    assert [seen.verdict for seen in reading.comparisons] == ["unclear", "lower"]


def test_one_player_of_cookie_cats_carries_the_variance(cookie_cats: Path):
    reading = read_experiment(cookie_cats, variant="version", control="gate_30", metrics=["sum_gamerounds:cap=p99.9"])
    (one,) = reading.comparisons
    rows = pd.read_csv(cookie_cats)
    arms = [rows.sum_gamerounds[rows.version == arm] for arm in ("gate_40", "gate_30")]
    cap = rows.sum_gamerounds.sort_values().iloc[int(np.ceil(0.999 * len(rows))) - 1]
    assert one.metric.cap == cap
    assert one.uncapped.p == pytest.approx(peer.ttest_ind(*arms, equal_var=False).pvalue, rel=1e-9)
    assert one.plain.p == pytest.approx(
        peer.ttest_ind(*(arm.clip(upper=cap) for arm in arms), equal_var=False).pvalue, rel=1e-9
    )
    bare = read_experiment(cookie_cats, variant="version", control="gate_30", metrics=["sum_gamerounds"])
    assert "one-unit-carries" in [finding.code for finding in bare.findings]


def test_hillstrom(hillstrom: Path):
    """visit .10617 in the control; uplift +.07659, +.04523; conversion +.00681, +.00311; spend +.770, +.424."""
    reading = read_experiment(
        hillstrom,
        variant="segment",
        control="No E-Mail",
        metrics=["visit:proportion", "conversion:proportion", "spend"],
    )
    found = by(reading)
    assert reading.counts == (21306, 21307, 21387)
    assert reading.names == ("No E-Mail", "Mens E-Mail", "Womens E-Mail")
    assert found["visit", "Mens E-Mail"].plain.control.value == pytest.approx(0.10617, abs=5e-6)
    for metric, digits, *uplifts in (
        ("visit", 5e-6, 0.07659, 0.04523),
        ("conversion", 5e-6, 0.00681, 0.00311),
        ("spend", 5e-4, 0.770, 0.424),
    ):
        seen = [found[metric, arm].plain.difference.value for arm in reading.names[1:]]
        assert seen == pytest.approx(uplifts, abs=digits)
        assert {found[metric, arm].verdict for arm in reading.names[1:]} == {"higher"}
    assert not any(finding.code == "sample-ratio" for finding in reading.findings)


def test_hillstrom_equals_scipy_and_least_squares(hillstrom: Path):
    reading = read_experiment(
        hillstrom, variant="segment", control="No E-Mail", metrics=["spend"], covariates=["history", "recency"]
    )
    rows = pd.read_csv(hillstrom)
    arms = {arm: rows.spend[rows.segment == arm] for arm in reading.names}
    design = np.column_stack(
        [np.ones(len(rows)), *(rows.segment == arm for arm in reading.names[1:]), rows.history, rows.recency]
    ).astype(float)
    fitted, *_ = np.linalg.lstsq(design, rows.spend.to_numpy(), rcond=None)
    for at, one in enumerate(reading.comparisons, start=1):
        there = peer.ttest_ind(arms[one.arm], arms["No E-Mail"], equal_var=False)
        ends = there.confidence_interval(0.95)
        assert one.plain.p == pytest.approx(there.pvalue, rel=1e-9)
        assert (one.plain.difference.low, one.plain.difference.high) == pytest.approx(tuple(ends), rel=1e-9)
        assert one.adjusted.difference.value == pytest.approx(fitted[at], rel=1e-8)


def test_pushes_that_were_not_delivered(samples: Path):
    """By assignment 2.364; 71.76 % of those assigned got it; on them 3.294 (Wald)."""
    reading = read_experiment(
        samples / "contact_push" / "app_engagement_push.csv.gz",
        variant="push_assigned",
        metrics=["in_app_purchase"],
        delivered="push_delivered",
    )
    (one,) = reading.comparisons
    assert one.plain.difference.value == pytest.approx(2.364, abs=5e-4)
    assert one.complied.delivered == pytest.approx(0.7176, abs=5e-5)
    assert one.complied.effect.value == pytest.approx(3.294, abs=5e-4)
    assert one.complied.effect.low < 3.294 < one.complied.effect.high


def test_segments_of_hillstrom_do_not_differ(hillstrom: Path):
    reading = read_experiment(
        hillstrom,
        variant="segment",
        control="No E-Mail",
        metrics=["visit:proportion"],
        segments=["zip_code", "channel"],
    )
    assert {part.segment for part in reading.segmented} == {"zip_code", "channel"}
    assert all(part.corrected > 0.05 for part in reading.segmented)
    assert not any(finding.code == "effect-differs" for finding in reading.findings)
