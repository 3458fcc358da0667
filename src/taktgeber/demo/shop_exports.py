"""Exports of the house's own systems: orders with all their dirt, customers, daily rates.

The first order export keeps what really happened to this file: it runs nine days into the next one, so that 1,088
invoices (less those that the draw took out) stand in both and must count once.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from taktgeber.core import Period

from .calendar import BURNT_IN, SEED
from .platform_exports import rate

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# How new customers say they came to the house when asked; this share of them was asked. The rest is not known.
ASKED = 0.35
OTHERWISE = ("Recommended", "Trade fair", "Catalogue", "Search")


def write_orders(db: DuckDBPyConnection, folder: Path, period: Period) -> Path:
    """Invoice lines placed in the period, in the order of the till; Parquet, as its warehouse hands them out."""
    path = folder / f"orders_{period.first.isoformat()}_{period.last.isoformat()}.parquet"
    last = period.last + timedelta(days=1)
    db.execute(
        f"""copy (
        select invoice as "Invoice", stock_code as "StockCode", description as "Description", quantity as "Quantity",
            placed as "InvoiceDate",
            (price_mills / 1000)::decimal(12, 3) as "Price", customer as "Customer ID", country as "Country",
            team as "Team", (coalesce(unit_cost_mills, 0) / 1000)::decimal(12, 2) as "Unit cost"
        from lines where placed >= '{period.first}' and placed < '{last}' order by n)
        to '{str(path).replace("'", "''")}' (format parquet, compression zstd)"""
    )
    return path


def write_customers(db: DuckDBPyConnection, folder: Path, period: Period) -> Path:
    """Customers whose first order lies in the period; what they said of how they came, where they were asked."""
    rows = db.execute(
        """select f.customer, f.team, f.placed::date, d.channel from first_orders f left join drawn d using (customer)
        where f.placed >= ? and f.placed < ? and coalesce(d.won, true) order by f.placed, f.invoice""",
        [period.first, period.last + timedelta(days=1)],
    ).fetchall()
    path = folder / f"customers_{period.first.isoformat()}_{period.last.isoformat()}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("Customer ID", "Team", "Customer since", "How did you hear of us?"))
        for customer, team, since, channel in rows:
            write.writerow((customer, team, since, _said(customer, since, channel)))
    return path


def _said(customer: int, since: date, channel: str | None) -> str:
    if since < BURNT_IN:
        return ""
    asked, otherwise = _answer(customer)
    return (channel or otherwise) if asked else ""


@cache
def _answer(customer: int) -> tuple[bool, str]:
    """Whether this customer was asked, and what one says whom no advertising won; the same in every export."""
    rng = np.random.default_rng([SEED, 5, customer])
    return bool(rng.random() < ASKED), OTHERWISE[int(rng.integers(len(OTHERWISE)))]


def write_rates(folder: Path, period: Period) -> Path:
    path = folder / f"rates_{period.first.isoformat()}_{period.last.isoformat()}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(("Date", "Currency", "Rate", "Source"))
        for day in (period.first + timedelta(n) for n in range(period.days)):
            write.writerow((day, "EUR", rate(day), "demo"))
    return path
