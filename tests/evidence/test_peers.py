"""Equal to tea-tasting and statsmodels to nine digits wherever the method is the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taktgeber.evidence import read_experiment
from taktgeber.evidence.reading.result import Comparison

HERE = Path(__file__).parent / "fixtures"
PEERS = json.loads((HERE / "shop_peers.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def seen() -> dict[str, Comparison]:
    reading = read_experiment(
        HERE / "shop.csv", variant="arm", control="old", metrics=("spend", "bought:proportion"),
        ratios=("orders/sessions",), covariates=("before",), unit="user",
    )  # fmt: skip
    return {one.metric.name: one for one in reading.comparisons}


@pytest.mark.parametrize(
    ("peer", "metric"),
    [("tea-tasting", "spend"), ("tea-tasting", "orders/sessions"), ("statsmodels", "spend"), ("statsmodels", "bought")],
)
def test_equal_to_nine_digits(seen: dict[str, Comparison], peer: str, metric: str):
    known, ours = PEERS[peer][metric], seen[metric].plain
    assert ours is not None
    found = {
        "control": ours.control.value, "treatment": ours.treated.value, "effect_size": ours.difference.value,
        "effect_size_ci_lower": ours.difference.low, "effect_size_ci_upper": ours.difference.high, "pvalue": ours.p,
        "statistic": ours.difference.value / ours.error, "df": ours.freedom,
    }  # fmt: skip
    assert set(known) <= set(found)
    assert {name: found[name] for name in known} == pytest.approx(known, rel=1e-9)


def test_the_adjusted_reading_differs_by_the_slope_alone(seen: dict[str, Comparison]):
    """tea-tasting takes the slope over both arms together, into which the effect itself enters; here it is taken
    within the arms (Deng et al. 2013, WSDM, leave the choice open). On this file 0.2 % of the effect lies between."""
    known, ours = PEERS["tea-tasting, CUPED"], seen["spend"].adjusted
    assert ours is not None
    assert ours.difference.value == pytest.approx(known["effect_size"], rel=0.005)
    assert ours.difference.width == pytest.approx(
        known["effect_size_ci_upper"] - known["effect_size_ci_lower"], rel=0.005
    )
