"""Data health: how far the data reach, where days are missing, what belongs to no market or campaign.

Reach and gaps come from the ledger's loads; what is not mapped comes from three small reductions over
the tables. Nothing is compared with the clock, so that the same data always give the same health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatch
from typing import Any

from taktgeber.core import Book, Columns, Engine, Period, Settings

from .loads import LOADS, Loads

_DAILY = ("media", "transactions")


@dataclass(frozen=True, slots=True)
class Feed:
    """One account of one source in one table. missing: days inside the reach without a row."""

    table: str
    source: str
    account: str
    rows: int
    first: date | None
    last: date | None
    missing: int
    gap: Period | None

    @property
    def name(self) -> str:
        return f"{self.source}, {self.account}" if self.account else self.source


@dataclass(frozen=True, slots=True)
class Health:
    """Money in minor units. campaigns: of no unit in the settings, with their spend, the largest first.

    markets: whether the workspace names any; where it names none, nothing is missing a market.
    """

    feeds: tuple[Feed, ...]
    files: int
    rows: int
    equal: int
    first: date | None
    last: date | None
    spend: int
    spend_nowhere: int
    orders: int
    orders_nowhere: int
    campaigns: tuple[tuple[str, int], ...]
    last_findings: tuple[tuple[str, Mapping[str, Any]], ...]
    markets: bool = True

    @property
    def spend_unmapped(self) -> int:
        return sum(spend for _, spend in self.campaigns)

    def stale(self, days: int = 7) -> tuple[Feed, ...]:
        """Feeds that end earlier than the newest of all by more than the given days."""
        last = self.last
        return tuple(
            f for f in self.feeds if f.table in _DAILY and last and f.last and f.last < last - timedelta(days=days)
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by source and account (or source alone) of one table."""

    table: str
    tolerance: float = 0.0

    @property
    def reads(self) -> tuple[str, ...]:
        return (self.table,)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        table = tables[self.table]
        keys = [k for k in ("source", "account") if k in table.columns and (k == "source" or self.table in _DAILY)]
        return table.group_by(keys).aggregate(rows=table.count()) if keys else table.aggregate(rows=table.count())

    def summary(self, columns: Columns) -> dict[tuple[str, str], int]:
        sources = columns.get("source", [""] * len(columns["rows"]))
        accounts = columns.get("account", [""] * len(columns["rows"]))
        return {(s, a): int(n) for s, a, n in zip(sources, accounts, columns["rows"], strict=True)}


@dataclass(frozen=True, slots=True)
class NowhereSpend:
    """Media spend by campaign: all of it, and the part without a market."""

    reads: tuple[str, ...] = ("media",)
    tolerance: float = 0.0

    def expression(self, tables: Mapping[str, Any]) -> Any:
        media = tables["media"]
        return media.group_by("campaign").aggregate(
            spend=media.spend.sum(), nowhere=media.spend.sum(where=media.market.isnull())
        )

    def summary(self, columns: Columns) -> dict[str, tuple[int, int]]:
        rows = zip(columns["campaign"], columns["spend"], columns["nowhere"], strict=True)
        return {campaign: (int(spend or 0), int(nowhere or 0)) for campaign, spend, nowhere in rows}


@dataclass(frozen=True, slots=True)
class NowhereLines:
    """Lines of transactions: all, and those without a market."""

    reads: tuple[str, ...] = ("transactions",)
    tolerance: float = 0.0

    def expression(self, tables: Mapping[str, Any]) -> Any:
        lines = tables["transactions"]
        return lines.aggregate(lines=lines.count(), nowhere=lines.market.isnull().sum())

    def summary(self, columns: Columns) -> tuple[int, int]:
        return int(columns["lines"][0] or 0), int(columns["nowhere"][0] or 0)


def health(engine: Engine, book: Book, snapshot: str, settings: Settings) -> Health:
    from .contracts import CONTRACTS

    loads = book.state(LOADS).at(snapshot)
    batch = engine.batch(snapshot)
    counted = {name: batch.add(Rows(name)) for name in CONTRACTS}
    spend, lines = batch.add(NowhereSpend()), batch.add(NowhereLines())
    batch.run()
    by_campaign, (orders, orders_nowhere) = spend.get(), lines.get()
    rows = {name: handle.get() for name, handle in counted.items()}
    feeds = _feeds(loads, rows)
    speaking = [load for name in CONTRACTS for load in loads.of(name)]
    unmapped = [(c, s) for c, (s, _) in by_campaign.items() if not _mapped(c, settings) and s]
    days = [f for f in feeds if f.table in _DAILY]
    return Health(
        feeds=feeds,
        files=len(speaking),
        rows=sum(sum(r.values()) for r in rows.values()),
        equal=sum(int(f["count"]) for load in speaking for f in load.findings if f["code"] == "equal-rows"),
        first=min((f.first for f in days if f.first), default=None),
        last=max((f.last for f in days if f.last), default=None),
        spend=sum(s for s, _ in by_campaign.values()),
        spend_nowhere=sum(n for _, n in by_campaign.values()),
        orders=orders,
        orders_nowhere=orders_nowhere,
        campaigns=tuple(sorted(unmapped, key=lambda c: (-c[1], c[0]))),
        last_findings=tuple((load.file, f) for load in speaking for f in load.findings),
        markets=bool(settings.markets),
    )


def _mapped(campaign: str, settings: Settings) -> bool:
    return any(fnmatch(campaign, rule.pattern) for rule in settings.campaigns)


def _feeds(loads: Loads, rows: Mapping[str, Mapping[tuple[str, str], int]]) -> tuple[Feed, ...]:
    feeds: list[Feed] = []
    for table, counts in rows.items():
        reach: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for load in loads.of(table):
            for account, seen in load.seen.items():
                source = load.source if ("", "") not in counts else ""
                reach.setdefault((source, account if table in _DAILY else ""), []).extend((*seen.days, *seen.ranges))
        feeds += [
            _feed(table, source, account, count, sorted(reach.get((source, account), ())))
            for (source, account), count in sorted(counts.items())
            if count
        ]
    return tuple(feeds)


def _feed(table: str, source: str, account: str, count: int, pieces: Sequence[tuple[int, int]]) -> Feed:
    if not pieces:
        return Feed(table, source, account, count, None, None, 0, None)
    missing, gap, end = 0, None, pieces[0][1]
    for first, last in pieces[1:]:
        if first > end + 1:
            missing += first - end - 1
            if gap is None or first - end - 1 > gap.days:
                gap = Period(date.fromordinal(end + 1), date.fromordinal(first - 1))
        end = max(end, last)
    return Feed(
        table, source, account, count, date.fromordinal(pieces[0][0]), date.fromordinal(end),
        missing if table in _DAILY else 0, gap if table in _DAILY else None,
    )  # fmt: skip
