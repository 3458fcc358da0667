"""Orders and returns of the newest day beside the day before, by market."""

from __future__ import annotations

from datetime import date

from taktgeber.customers import Moved, moved_on, newest_day
from tests.cycle.small_house import load


def line(transaction: str, day: int, kind: str = "sale", market: str | None = "UK") -> dict[str, object]:
    return {"transaction": transaction, "line": 1, "customer": None, "at": f"2025-06-0{day} 22:00:00", "product": "x",
            "quantity": 1.0, "revenue": 100, "margin": None, "market": market, "kind": kind, "source": "shop",
            "account": "shop"}  # fmt: skip


def test_orders_and_returns_are_counted_once_by_market_and_day(house):
    rows = [line("a", 7), line("b", 8), line("b", 8), line("c", 8), line("d", 8, "return"), line("e", 8, market=None),
            line("f", 8, "shipping"), line("g", 6)]  # fmt: skip
    load(house, "transactions", rows)
    assert moved_on(house.engine, house.snapshot(), date(2025, 6, 8)) == (
        Moved(None, 1, 0, 0, 0),
        Moved("UK", 2, 1, 1, 0),
    )


def test_the_newest_day_comes_from_the_ledger_alone(house):
    assert newest_day(house.book) is None
    body = {"load": "a" * 64, "stored": "a" * 64, "file": "o.csv", "table": "transactions", "source": "shop",
            "breakdown": [], "rows": 1, "sums": {}, "covers": {"shop": [["2025-06-01", "2025-06-07", "days"]]},
            "replaces": [], "findings": []}  # fmt: skip
    house.book.found("loaded", body, "machine:taktgeber", "test, 2025-06-09")
    assert newest_day(house.book) == date(2025, 6, 7)
