"""What the data room shows of a beat: whether the figures on the other pages rest on whole data."""

from __future__ import annotations

from taktgeber.core import (
    Beat,
    Exact,
    Figure,
    Finding,
    Money,
    Period,
    Ratio,
    Section,
    Table,
    Text,
    Tile,
    Unknown,
    text,
    text_n,
)
from taktgeber.core.names import named
from taktgeber.core.section import Cell

from .feeds import Feed, Health, health
from .report import finding_of

_LONG_GAP = 7


def section(beat: Beat) -> Section:
    seen = health(beat.engine, beat.book, beat.snapshot, beat.settings)
    return Section(
        room="data",
        mode=None,
        headline=headline(seen),
        tiles=tiles(seen),
        pictures=(),
        tables=(feeds_table(seen),) if seen.feeds else (),
        proposals=(),
        findings=findings(seen, beat.settings.currency),
        how=(
            text("A file is loaded whole or refused whole; a day that a later export holds is replaced whole."),
            text("A day is missing where a source has rows before and after it and none on it."),
        ),
    )


def headline(seen: Health) -> Text:
    period = reach(seen)
    if period is None:
        return text("No data are loaded yet: nothing below can be told.")
    late = seen.stale()
    if late:
        return text("{name} ends on {day}, before the other sources: what it measures is missing since then.",
                    name=late[0].name, day=late[0].last or period.last)  # fmt: skip
    if seen.markets and seen.spend and seen.spend_nowhere:
        share = Exact(Ratio(seen.spend_nowhere, seen.spend), "share", period)
        return text("Data reach from {first} to {last}; {share} of media spend belongs to no known market.",
                    first=period.first, last=period.last, share=share)  # fmt: skip
    rows = Exact(seen.rows, "rows", period)
    return text(
        "No source is late: {rows} reach from {first} to {last}.", rows=rows, first=period.first, last=period.last
    )


def reach(seen: Health) -> Period | None:
    return Period(seen.first, seen.last) if seen.first and seen.last else None


def tiles(seen: Health) -> tuple[Tile, ...]:
    period = reach(seen)
    if period is None:
        return ()
    no_spend = Unknown(text("no media spend is loaded"), text("Load an export of an advertising platform."))
    no_lines = Unknown(text("no transactions are loaded"), text("Load the orders of your shop."))
    placed = seen.spend - seen.spend_nowhere
    lines = seen.orders - seen.orders_nowhere
    own = Tile(
        text("Media spend of campaigns that a unit owns"),
        _share(seen.spend - seen.spend_unmapped, seen.spend, period, no_spend),
    )
    rows = Tile(text("Rows loaded"), Exact(seen.rows, "rows", period))
    if not seen.markets:
        return (rows, own)
    return (
        rows,
        Tile(text("Media spend with a known market"), _share(placed, seen.spend, period, no_spend)),
        own,
        Tile(text("Order lines with a known market"), _share(lines, seen.orders, period, no_lines)),
    )


def _share(part: int, whole: int, period: Period, otherwise: Unknown) -> Figure:
    return Exact(Ratio(part, whole), "share", period) if whole else otherwise


def feeds_table(seen: Health) -> Table:
    return Table(
        columns=(
            text("Table"),
            text("Source"),
            text("Rows"),
            text("First day"),
            text("Last day"),
            text("Missing days"),
        ),
        rows=tuple(_row(feed, reach(seen)) for feed in seen.feeds),
        caption=text("What is loaded, and how far it reaches"),
    )


def _row(feed: Feed, whole: Period | None) -> tuple[Cell, ...]:
    if feed.first is None or feed.last is None:
        rows: Cell = Exact(feed.rows, "rows", whole) if whole else text_n("one row", "{n} rows", feed.rows)
        return (named(feed.table), feed.name, rows, text("without days"), text("without days"), "")
    period = Period(feed.first, feed.last)
    return (
        named(feed.table),
        feed.name,
        Exact(feed.rows, "rows", period),
        text("{day}", day=feed.first),
        text("{day}", day=feed.last),
        Exact(feed.missing, "days", period) if feed.gap or feed.table in ("media", "transactions") else "",
    )


def findings(seen: Health, currency: str) -> tuple[Finding, ...]:
    """Late sources, long gaps, rows in quarantine, campaigns of no unit, rows of no market, equal rows."""
    found = [_late(feed, seen) for feed in seen.stale()]
    found += [_gap(feed, feed.gap) for feed in seen.feeds if feed.gap and feed.gap.days > _LONG_GAP]
    found += [finding_of(kept, file) for file, kept in seen.last_findings if kept["code"] == "quarantined"]
    period = reach(seen)
    if seen.campaigns and period:
        name, _ = seen.campaigns[0]
        found.append(Finding(
            "unmapped-campaign", "warn",
            text('{amount} of media spend runs in campaigns that no unit owns; the largest is "{name}".',
                 amount=Money(seen.spend_unmapped, currency), name=name),
            text("Add a pattern for them under [[campaigns]] in taktgeber.toml."),
        ))  # fmt: skip
    if seen.markets and seen.orders_nowhere and period:
        found.append(Finding(
            "unmapped-market", "warn",
            text("{lines} of the orders belong to no known market.", lines=Exact(seen.orders_nowhere, "lines", period)),
            text("Add what the file writes to matches = [...] of a market in taktgeber.toml."),
        ))  # fmt: skip
    if seen.equal and period:
        found.append(Finding(
            "equal-rows", "note",
            text("{rows} repeat another row of their file in every column; they are kept and counted.",
                 rows=Exact(seen.equal, "rows", period)),
            text("Equal rows are real in most exports. If yours is doubled, export it again and load that."),
        ))  # fmt: skip
    return tuple(found)


def _late(feed: Feed, seen: Health) -> Finding:
    assert feed.last is not None
    assert seen.last is not None
    return Finding(
        "stale", "warn",
        text("{name} ends on {day}; other sources reach {last}.", name=feed.name, day=feed.last, last=seen.last),
        text("Export the days since then and load them."),
    )  # fmt: skip


def _gap(feed: Feed, gap: Period) -> Finding:
    return Finding(
        "gap", "warn",
        text("{name} has no rows for {gap}.", name=feed.name, gap=gap),
        text("If something ran then, export these days and load them; else nothing is to do."),
    )  # fmt: skip
