"""Tables on which engines could differ: a random shop, nothing, one row, gaps, credits, month ends, scripts, huge sums.

Rows are dicts; a required column that a row does not name holds the plainest value of its type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from taktgeber.core import Period
from taktgeber.data import CONTRACTS
from tests.exploit.small_shop import random_shop

Row = dict[str, Any]
FIRST_BEAT = date(2024, 1, 1)
QUARTER = Period(date(2025, 1, 27), date(2025, 4, 27))
PLAIN: Mapping[str, Any] = {
    "text": "x", "integer": 0, "small": 1, "number": 1.0, "money": 0, "date": date(2025, 2, 3),
    "time": datetime.combine(date(2025, 2, 3), time()),
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """relieved: media loads of which a part was replaced later; see stored.py."""

    tables: Mapping[str, list[Row]] = field(default_factory=dict)
    periods: tuple[Period, ...] = (QUARTER,)
    relieved: bool = False

    def rows(self, table: str) -> list[Row]:
        plain = {c.name: PLAIN[c.type] for c in CONTRACTS[table].columns if c.required}
        return [{**plain, **row} for row in self.tables.get(table, [])]


def _random(seed: int) -> Case:
    shop = random_shop(seed)
    days = [date(2025, 1, 6) + timedelta(n) for n in range(0, 120, 3)]
    bookings = [
        {"booking": f"b{n}", "date": day, "unit": ("lab", "shop")[n % 2], "initiative": (None, "boxes")[n % 3 == 0],
         "account": ("media: meta", "agency")[n % 4 == 0], "channel": (None, "Meta")[n % 2], "amount": 7 * n - 90}
        for n, day in enumerate(days)
    ]  # fmt: skip
    sales = [{**row, "at": datetime.combine(row["at"], time(23, 59, 59, 999999))} for row in shop.transactions]
    tables = {"media": shop.media, "transactions": sales, "customers": shop.customers, "bookings": bookings}
    return Case(tables, (QUARTER, Period(date(2025, 2, 1), date(2025, 2, 10))))


def _sale(number: int, **more: Any) -> Row:
    return {
        "transaction": f"t{number}",
        "kind": "sale",
        "revenue": 500,
        "margin": 200,
        "customer": f"c{number}",
        **more,
    }


def _one() -> Case:
    row: Row = {"market": "DE", "acquired_via": "Meta", "channel": "Meta"}
    return Case({table: [{**row, **_sale(1)} if table == "transactions" else dict(row)] for table in CONTRACTS})


def _nothing_known() -> Case:
    """Every column that may be missing is missing."""
    kinds = ("sale", "return", "adjustment", "fee")
    lines = [{"transaction": f"t{n}", "kind": kind, "revenue": n} for n, kind in enumerate(kinds)]
    bare = {table: [{}, {}] for table in CONTRACTS if table != "transactions"}
    return Case({**bare, "transactions": lines, "customers": [{"customer": "c1"}]})


def _credits() -> Case:
    lines = [_sale(n, kind=("sale", "return")[n % 2], revenue=-n * 7, margin=-n * 3, quantity=-1.0) for n in range(9)]
    booked = [{"amount": -n, "account": "agency", "date": FIRST_BEAT - timedelta(n)} for n in range(12)]
    media = [{"claimed_revenue": -5, "claimed_conversions": -0.0005 * n, "campaign": "c"} for n in range(6)]
    return Case({"transactions": lines, "bookings": booked, "media": media})


def _month_ends() -> Case:
    """Weeks and beats over month, year and leap days, rows longer than a day across the edges of a period."""
    ends = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1),
            date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31)]  # fmt: skip
    media = [
        {"first": d, "last": d + timedelta(more), "spend": 10 + n, "claimed_conversions": n / 3}
        for n, d in enumerate(ends)
        for more in (0, 1, 30)
    ]
    moments = (time(0), time(23, 59, 59, 999999))
    sales = [_sale(n, at=datetime.combine(d, at)) for n, d in enumerate(ends) for at in moments]
    booked = [{"date": d, "amount": n, "account": "agency"} for n, d in enumerate(ends)]
    periods = (Period(date(2024, 2, 1), date(2024, 2, 29)), Period(date(2024, 12, 31), date(2025, 1, 31)), QUARTER)
    return Case({"media": media, "transactions": sales, "bookings": booked}, periods)


NAMES = ("Köln", "Ko\u0308ln", "KÖLN", "北京", "東京 🗼", "O'Brien", 'say "hi"', "back\\slash", "tick`", "a\nb", " x",
         "x ", "", "İstanbul", "ß", "SS", "%_*", "null", "NULL", "nan")  # fmt: skip


def _scripts() -> Case:
    media = [{"market": n, "channel": n, "campaign": n, "account": n, "spend": 1} for n in NAMES]
    sales = [_sale(i, market=n, transaction=n, customer=n or None, source=n) for i, n in enumerate(NAMES)]
    both = [_sale(i, market=m, customer="tie", transaction=m) for i, m in enumerate(NAMES)]
    people = [{"customer": n, "acquired_via": n, "market": n} for n in NAMES if n]
    booked = [{"unit": n, "initiative": n, "channel": n, "account": n, "amount": 1} for n in NAMES]
    refers = [{"account": f"media:{n}", "amount": 100} for n in NAMES]
    return Case({"media": media, "transactions": sales + both, "customers": people, "bookings": booked + refers})


def _huge() -> Case:
    """Sums beyond 2^53, where a float would lose the last penny, and halves that round away from zero."""
    edge = 2**53
    media = [
        {"spend": edge + n, "claimed_revenue": edge - n, "impressions": 2 * edge + 1, "clicks": 1, "campaign": "c",
         "claimed_conversions": (n + 0.5) / 1000}
        for n in range(-3, 4)
    ]  # fmt: skip
    sales = [_sale(n, revenue=edge + n, margin=-(edge + n), customer="c") for n in range(5)]
    booked = [{"amount": edge + n, "account": "agency"} for n in range(5)]
    return Case({"media": media, "transactions": sales, "bookings": booked})


def _relieved() -> Case:
    """Three accounts, of which a later load replaced single days and one longer period."""
    days = [date(2025, 2, 3) + timedelta(n) for n in range(10)]
    media = [{"first": d, "last": d, "account": a, "spend": 3} for d in days for a in ("a", "O'Brien \\ Söhne", "北")]
    media += [{"first": date(2025, 3, 1), "last": date(2025, 3, 31), "account": "a", "spend": 5}]
    return Case({"media": media}, relieved=True)


CASES: Mapping[str, Callable[[], Case]] = {
    **{f"shop {seed}": (lambda seed=seed: _random(seed)) for seed in range(3)},
    "empty": Case,
    "one row": _one,
    "nothing known": _nothing_known,
    "credits": _credits,
    "month ends": _month_ends,
    "scripts": _scripts,
    "huge": _huge,
    "relieved in part": _relieved,
}
