"""What the workspace's own customers did, counted in the engine: by hand, at the edges, and refused in words."""

from __future__ import annotations

import statistics
from datetime import date, timedelta

import pytest

from taktgeber.core import Refusal
from taktgeber.evidence.planning.own_customers import Did, measure_customers
from tests.exploit.small_shop import SETTINGS, Shop

LAST = date(2025, 9, 7)  # a Sunday
WINDOW = date(2025, 8, 11)


def shop() -> Shop:
    made = Shop()
    known = {"a": 0, "b": 2500, "c": 4000, "d": 10_000}
    before = {"a": 1000, "b": 2000, "c": 5000, "d": 9000}
    for name, spent in known.items():
        made.sale(date(2025, 6, 2), name, before[name], before[name] // 2)
        if spent:
            made.sale(date(2025, 8, 12), name, spent, spent // 2, market="DE" if name != "d" else "FR")
    made.sale(date(2025, 8, 30), "d", 500, 250, market="FR")
    made.sale(date(2025, 8, 20), "d", -1500, -750, kind="return", market="FR")
    made.sale(date(2025, 8, 20), "d", 7777, 7777, kind="adjustment", market="FR")
    made.sale(date(2025, 8, 15), "new", 9999)  # never bought before
    made.sale(date(2024, 7, 1), "long-gone", 9999)  # not within a year
    made.sale(date(2025, 8, 15), None, 9999)  # a guest
    return made


@pytest.mark.parametrize(
    ("did", "done", "before"),
    [
        ("revenue", [0, 25.0, 40.0, 90.0], [10.0, 20.0, 50.0, 90.0]),
        ("margin", [0, 12.5, 20.0, 45.0], [5.0, 10.0, 25.0, 45.0]),
        ("orders", [0, 1, 1, 2], [1, 1, 1, 1]),
    ],
)
def test_counted_by_hand(did: Did, done: list[float], before: list[float]):
    past, window = measure_customers(shop(), "s", SETTINGS, LAST, did)
    assert (window.first, window.last, past.units) == (WINDOW, LAST, 4)
    assert past.measure.baseline == pytest.approx(statistics.mean(done))
    assert past.measure.sd == pytest.approx(statistics.stdev(done))
    explained = statistics.correlation(done, before) ** 2 if len(set(before)) > 1 else 0.0
    assert past.measure.explained == pytest.approx(explained)


def test_bought_or_not_is_a_share():
    past, _ = measure_customers(shop(), "s", SETTINGS, LAST, "bought")
    assert (past.measure.kind, past.measure.baseline, past.measure.sd) == ("proportion", 0.75, None)


def test_one_market_is_its_own_and_whole_weeks_end_on_a_sunday():
    past, window = measure_customers(shop(), "s", SETTINGS, LAST + timedelta(3), "revenue", market="DE")
    assert window.last == LAST
    assert past.units == 4  # all four bought in DE before
    assert past.measure.baseline == pytest.approx(65.0 / 4)  # what was bought in FR is not of DE


def test_refused_in_words():
    with pytest.raises(Refusal, match="no market of this workspace"):
        measure_customers(shop(), "s", SETTINGS, LAST, "revenue", market="Mars")
    with pytest.raises(Refusal, match="whole weeks"):
        measure_customers(shop(), "s", SETTINGS, LAST, "revenue", weeks=0)
    with pytest.raises(Refusal, match="fewer than two customers"):
        measure_customers(Shop(), "s", SETTINGS, LAST, "revenue")
    for weeks in (105_000, 10**6, 10**12):  # before the calendar begins
        with pytest.raises(Refusal, match="fewer than two customers"):
            measure_customers(shop(), "s", SETTINGS, LAST, "revenue", weeks=weeks)
    alike = Shop()
    for name in "ab":
        alike.sale(date(2025, 6, 2), name, 100)
    with pytest.raises(Refusal, match="nothing varies"):
        measure_customers(alike, "s", SETTINGS, LAST, "orders")


def test_margins_that_are_missing_are_not_taken_for_nought():
    made = shop()
    made.sale(date(2025, 8, 30), "c", 700, None)
    assert measure_customers(made, "s", SETTINGS, LAST, "revenue")[0].units == 4
    with pytest.raises(Refusal, match="one line of these weeks carries no margin"):
        measure_customers(made, "s", SETTINGS, LAST, "margin")
