"""Means, ratios, adjustment and strata: held against ordinary least squares and against rows."""

from __future__ import annotations

import numpy as np
import pytest

from taktgeber.stats.adjusted import Measured, adjusted_level, adjustment, level
from taktgeber.stats.arm_means import post_stratified, unweighed
from taktgeber.stats.compare import welch

from .sums import moments_of

Y, RATIO = Measured("y"), Measured("y", "z")


def rows(n=(300, 400), seed=5):
    rng = np.random.default_rng(seed)
    for size, effect in zip(n, (0.0, 0.4), strict=True):
        x, w = rng.gamma(2, 3, size), rng.normal(size=size)
        z = 1 + rng.poisson(3, size)
        yield {"x": x, "w": w, "z": z, "y": 5 + 0.8 * x - 0.5 * w + 0.3 * z + effect + rng.normal(size=size)}


def test_an_adjusted_difference_is_that_of_ordinary_least_squares():
    control, treated = rows()
    arms = [unweighed(moments_of(3.0, **arm)) for arm in (control, treated)]
    covariates = (Measured("x"), Measured("w"))
    by = adjustment(arms, Y, covariates)
    common = [0.0, 0.0]
    difference = adjusted_level(arms[1], Y, by, common).value - adjusted_level(arms[0], Y, by, common).value
    y = np.concatenate([control["y"], treated["y"]])
    design = np.column_stack(
        [np.ones(len(y)), np.repeat([0, 1], [300, 400]), *(np.concatenate([control[c], treated[c]]) for c in "xw")]
    )
    fitted, *_ = np.linalg.lstsq(design, y, rcond=None)
    assert difference == pytest.approx(fitted[1], rel=1e-9)
    assert by.theta == pytest.approx(fitted[2:], rel=1e-9)
    assert by.spent == pytest.approx(2 / 698)


def test_with_equal_arms_its_error_is_nearly_that_of_least_squares():
    control, treated = rows((500, 500))
    arms = [unweighed(moments_of(**arm)) for arm in (control, treated)]
    by = adjustment(arms, Y, (Measured("x"),))
    seen = welch(*(adjusted_level(arm, Y, by, [0.0]) for arm in reversed(arms)))
    y, x = (np.concatenate([control[c], treated[c]]) for c in "yx")
    design = np.column_stack([np.ones(1000), np.repeat([0, 1], 500), x])
    _, rest, *_ = np.linalg.lstsq(design, y, rcond=None)
    error = (rest[0] / 997 * np.linalg.inv(design.T @ design)[1, 1]) ** 0.5
    assert seen.error == pytest.approx(error, rel=2e-3)


def test_a_ratio_has_the_variance_of_its_linear_change():
    (arm, _) = rows()
    found = level(unweighed(moments_of(2.0, **arm)), RATIO)
    ratio = arm["y"].mean() / arm["z"].mean()
    change = (arm["y"] - ratio * arm["z"]) / arm["z"].mean()
    assert found.value == pytest.approx(ratio, rel=1e-12)
    assert found.variance == pytest.approx(change.var(ddof=1) / 300, rel=1e-9)
    assert found.freedom == pytest.approx(299)


def test_a_ratio_is_adjusted_by_a_ratio_known_before():
    control, treated = rows()
    for arm in (control, treated):
        arm["a"], arm["b"] = arm["y"] + np.cos(arm["y"] * 50), arm["z"] + 0.0
    arms = [unweighed(moments_of(**arm)) for arm in (control, treated)]
    by = adjustment(arms, RATIO, (Measured("a", "b"),))
    found = adjusted_level(arms[0], RATIO, by, [1.0])
    assert found.variance < 0.5 * level(arms[0], RATIO).variance
    before = control["a"].mean() / control["b"].mean()
    change = (control["y"] - control["y"].mean() / control["z"].mean() * control["z"]) / control["z"].mean()
    change = change - by.theta[0] * (control["a"] - before * control["b"]) / control["b"].mean()
    assert found.variance * (1 - by.spent) ** 2 == pytest.approx(change.var(ddof=1) / 300, rel=1e-9)


def test_a_covariate_that_repeats_another_or_does_not_vary_weighs_nothing():
    control, treated = rows()
    for arm in (control, treated):
        arm["twin"], arm["flat"] = 2 * arm["x"], np.full(len(arm["x"]), 7.0)
    arms = [unweighed(moments_of(**arm)) for arm in (control, treated)]
    alone = adjustment(arms, Y, (Measured("x"),))
    more = adjustment(arms, Y, (Measured("flat"), Measured("x"), Measured("twin")))
    assert more.theta == pytest.approx((0, alone.theta[0], 0))
    assert more.explained == pytest.approx(alone.explained)


def test_post_stratified_means_are_those_of_all_units_mix():
    rng = np.random.default_rng(2)
    rich, poor = rng.normal(50, 3, 40), rng.normal(10, 3, 160)
    other_rich, other_poor = rng.normal(50, 3, 90), rng.normal(10, 3, 110)
    arms = post_stratified(
        [
            {"rich": moments_of(y=rich), "poor": moments_of(y=poor)},
            {"rich": moments_of(y=other_rich), "poor": moments_of(y=other_poor)},
        ]
    )
    found = [level(arm, Y) for arm in arms]
    assert found[0].value == pytest.approx(130 / 400 * rich.mean() + 270 / 400 * poor.mean())
    by_hand = (130 / 400) ** 2 * rich.var(ddof=1) / 40 + (270 / 400) ** 2 * poor.var(ddof=1) / 160
    assert found[0].variance == pytest.approx(by_hand)
    assert welch(found[1], found[0]).difference.low < 0 < welch(found[1], found[0]).difference.high


def test_a_stratum_without_an_arm_cannot_be_weighed():
    with pytest.raises(ValueError, match="stratum poor has fewer than two"):
        post_stratified([{"rich": moments_of(y=[1, 2]), "poor": moments_of(y=[1, 2])}, {"rich": moments_of(y=[1, 2])}])


def test_nothing_to_divide_by():
    with pytest.raises(ValueError, match="nothing to divide by"):
        level(unweighed(moments_of(y=[1, 2], z=[0, 0])), RATIO)


def test_more_covariates_than_units_are_refused():
    arms = [unweighed(moments_of(y=[1, 2], x=[3, 5], w=w)) for w in ([1, 7], [4, 2])]
    with pytest.raises(ValueError, match="need more units than 4"):
        adjustment(arms, Y, (Measured("x"), Measured("w")))
