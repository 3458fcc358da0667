"""Return metrics are known under every spelling; learning metrics and honest others are left alone."""

from __future__ import annotations

import pytest

from taktgeber.govern import LEARNING_METRICS, RETURN_METRICS, is_return_metric
from taktgeber.govern.metrics import is_money_unit

RETURN = [
    "ROAS", "roas", "R.O.A.S", "R O A S", "r-o-a-s", "roas_7d", "ROAS (Meta)", "mROAS", "iROAS", "blended_roas",
    "targetRoas", "R0AS", "rOАs", "ＲＯＡＳ", "RO\u200bAS", "ROAS28", "Return on ad spend",
    "return-on-advertising-spend", "RoI", "ROI 90 days", "marketing ROI", "CAC", "blended CAC", "nCAC", "CPA",
    "cost per acquisition", "Cost per order", "CLV", "LTV:CAC", "customer lifetime value", "Revenue",
    "net revenue growth", "incremental revenue", "contribution margin", "Profit before tax", "profitability",
    "payback", "NPV", "expected value", "discounted value", "sales", "turnover", "AOV", "average order value",
    "Umsatz", "Umsatzwachstum", "Deckungsbeitrag", "Erlöse", "Kundenwert", "Rendite", "Kosten pro Neukunde",
    "Gewinn", "fatturato", "ricavi netti", "margine", "redditività", "costo di acquisizione",
    "ritorno sull'investimento", "投资回报率", "广告支出回报率", "获客成本", "销售额", "净利润", "客户终身价值",
]  # fmt: skip
OTHER = [
    *LEARNING_METRICS, "orders", "new customers", "broad market", "promoters", "chance that the claim holds",
    "interval width", "weeks to the first test", "roast level", "users in trial", "Lernfortschritt",
    "esperimenti conclusi", "实验次数", "carriers contacted", "prototype stage", "error rate", "rooms visited",
]  # fmt: skip


@pytest.mark.parametrize("metric", [*RETURN, *RETURN_METRICS])
def test_return_is_known_by_name(metric: str):
    assert is_return_metric(metric)


@pytest.mark.parametrize("metric", OTHER)
def test_what_is_not_return_is_left_alone(metric: str):
    assert not is_return_metric(metric)


@pytest.mark.parametrize("unit", ["GBP", "EUR per new customer", "€", "times", "pounds", "revenue"])
def test_money_units_are_known(unit: str):
    assert is_money_unit(unit)


@pytest.mark.parametrize("unit", ["insights", "share", "orders", "days", "new customers", "points"])
def test_units_of_counts_are_not_money(unit: str):
    assert not is_money_unit(unit)
