"""Importers of the platforms' own exports: which header means what, in the languages we have seen.

The lists of headers stand in the folder `headers`, with what each rests on. Ratios and reach are never
read: ratios are made again from totals, and reach does not add up.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from taktgeber.core import Market, Refusal, place, text

from .cells import Cells
from .draft import Draft, Said, literal, market_of
from .preamble import stated_period
from .sheet import Cell, Sheet

Names = tuple[str, ...]
Stated = tuple[date, date] | None


@dataclass(frozen=True, slots=True)
class Platform:
    """roles: what a header can stand for, first match wins; parts: columns that break rows down."""

    key: str
    channel: str
    roles: Mapping[str, Names]
    parts: Mapping[str, Names]
    own: Names


def _read(path: Path) -> Platform:
    written = tomllib.loads(path.read_text("utf-8"))
    roles, parts = ({k: tuple(v) for k, v in written[name].items()} for name in ("roles", "parts"))
    return Platform(path.stem, written["channel"], roles, parts, tuple(written["own"]))


PLATFORMS: Mapping[str, Platform] = {
    key: _read(Path(__file__).parent / "headers" / f"{key}.toml") for key in ("meta", "google", "tiktok")
}

_IN_CURRENCY = re.compile(r"\s*\(([A-Z]{3})\)$")
_TOTAL = r"(?i)\s*(total|gesamt|totale|totaux|总计|合计)(s|e)?(\s*[:：–-].*|\s+of\s.*)?\s*"


def bare(header: str) -> str:
    return _IN_CURRENCY.sub("", header).casefold().strip()


def likeness(platform: Platform, headers: Sequence[str]) -> int:
    """How many headers the platform knows; 0 without money and campaign. Its own names count double."""
    known = {name for names in (*platform.roles.values(), *platform.parts.values()) for name in names}
    names = [bare(h) for h in headers]
    spend = (*platform.roles["spend"], *platform.roles.get("micros", ()))
    if not set(spend) & set(names) or not set(platform.roles["impressions"]) & set(names):
        return 0
    return sum((n in known) + 3 * (n in platform.own) for n in names)


def platform_draft(platform: Platform, sheet: Sheet, markets: Sequence[Market], said: Said) -> Draft:
    """Refuses an export without days or money, and one whose account or currency nobody says."""
    cells = {role: c for role, names in platform.roles.items() if (c := _find(sheet, names)) is not None}
    parts = {part: c for part, names in platform.parts.items() if (c := _find(sheet, names)) is not None}
    if "spend" in cells:
        cells.pop("micros", None)
    stated = None if "day" in cells or "first" in cells else stated_period(sheet.preamble)
    _must_have(sheet, cells, stated)
    account = _account(sheet, cells, said)
    money = cells.get("spend") or cells["micros"]
    in_header = _IN_CURRENCY.search(money.name)
    currency = _currency(sheet, cells, in_header.group(1) if in_header else None, said)
    level = {name: c for name, c in (("campaign", cells.get("campaign")), ("ad", cells.get("ad"))) if c}
    days = {"first": cells["day"], "last": cells["day"]} if "day" in cells else {}
    claims = {f"claimed_{role}": cells[role] for role in ("conversions", "revenue") if role in cells}
    origin = {**cells, **days, **claims, "spend": money, "spend_original": money}

    def values(at: Cells) -> dict[str, str]:
        return _values(platform, cells, parts, account, markets, said, stated, at)

    return Draft(
        sheet,
        "media",
        platform.key,
        frozenset({*parts, *level}),
        values,
        {"importer": platform.key, "account": said.account, "market": said.market, "currency": said.currency},
        currency=currency,
        keeps=lambda at: _keeps(sheet, cells, at),
        origin=origin,
        decimal=said.decimal,
        dates=said.dates,
    )


def _find(sheet: Sheet, names: Names) -> Cell | None:
    for name in names:
        found = [c for c in sheet.cells if bare(c.name) == name]
        if len(found) > 1:
            raise Refusal(
                place(sheet.content.name, column=found[0].name),
                text("the header stands {times} times; which one counts cannot be told.", times=str(len(found))),
                text("Export the file with one of them."),
            )
        if found:
            return found[0]
    return None


def _must_have(sheet: Sheet, cells: Mapping[str, Cell], stated: Stated) -> None:
    if "spend" not in cells and "micros" not in cells:
        raise Refusal(
            sheet.content.name, text("no column holds what was spent."), text("Export it with the cost of every row.")
        )
    if stated is None and "day" not in cells and not ("first" in cells and "last" in cells):
        raise Refusal(
            sheet.content.name,
            text("no column says which day a row is about."),
            text("Break the report down by day, then export it again."),
        )
    if not {"campaign", "ad"} & set(cells):
        raise Refusal(
            sheet.content.name, text("no column names the campaign."), text("Export it with the campaign's name.")
        )


def _account(sheet: Sheet, cells: Mapping[str, Cell], said: Said) -> str | None:
    if "account" not in cells and said.account is None:
        raise Refusal(
            sheet.content.name,
            text("the file does not say which advertising account it is from."),
            text("Say it: --account NAME, or account = in the source's lines of taktgeber.toml."),
        )
    return None if "account" in cells else said.account


def _currency(sheet: Sheet, cells: Mapping[str, Cell], in_header: str | None, said: Said) -> Callable[[Cells], str]:
    if in_header and said.currency and in_header != said.currency:
        raise Refusal(
            sheet.content.name,
            text("the header says {there}, you say {here}.", there=in_header, here=said.currency),
            text("Leave out the currency: the header's is taken."),
        )
    if "currency" in cells and not in_header:
        cell = cells["currency"]
        return lambda at: f"upper({at.text(cell)})"
    code = in_header or said.currency
    if code is None:
        raise Refusal(
            sheet.content.name,
            text("the file does not say in which currency the cost is."),
            text("Say it: --currency EUR, or currency = in the source's lines of taktgeber.toml."),
        )
    return lambda at: literal(code)


def _keeps(sheet: Sheet, cells: Mapping[str, Cell], at: Cells) -> str:
    """Rows that are no totals. A total has no day, or the word itself where its day should stand."""
    name = cells.get("campaign") or cells["ad"]
    nameless = _total(name, at.blank(name))
    day = cells.get("day")
    if day is None:
        return f"NOT {nameless}"
    first = _total(sheet.cells[0], "false")
    no_total = f"NOT ({_total(day, 'false')} OR ({at.blank(day)} AND ({nameless} OR {first})))"
    # Nearly every row has a plain day: it is no total, and no pattern need be tried on it.
    return f"CASE WHEN {day.id} LIKE '____-__-__' THEN true ELSE {no_total} END" if day.type == "VARCHAR" else no_total


def _total(cell: Cell, blank: str) -> str:
    """SQL: the cell holds the word that names a row of totals, or what else is given."""
    worded = f"coalesce(regexp_full_match({cell.id}, '{_TOTAL}'), false)" if cell.type == "VARCHAR" else "false"
    return f"({worded} OR {blank})"


def _values(
    platform: Platform,
    cells: Mapping[str, Cell],
    parts: Mapping[str, Cell],
    account: str | None,
    markets: Sequence[Market],
    said: Said,
    stated: Stated,
    at: Cells,
) -> dict[str, str]:
    name = cells.get("campaign") or cells["ad"]
    clicks = cells.get("clicks") or cells.get("clicks_all")
    impressions = f"coalesce({at.value(cells['impressions'], 'whole')}, 0)" if "impressions" in cells else "0"
    if "spend" in cells:
        spend = at.value(cells["spend"], "money")
    else:
        spend = f"CAST({at.value(cells['micros'], 'whole')} AS DECIMAL(18,0)) / 1000000"
    broken = [f"'{part}=' || coalesce({at.text(cell)}, '')" for part, cell in sorted(parts.items())]
    return {
        **_period(cells, stated, at),
        "source": literal(platform.key),
        "account": at.text(cells["account"]) if "account" in cells and account is None else literal(account or ""),
        "market": _market(parts.get("country"), markets, said, at),
        "channel": literal(platform.channel),
        "campaign": at.text(name),
        "ad": at.text(cells["ad"]) if "ad" in cells else "CAST(NULL AS VARCHAR)",
        "breakdown": " || '; ' || ".join(broken) or "''",
        "spend": f"coalesce({spend}, CASE WHEN {impressions} = 0 THEN 0 END)",
        "impressions": impressions,
        "clicks": f"coalesce({at.value(clicks, 'whole')}, 0)" if clicks else "0",
        "claimed_conversions": at.value(cells["conversions"], "number") if "conversions" in cells else "NULL",
        "claimed_revenue": at.value(cells["revenue"], "money") if "revenue" in cells else "NULL",
    }


def _period(cells: Mapping[str, Cell], stated: Stated, at: Cells) -> dict[str, str]:
    if stated is not None:
        return {"first": f"DATE '{stated[0]}'", "last": f"DATE '{stated[1]}'"}
    first, last = (cells["day"], cells["day"]) if "day" in cells else (cells["first"], cells["last"])
    return {"first": at.value(first, "day"), "last": at.value(last, "day")}


def _market(country: Cell | None, markets: Sequence[Market], said: Said, at: Cells) -> str:
    if country is not None:
        return market_of(at.text(country), markets) if markets else at.text(country)
    if said.market is None:
        return "CAST(NULL AS VARCHAR)"
    return market_of(literal(said.market), markets) if markets else literal(said.market)
