"""Contracts of the standard tables: what every column means, in which unit, and what it may hold.

One contract a table: columns with type, unit, nullability, range, allowed values and class of
personal data; the grain (the columns that name a row) and the scope (the day or period by which a
later export replaces an earlier one). `checks` compiles them to one query on the engine; `schema`
gives the same to Ibis; docs/loading.md is written from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .contract import FIRST_DAY, LAST_DAY, Column, Contract

__all__ = ["CONTRACTS", "FIRST_DAY", "LAST_DAY", "Column", "Contract"]


def _money(name: str, says: str, **more: Any) -> Column:
    return Column(name, "money", says, unit="minor units of the workspace currency", **more)


_SOURCE = Column("source", "text", "where the row comes from: the importer's or the mapping's name")
_MARKET = Column("market", "text", "the local team's territory; empty: not known", required=False)
_KINDS = ("sale", "return", "adjustment", "fee", "shipping", "write_off")

_MEDIA = Contract(
    "media",
    "What was paid for advertising, what was shown for it, and what the platform claims came of it.",
    (
        Column("first", "date", "first day the row is about"),
        Column("last", "date", "last day; later than the first: in no daily figure"),
        _SOURCE,
        Column("account", "text", "the advertising account"),
        _MARKET,
        Column("channel", "text", "Meta, Google Ads, TikTok, or as the mapping says"),
        Column("campaign", "text", "the campaign's name"),
        Column("ad", "text", "the advertisement, where the export has it", required=False),
        Column("breakdown", "text", "the parts the row was broken down into, as name=value"),
        _money("spend", "what was paid", low=0),
        Column("spend_original", "money", "the same as billed", unit="minor units of the row's currency", low=0),
        Column("currency", "text", "the currency it was billed in (ISO 4217)"),
        Column("impressions", "integer", "times shown", unit="impressions", low=0),
        Column("clicks", "integer", "clicks on the link", unit="clicks", low=0),
        Column("claimed_conversions", "number", "conversions the platform claims", unit="conversions", required=False),
        _money("claimed_revenue", "revenue the platform claims", required=False),
    ),
    grain=("first", "last", "source", "account", "market", "channel", "campaign", "ad", "breakdown"),
    first="first",
    last="last",
    beside="account",
    unique=False,
    past_only=True,
)

_TRANSACTIONS = Contract(
    "transactions",
    "What customers bought, brought back or were charged, line by line.",
    (
        Column("transaction", "text", "the invoice or order"),
        Column("line", "small", "the row's order in its invoice, from 1", low=1),
        Column("customer", "text", "keyed pseudonym; empty: not known", required=False, personal="pseudonym"),
        Column("at", "time", "when it was booked, UTC"),
        Column("product", "text", "stock code or name", required=False),
        Column("quantity", "number", "pieces; negative where they came back", unit="pieces"),
        _money("revenue", "price times quantity, negative for returns"),
        _money("margin", "revenue less the cost of the goods", required=False),
        _MARKET,
        Column("kind", "text", "what the line is", allowed=_KINDS),
        _SOURCE,
        Column("account", "text", "the shop"),
    ),
    grain=("source", "account", "transaction", "line"),
    first="at",
    last="at",
    beside="account",
    past_only=True,
)

_BOOKINGS = Contract(
    "bookings",
    "Costs as the books have them, by unit and initiative.",
    (
        Column("booking", "text", "the booking's number"),
        Column("date", "date", "day of the booking"),
        Column("unit", "text", "the organisational unit that bears it"),
        Column("initiative", "text", "the initiative it is for", required=False),
        Column("account", "text", "account of the books; media: and a source only refers to media spend"),
        Column("channel", "text", "the channel it pays for", required=False),
        _money("amount", "the cost; negative for a credit"),
        _SOURCE,
    ),
    grain=("source", "booking"),
    first="date",
    last="date",
)

_RATES = Contract(
    "rates",
    "What one unit of a currency was worth in the workspace's currency on a day.",
    (
        Column("date", "date", "day from which the rate holds, until the next one"),
        Column("currency", "text", "the foreign currency (ISO 4217)"),
        Column("rate", "number", "workspace currency for one unit of it", unit="per unit", above=0),
        _SOURCE,
    ),
    grain=("source", "date", "currency"),
    first="date",
    last="date",
)

_OUTCOMES = Contract(
    "outcomes",
    "What happened on a day in a market, counted once.",
    (
        Column("date", "date", "the day"),
        _MARKET,
        Column("kpi", "text", "orders, new_customers, revenue, margin or a name of your own"),
        Column("value", "number", "the value, money in minor units", unit="as the kpi says"),
    ),
    grain=("date", "market", "kpi"),
    first="date",
    last="date",
    beside="kpi",
)

_CONTROLS = Contract(
    "controls",
    "What moves the figures and is no marketing: prices, weather, holidays, rivals' spend.",
    (
        Column("date", "date", "the day, or the first day of the week it is about"),
        _MARKET,
        Column("name", "text", "what was measured"),
        Column("value", "number", "its value", unit="as the name says"),
    ),
    grain=("date", "market", "name"),
    first="date",
    last="date",
    beside="name",
)

_SERIES = Contract(
    "series",
    "What is watched over time for weak signals, from inside or outside.",
    (
        Column("name", "text", "what is watched"),
        Column("date", "date", "the day, or the first day of the period"),
        Column("value", "number", "its value", unit="as the name says"),
        _SOURCE,
    ),
    grain=("name", "date"),
    first="date",
    last="date",
    beside="name",
)

_TEXTS = Contract(
    "texts",
    "What is read for weak signals and for word against deed: advertisements, strategies, news, notes.",
    (
        Column("document", "text", "the document's number or name"),
        Column("kind", "text", "what it is: job_ad, strategy, news or a name of your own"),
        Column("language", "text", "its language (ISO 639-1)", letters=2),
        Column("title", "text", "its title", required=False, personal="free text"),
        Column("body", "text", "its words, never shown in full where a file is refused", personal="free text"),
        Column("at", "time", "when it was written or published, UTC"),
    ),
    grain=("document",),
    first="at",
    last="at",
    beside="kind",
    past_only=True,
)

_TOOLS = Contract(
    "tools",
    "Which tools marketing works with, what they can do, what they cost and who answers for them.",
    (
        Column("tool", "text", "the tool's name"),
        Column("vendor", "text", "who makes it", required=False),
        Column("category", "text", "what it is for"),
        Column("capabilities", "text", "what it can do, parted by semicolons", required=False),
        Column("owner", "text", "the role or team that answers for it, never a person", required=False),
        Column("scope", "text", "where it is used: a market, a unit, everywhere", required=False),
        Column("seats", "integer", "seats that are paid for", unit="seats", required=False, low=0),
        _money("annual_cost", "what it costs a year", required=False, low=0),
        Column("integrates_with", "text", "other tools it is tied to, parted by semicolons", required=False),
    ),
    grain=("tool",),
    first=None,
    last=None,
)

_CAPACITY = Contract(
    "capacity",
    "What can be sold and served: pieces in stock, pieces that can be made, hours of service.",
    (
        Column("date", "date", "the day, past or planned"),
        _MARKET,
        Column("product", "text", "stock code or name; empty: all of them", required=False),
        Column("stock", "number", "pieces that lie ready", unit="pieces", required=False, low=0),
        Column("production", "number", "pieces that can be made on the day", unit="pieces", required=False, low=0),
        Column("service", "number", "hours of service on the day", unit="hours", required=False, low=0),
    ),
    grain=("date", "market", "product"),
    first="date",
    last="date",
    one_of=("stock", "production", "service"),
)

_EVENTS = Contract(
    "events",
    "What happened around the business and may ask for a new balance. No person is named here.",
    (
        Column("event", "text", "its number or name"),
        Column("at", "time", "when it happened or became known, UTC"),
        _MARKET,
        Column("kind", "text", "what kind it is", allowed=("rival", "outage", "regulation", "key_account")),
        Column("text", "text", "what happened, in a sentence that names no person", personal="free text"),
    ),
    grain=("event",),
    first="at",
    last="at",
)

_CUSTOMERS = Contract(
    "customers",
    "Who the customers are, by pseudonym: where they belong and how they came.",
    (
        Column("customer", "text", "keyed pseudonym", personal="pseudonym"),
        _MARKET,
        Column("acquired_at", "date", "day of the first contact", required=False),
        Column("acquired_via", "text", "recorded source of acquisition", required=False),
    ),
    grain=("customer",),
    first=None,
    last=None,
)

_ALL = (
    *(_MEDIA, _BOOKINGS, _TRANSACTIONS, _CUSTOMERS, _RATES, _OUTCOMES),
    *(_CONTROLS, _SERIES, _TEXTS, _TOOLS, _CAPACITY, _EVENTS),
)
CONTRACTS: Mapping[str, Contract] = {c.table: c for c in _ALL}
