"""Contracts of the standard tables: what every column means, in which unit, and what it may hold.

One contract a table: columns with type, unit, nullability, range, allowed values and class of
personal data; the grain (the columns that name a row) and the scope (the day or period by which a
later export replaces an earlier one). `checks` compiles them to one query on the engine; `schema`
gives the same to Ibis; docs/loading.md is written from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["text", "integer", "small", "number", "money", "date", "time"]
Personal = Literal["none", "pseudonym"]

# Earlier or later days come from a misread date far more often than from a business.
FIRST_DAY, LAST_DAY = "1990-01-01", "2100-12-31"

_DUCK = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "small": "INTEGER",
    "number": "DOUBLE",
    "money": "BIGINT",
    "date": "DATE",
    "time": "TIMESTAMP",
}
_IBIS = {
    "text": "string",
    "integer": "int64",
    "small": "int32",
    "number": "float64",
    "money": "int64",
    "date": "date",
    "time": "timestamp(6)",
}


@dataclass(frozen=True, slots=True)
class Column:
    """unit: of a number ("minor units", "impressions"); low: the least it may be; allowed: the only values."""

    name: str
    type: Type
    says: str
    unit: str = ""
    required: bool = True
    low: float | None = None
    above: float | None = None
    allowed: tuple[str, ...] = ()
    personal: Personal = "none"

    @property
    def duck(self) -> str:
        return _DUCK[self.type]


@dataclass(frozen=True, slots=True)
class Contract:
    """grain: names a row, where rows have names; first, last: columns of the period a row belongs to.

    by_account: replaced by (source, account, day), else by (source, day); whole: the later export of
    a source replaces all of the earlier one.
    """

    table: str
    says: str
    columns: tuple[Column, ...]
    grain: tuple[str, ...]
    first: str | None
    last: str | None
    by_account: bool = False
    unique: bool = True
    past_only: bool = False

    def column(self, name: str) -> Column | None:
        return next((c for c in self.columns if c.name == name), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def ibis_schema(self) -> dict[str, str]:
        return {c.name: _IBIS[c.type] for c in self.columns}


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
    by_account=True,
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
    by_account=True,
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

CONTRACTS: Mapping[str, Contract] = {
    c.table: c for c in (_MEDIA, _BOOKINGS, _TRANSACTIONS, _CUSTOMERS, _RATES, _OUTCOMES)
}
