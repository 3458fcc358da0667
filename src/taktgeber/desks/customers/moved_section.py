"""What moved for customers since yesterday, as far as the loaded data tell; else in words what will stand here."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, timedelta

from taktgeber.core import Exact, Period, Section, Table, Text, text
from taktgeber.customers import Moved, moved_on, newest_day
from taktgeber.cycle.visit import Visit


def sentence(visit: Visit) -> Text:
    day, rows = _known(visit)
    if day is None:
        return text("No orders are loaded: here will stand what moved for your customers since yesterday.")
    if (visit.today() - day) > timedelta(days=1):
        return text(
            "Orders are loaded up to {day}; what moved since yesterday cannot be told. Tell what you hear.", day=day
        )
    on, before = Period(day, day), Period(day - timedelta(days=1), day - timedelta(days=1))
    return text(
        "{orders} came in on {day}, and {returns}; the day before, {earlier}.",
        orders=Exact(sum(r.orders for r in rows), "orders", on), day=day,
        returns=Exact(sum(r.returns for r in rows), "returns", on),
        earlier=Exact(sum(r.orders_before for r in rows), "orders", before),
    )  # fmt: skip


def moved(visit: Visit) -> Section | None:
    day, rows = _known(visit)
    if day is None or not rows:
        return None
    on, before = Period(day, day), Period(day - timedelta(days=1), day - timedelta(days=1))
    table = Table(
        (text("Market"), text("Orders"), text("Orders, the day before"), text("Returns"),
         text("Returns, the day before")),
        tuple(
            (row.market or text("market not known"), Exact(row.orders, "orders", on),
             Exact(row.orders_before, "orders", before), Exact(row.returns, "returns", on),
             Exact(row.returns_before, "returns", before))
            for row in rows
        ),
        text("What customers ordered and brought back on {day}", day=day),
    )  # fmt: skip
    how = (
        text("An order is an invoice with at least one line that was sold, counted on the day of the sale."),
        text("Stock, delays, promises and complaints are not loaded yet; they will stand here beside the orders."),
    )
    headline = text("What moved for customers on {day}", day=day)
    return Section("customers", None, headline, (), (), (table,), (), (), how)


def _known(visit: Visit) -> tuple[date | None, tuple[Moved, ...]]:
    """The newest day with orders and what moved on it, kept by snapshot."""
    house = visit.house
    day = newest_day(house.book)
    if day is None:
        return None, ()
    snapshot = house.snapshot()
    kept = house.results.of(snapshot, house.settings)
    rows = kept.get(f"customers.moved {day}", lambda: [astuple(row) for row in moved_on(house.engine, snapshot, day)])
    return day, tuple(Moved(*row) for row in rows)
