"""Exports as the three platforms write them: each with the quirks that real files have.

Meta, English: byte-order mark, the currency in the header, reach that must not be summed. Meta, German (one market's
team exports in its own language): semicolons, decimal comma, euro. Google Ads: title and date range before the header,
"--" for what is not reported, thousands separators, a total row at the end. TikTok Ads: its own names, a total row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from taktgeber.core import Period

from .calendar import MEDIA, SEED
from .claims import CODES, Campaign
from .media import CHANNELS, GOOGLE, MARKETS, META, TIKTOK
from .orders import GERMANY

FILES = {META: "meta", GOOGLE: "google-ads", TIKTOK: "tiktok"}
META_HEAD = (
    "Campaign name", "Day", "Reach", "Impressions", "Frequency", "Amount spent (GBP)", "Link clicks", "Clicks (all)",
    "Purchases", "Purchases conversion value", "Reporting starts", "Reporting ends",
)  # fmt: skip
META_HEAD_DE = (
    "Kampagnenname", "Tag", "Reichweite", "Impressionen", "Frequenz", "Ausgegebener Betrag (EUR)", "Link-Klicks",
    "Klicks (alle)", "Käufe", "Conversion-Wert für Käufe", "Beginn des Auswertungszeitraums",
    "Ende des Auswertungszeitraums",
)  # fmt: skip
GOOGLE_HEAD = (
    "Day", "Campaign", "Campaign ID", "Currency code", "Cost", "Impr.", "Clicks", "Conversions", "Conv. value",
)  # fmt: skip
TIKTOK_HEAD = (
    "Campaign name", "By Day", "Currency", "Cost", "Impressions", "Clicks (destination)", "Conversions",
    "Total purchase value",
)  # fmt: skip


def rate(day: date) -> float:
    """Pounds for one euro on a day: a made-up, slow wave between 0.84 and 0.87, said so in the rates' source."""
    phase = (day.toordinal() + SEED) % 365 / 365
    return round(0.855 + 0.015 * (2 * abs(2 * phase - 1) - 1), 4)


def account_of(channel: str, market: str) -> str:
    """Every team has an advertising account of its own; its exports are named after it: "meta-uk-shops"."""
    return f"{FILES[channel]}-{CODES[market].lower()}"


def write_platform_exports(folder: Path, campaigns: Sequence[Campaign], period: Period) -> list[Path]:
    """One file an account for the days of the period that have media."""
    written = []
    for channel in CHANNELS:
        for market in MARKETS:
            own = [c for c in campaigns if c.channel == channel and c.market == market]
            if own:
                name = f"{account_of(channel, market)}_{period.first.isoformat()}_{period.last.isoformat()}.csv"
                written.append(_write_account(folder / name, own, period))
    return written


def _write_account(path: Path, campaigns: Sequence[Campaign], period: Period) -> Path:
    if campaigns[0].channel == GOOGLE:
        return _write(path, _google(campaigns, period))
    if campaigns[0].channel == TIKTOK:
        return _write(path, _tiktok(campaigns, period))
    if campaigns[0].market == GERMANY:
        return _write(path, (META_HEAD_DE, *_meta_german(campaigns, period)), bom=True, delimiter=";")
    return _write(path, (META_HEAD, *_meta(campaigns, period)), bom=True)


def _write(path: Path, rows: Sequence[Sequence[object]], *, bom: bool = False, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return path


Row = tuple[Campaign, date, int, int, int, float, int]


def _rows(campaigns: Sequence[Campaign], period: Period) -> Iterator[Row]:
    """Campaign, day, spend (pence), impressions, clicks, purchases, value (pence); silent days left out."""
    for day in (period.first + timedelta(n) for n in range(period.days)):
        if not MEDIA.contains(day):
            continue
        t = (day - MEDIA.first).days
        for c in campaigns:
            row = int(c.spend[t]), int(c.impressions[t]), int(c.clicks[t]), float(c.purchases[t]), int(c.value[t])
            if row[0] or row[3]:
                yield c, day, *row


def _meta(campaigns: Sequence[Campaign], period: Period) -> Iterator[Sequence[object]]:
    for c, day, spend, shown, clicks, bought, value in _rows(campaigns, period):
        reach = round(shown / 1.3)
        frequency = round(shown / reach, 6) if reach else ""
        results = (int(bought), f"{value / 100:.2f}") if bought else ("", "")
        spent = f"{spend / 100:.2f}"
        yield c.name, day, reach, shown, frequency, spent, clicks, round(clicks * 1.35), *results, day, day


def _meta_german(campaigns: Sequence[Campaign], period: Period) -> Iterator[Sequence[object]]:
    for row in _meta(campaigns, period):
        euro = rate(row[1])  # type: ignore[arg-type]
        spent, value = (f"{float(x) / euro:.2f}" if x != "" else "" for x in (str(row[5]), str(row[9])))
        yield tuple(
            str(x).replace(".", ",") if i in (4, 5, 9) else x
            for i, x in enumerate((*row[:5], spent, *row[6:9], value, *row[10:]))
        )


def _google(campaigns: Sequence[Campaign], period: Period) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [
        ("Campaign performance",),
        (f"{_long(period.first)} - {_long(period.last)}",),
        GOOGLE_HEAD,
    ]
    total = [0.0] * 5
    ids = {c.name: 21_000_000_000 + 7919 * n for n, c in enumerate(campaigns)}
    for c, day, *figures in _rows(campaigns, period):
        total = [a + b for a, b in zip(total, figures, strict=True)]
        rows.append((day, c.name, ids[c.name], "GBP", *_google_figures(figures)))
    rows.append(("Total: Account", " --", " --", "GBP", *_google_figures(total)))
    return rows


def _google_figures(figures: Sequence[float]) -> tuple[str, ...]:
    spend, shown, clicks, bought, value = figures
    return (
        f"{spend / 100:,.2f}",
        f"{shown:,.0f}",
        f"{clicks:,.0f}",
        f"{bought:,.2f}" if bought else " --",
        f"{value / 100:,.2f}" if bought else " --",
    )


def _tiktok(campaigns: Sequence[Campaign], period: Period) -> list[Sequence[object]]:
    rows: list[Sequence[object]] = [TIKTOK_HEAD]
    total = [0.0] * 5
    for c, day, *figures in _rows(campaigns, period):
        total = [a + b for a, b in zip(total, figures, strict=True)]
        rows.append((c.name, day, "GBP", *_tiktok_figures(figures)))
    rows.append(("Total", "-", "GBP", *_tiktok_figures(total)))
    return rows


def _tiktok_figures(figures: Sequence[float]) -> tuple[str, ...]:
    spend, shown, clicks, bought, value = figures
    return f"{spend / 100:.2f}", f"{shown:.0f}", f"{clicks:.0f}", f"{bought:.0f}", f"{value / 100:.2f}"


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
