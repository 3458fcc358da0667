"""takt experiment plan --history: from the workspace's own orders, with what it costs; refused in words."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Money, Period, Refusal
from taktgeber.core.format import show
from taktgeber.desks.experiments import plan_history
from taktgeber.desks.experiments.plan import Did, experiment_plan
from taktgeber.desks.experiments.plan_history import OwnPast
from taktgeber.evidence.planning.history import Past
from taktgeber.evidence.planning.own_customers import measure_customers
from taktgeber.evidence.planning.wish import Measure
from taktgeber.workspace import Workspace
from tests.evidence.acme import make_acme
from tests.evidence.test_own_customers import LAST, shop
from tests.exploit.small_shop import SETTINGS as SHOP

SCHEMA = Draft202012Validator(
    json.loads(files("taktgeber.desks.experiments").joinpath("schemas", "experiment_plan.json").read_text("utf-8"))
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_acme(tmp_path)


def test_a_plan_from_own_customers_says_whom_when_and_what_it_costs(monkeypatch: pytest.MonkeyPatch):
    past, window = measure_customers(shop(), "s", SHOP, LAST, "orders")
    own = OwnPast(past, "orders", window, None, "GBP")
    monkeypatch.setattr(plan_history, "own_past", lambda *_: own)
    answer = experiment_plan(history=Did.orders, lift="10%", looks=1, unit_cost=0.40)
    data = json.loads(json.dumps(answer.plain()))
    assert list(SCHEMA.iter_errors(data)) == []
    assert data["history"] == {"did": "orders", "market": None, "first": "2025-08-11", "last": "2025-09-07"}
    assert data["cost"] == {"minor": 40 * data["units_by_arm"][1], "currency": "GBP"}
    said = " ".join(show(each) for each in answer.says)
    assert "Measured over 4 customers who bought in the year before (all markets): orders in" in said
    assert "more-than-there-are" in [finding.code for finding in answer.findings]
    assert said.endswith(f"costs {show(Money(data['cost']['minor'], 'GBP'))}.")


def test_a_level_of_money_has_its_currency_and_counts_their_thousands(monkeypatch: pytest.MonkeyPatch):
    past = Past(Measure("mean", 121.5, 800.0), 4152, 4152)
    own = OwnPast(past, "revenue", Period(LAST, LAST), None, "GBP")
    monkeypatch.setattr(plan_history, "own_past", lambda *_: own)
    answer = experiment_plan(history=Did.revenue, lift="10%", looks=1)
    said = " ".join(show(each) for each in answer.says)
    assert "4,152 customers" in said
    assert "level £122." in said
    (found,) = (one for one in answer.findings if one.code == "more-than-there-are")
    assert show(found.says).endswith("customers, and 4,152 are known.")
    assert "all markets" not in show(found.advice)  # they are what was asked for


def test_refused_in_words(workspace: Workspace):
    with pytest.raises(Refusal, match="no orders are loaded"):
        experiment_plan(history=Did.revenue, lift="5%", find_workspace=lambda: workspace)
    with pytest.raises(Refusal, match="no workspace is given"):
        experiment_plan(history=Did.revenue, lift="5%")
    with pytest.raises(Refusal, match="own customers"):
        experiment_plan(history=Did.revenue, baseline=3.0, lift="5%", find_workspace=lambda: workspace)
    for cost in (-1.0, 0.0, float("nan"), float("inf")):
        with pytest.raises(Refusal, match="no cost of one unit"):
            experiment_plan(baseline=20.0, sd=30.0, lift="5%", unit_cost=cost, find_workspace=lambda: workspace)


def test_a_cost_needs_a_currency_not_a_history(workspace: Workspace):
    answer = experiment_plan(baseline=20.0, sd=30.0, lift="5%", unit_cost=0.5, find_workspace=lambda: workspace)
    data = answer.plain()
    assert data["cost"] == {"minor": 50 * data["units_by_arm"][1], "currency": "GBP"}
