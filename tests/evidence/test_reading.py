"""A reading from a file is what NumPy finds in its rows, however the file and the design are."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest
from scipy import stats as peer

from taktgeber.evidence import read_experiment

from .experiment_file import shop, write


def arms(rows, column):
    return rows[column][rows["arm"] == "B"].astype(float), rows[column][rows["arm"] == "A"].astype(float)


def only(reading):
    (one,) = reading.comparisons
    return one


def test_a_mean_is_welchs_t_of_the_rows(tmp_path: Path):
    rows = shop(effect=6.0)
    file = write(tmp_path / "shop.csv", rows)
    one = only(read_experiment(file, variant="arm", metrics=["spend"], unit="id"))
    there = peer.ttest_ind(*arms(rows, "spend"), equal_var=False)
    assert one.plain.p == pytest.approx(there.pvalue, rel=1e-9)
    assert (one.arm, one.verdict, one.corrected) == ("B", "higher", one.plain.p)


@pytest.mark.parametrize("kind", ["shop.csv.gz", "shop.parquet"])
def test_every_kind_of_file_says_the_same(tmp_path: Path, kind: str):
    file = write(tmp_path / "shop.csv", shop())
    duckdb.sql(f"COPY (FROM '{file}') TO '{tmp_path / kind}'")
    first, other = (
        read_experiment(f, variant="arm", metrics=["spend", "came:proportion"], ratios=["orders/visits"])
        for f in (file, tmp_path / kind)
    )
    for one, same in zip(first.comparisons, other.comparisons, strict=True):
        assert one.plain.p == pytest.approx(same.plain.p, rel=1e-12)


def test_values_far_from_nought_keep_their_digits(tmp_path: Path):
    rows = shop(n=40_000)
    rows["spend"] = rows["spend"] + 1e9
    file = write(tmp_path / "far.csv", rows)
    one = only(read_experiment(file, variant="arm", metrics=["spend"]))
    there = peer.ttest_ind(*(x - 1e9 for x in arms(rows, "spend")), equal_var=False)
    assert one.plain.p == pytest.approx(there.pvalue, rel=1e-6)


def test_a_centre_that_proves_rough_is_found_again(tmp_path: Path):
    """The first ten thousand rows are of an arm that lives in another world than the others."""
    rng = np.random.default_rng(8)
    spend = np.concatenate([np.zeros(10_000), 1e9 + rng.normal(size=90_000)])
    arm = np.concatenate([np.repeat("C", 10_000), np.tile(["A", "B"], 45_000)])
    file = write(tmp_path / "late.csv", {"arm": arm, "spend": spend})
    found = {one.arm: one for one in read_experiment(file, variant="arm", control="A", metrics=["spend"]).comparisons}
    there = peer.ttest_ind(spend[arm == "B"] - 1e9, spend[arm == "A"] - 1e9, equal_var=False)
    assert found["B"].plain.error == pytest.approx(
        np.sqrt(spend[arm == "A"].var(ddof=1) / 45_000 + spend[arm == "B"].var(ddof=1) / 45_000), rel=1e-3
    )
    assert found["B"].plain.p == pytest.approx(there.pvalue, rel=1e-2)


def test_covariates_narrow_and_both_are_shown(tmp_path: Path):
    file = write(tmp_path / "shop.csv", shop())
    one = only(read_experiment(file, variant="arm", metrics=["spend"], covariates=["before"]))
    assert one.read is one.adjusted
    assert one.adjusted.error < 0.6 * one.plain.error
    assert one.explained == pytest.approx(0.85, abs=0.1)


def test_an_empty_covariate_is_filled_and_said(tmp_path: Path):
    rows = {name: list(values) for name, values in shop().items()}
    rows["before"][7] = None
    rows["before"][300] = "nan"
    reading = read_experiment(
        write(tmp_path / "shop.csv", rows), variant="arm", metrics=["spend"], covariates=["before"]
    )
    assert only(reading).explained > 0.7
    assert "covariate-empty" in [finding.code for finding in reading.findings]


def test_rows_of_a_unit_are_added_up_first(tmp_path: Path):
    rows = shop()
    halves = {name: np.repeat(values, 2) for name, values in rows.items()}
    halves["spend"] = halves["spend"] / 2
    whole = read_experiment(write(tmp_path / "whole.csv", rows), variant="arm", metrics=["spend", "came:proportion"])
    split = read_experiment(
        write(tmp_path / "halves.csv", halves),
        variant="arm",
        metrics=["spend", "came:proportion"],
        covariates=["before"],
        unit="id",
        rows_per_unit="many",
    )
    assert split.units == 400
    for one, same in zip(whole.comparisons, split.comparisons, strict=True):
        assert one.plain.p == pytest.approx(same.plain.p, rel=1e-9)


def test_clusters_are_read_as_a_ratio_of_their_sums(tmp_path: Path):
    rng = np.random.default_rng(9)
    rows = shop(n=600)
    rows["store"] = np.where(rows["arm"] == "A", 0, 100) + rng.integers(0, 30, 600)
    rows["spend"] = rows["spend"] + rng.normal(0, 5, 200)[rows["store"]]
    file = write(tmp_path / "stores.csv", rows)
    reading = read_experiment(file, variant="arm", metrics=["spend"], cluster="store", unit="id")
    one = only(reading)
    assert reading.units == 600
    assert sum(reading.counts) == len(set(rows["store"]))
    levels = []
    for arm in ("B", "A"):
        own = rows["arm"] == arm
        stores = [rows["spend"][own & (rows["store"] == s)] for s in sorted(set(rows["store"][own]))]
        total, size = np.array([s.sum() for s in stores]), np.array([len(s) for s in stores])
        mean = total.sum() / size.sum()
        levels.append((mean, ((total - mean * size) / size.mean()).var(ddof=1) / len(stores)))
    assert one.plain.difference.value == pytest.approx(levels[0][0] - levels[1][0], rel=1e-9)
    assert one.plain.error == pytest.approx((levels[0][1] + levels[1][1]) ** 0.5, rel=1e-9)
    alone = only(read_experiment(file, variant="arm", metrics=["spend"], unit="id"))
    assert one.plain.error > 1.3 * alone.plain.error
    assert read_experiment(file, variant="arm", ratios=["orders/visits"], cluster="store").units == 600


def test_strata_weigh_every_arm_alike(tmp_path: Path):
    rows = shop()
    rows["spend"] = rows["spend"] + 30 * (rows["market"] == "north")
    file = write(tmp_path / "shop.csv", rows)
    one = only(read_experiment(file, variant="arm", metrics=["spend"], stratum="market"))
    by_hand = 0.0
    for market in ("north", "south"):
        own = rows["market"] == market
        b, a = (rows["spend"][own & (rows["arm"] == arm)].mean() for arm in "BA")
        by_hand += own.mean() * (b - a)
    assert one.plain.difference.value == pytest.approx(by_hand, rel=1e-9)
    alone = only(read_experiment(file, variant="arm", metrics=["spend"]))
    assert one.plain.error < 0.7 * alone.plain.error


def test_a_quantile_is_the_order_statistic(tmp_path: Path):
    rows = shop(n=2000)
    one = only(read_experiment(write(tmp_path / "shop.csv", rows), variant="arm", metrics=["spend:p90"]))
    for arm, seen in zip(arms(rows, "spend"), (one.plain.treated, one.plain.control), strict=True):
        assert seen.value == np.sort(arm)[899]
    assert one.plain.difference.low < one.plain.difference.value < one.plain.difference.high


def test_empty_cells_are_nought_or_left_out_as_it_is_said(tmp_path: Path):
    rows = {name: list(values) for name, values in shop().items()}
    rows["spend"][3] = rows["spend"][4] = None
    file = write(tmp_path / "shop.csv", rows)
    zero = np.array([0.0 if v is None else float(v) for v in rows["spend"]])
    arm = np.array(rows["arm"])
    one = only(read_experiment(file, variant="arm", metrics=["spend"], missing="zero"))
    assert one.plain.control.value == pytest.approx(zero[arm == "A"].mean())
    dropped = read_experiment(file, variant="arm", metrics=["spend", "visits"], covariates=["before"], missing="drop")
    spend, visits = dropped.comparisons
    assert spend.plain.control.value == pytest.approx(zero[arm == "A"].sum() / 198)
    assert (spend.plain.control.n, visits.plain.control.n) == (198, 200)
    assert "cells-left-out" in [finding.code for finding in dropped.findings]


def test_many_comparisons_are_corrected(tmp_path: Path):
    rows = shop(n=600)
    rows["arm"] = np.tile(["A", "B", "C"], 200)
    file = write(tmp_path / "shop.csv", rows)
    metrics = ["spend", "visits", "came:proportion"]
    holm = read_experiment(file, variant="arm", metrics=metrics)
    bh = read_experiment(file, variant="arm", metrics=metrics, correction="bh")
    assert len(holm.comparisons) == 6
    least = min(holm.comparisons, key=lambda one: one.plain.p)
    assert least.corrected == pytest.approx(min(6 * least.plain.p, 1))
    assert all(b.corrected <= h.corrected for b, h in zip(bh.comparisons, holm.comparisons, strict=True))


def test_guardrails_hold_break_or_cannot_be_told(tmp_path: Path):
    rows = shop(n=4000)
    rows["safe"], rows["hurt"] = 100 + np.cos(rows["id"]), 100 - 10 * (rows["arm"] == "B") + np.cos(rows["id"])
    reading = read_experiment(
        write(tmp_path / "shop.csv", rows),
        variant="arm",
        metrics=["spend"],
        guardrails=[("safe", "-2%"), ("hurt", "-2%"), ("orders", "-0.5%"), ("safe", "+1")],
    )
    assert [one.held.held for one in reading.guarded] == [True, False, None, True]


def test_columns_may_have_any_name(tmp_path: Path):
    rows = shop()
    odd = {'the "arm"': rows["arm"], "a/b: spend": rows["spend"], "order": rows["orders"], "k0": rows["market"]}
    reading = read_experiment(
        write(tmp_path / "it's.csv", odd), variant='the "arm"', metrics=["a/b: spend:mean", "order"], segments=["k0"]
    )
    assert [one.metric.name for one in reading.comparisons] == ["a/b: spend", "order"]
    assert {e.level for part in reading.segmented for e in part.effects} == {"north", "south"}


def test_what_does_not_vary_cannot_be_told(tmp_path: Path):
    rows = shop()
    rows["flat"] = np.ones(400)
    reading = read_experiment(write(tmp_path / "shop.csv", rows), variant="arm", metrics=["flat", "spend"])
    flat, spend = reading.comparisons
    assert flat.read is None
    assert flat.verdict is None
    assert spend.corrected == spend.plain.p


def test_a_quantile_amid_equal_values_cannot_be_told(tmp_path: Path):
    rows = shop()
    rows["stars"] = np.where(np.arange(400) % 10 == 0, 1, 5)
    one = only(read_experiment(write(tmp_path / "shop.csv", rows), variant="arm", metrics=["stars:p50"]))
    assert one.read is None
    assert "share one value" in one.why.msgid
