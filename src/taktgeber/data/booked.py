"""Booked money by beat, unit, initiative, channel and market: bookings, and media spend by the campaign map.

A booking whose account starts with "media:" only refers to media spend and is not added again. Media
rows longer than a day count in the beat that contains them whole; what lies across two beats counts in
neither. A campaign belongs to the unit and initiative of the first pattern that fits it; spend that no
pattern fits is booked money of no unit, and its share is a figure of its own. Bookings name no market.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from typing import Any

from taktgeber.core import Beat, Columns, Money, Period, Settings

# Beat, campaign, channel, market, minor units.
MediaLine = tuple[int, str | None, str | None, str | None, int]


@dataclass(frozen=True, slots=True)
class Booked:
    """minor: of the workspace's currency; beat: its number, 0 the workspace's first; mapped: media whose
    campaign a pattern fits, and every booking; market: of media alone."""

    beat: int
    unit: str | None
    initiative: str | None
    channel: str | None
    minor: int
    mapped: bool
    market: str | None = None


@dataclass(frozen=True, slots=True)
class MediaByCampaign:
    """Reduction: spend by the beats of first and last day, campaign, channel and market."""

    first_beat: date
    days: int
    tolerance: float = 0.0
    reads: tuple[str, ...] = ("media",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        media = tables["media"]
        keys = {
            "beat": _beat_number(media["first"], self.first_beat, self.days),
            "ends": _beat_number(media["last"], self.first_beat, self.days),
            "campaign": media["campaign"],
            "channel": media["channel"],
            "market": media["market"],
        }
        return media.group_by(**keys).aggregate(minor=media["spend"].sum())

    def summary(self, columns: Columns) -> tuple[MediaLine, ...]:
        names = ("beat", "ends", "campaign", "channel", "market", "minor")
        rows = zip(*(columns[name] for name in names), strict=True)
        return tuple((int(b), c, ch, mk, int(m or 0)) for b, ends, c, ch, mk, m in rows if b == ends)


@dataclass(frozen=True, slots=True)
class BookingsByInitiative:
    """Reduction: amounts by beat, unit, initiative and channel, without references to media spend."""

    first_beat: date
    days: int
    tolerance: float = 0.0
    reads: tuple[str, ...] = ("bookings",)

    def expression(self, tables: Mapping[str, Any]) -> Any:
        bookings = tables["bookings"]
        booked = bookings.filter(~bookings["account"].startswith("media:"))
        keys = {
            "beat": _beat_number(booked["date"], self.first_beat, self.days),
            "unit": booked["unit"],
            "initiative": booked["initiative"],
            "channel": booked["channel"],
        }
        return booked.group_by(**keys).aggregate(minor=booked["amount"].sum())

    def summary(self, columns: Columns) -> tuple[Booked, ...]:
        names = ("beat", "unit", "initiative", "channel", "minor")
        rows = zip(*(columns[name] for name in names), strict=True)
        return tuple(Booked(int(b), u, i, c, int(m or 0), True) for b, u, i, c, m in rows)


def booked_money(beat: Beat) -> tuple[Booked, ...]:
    """All booked money of the snapshot, in one order whatever the engine's."""
    days, first = 7 * beat.settings.beat_weeks, beat.settings.first_beat
    batch = beat.engine.batch(beat.snapshot)
    media = batch.add(MediaByCampaign(first, days))
    bookings = batch.add(BookingsByInitiative(first, days))
    batch.run()
    lines = (*bookings.get(), *(_of_media(row, beat.settings) for row in media.get()))
    return tuple(sorted(lines, key=_in_order))


def booked_lines(beat: Beat) -> tuple[Booked, ...]:
    """The same, asked once a snapshot."""
    return beat.results.get("data.booked", lambda: booked_money(beat))


def _in_order(line: Booked) -> tuple[int, str, str, str, str, int]:
    return (line.beat, line.unit or "", line.initiative or "", line.channel or "", line.market or "", line.minor)


def number_of(period: Period, settings: Settings) -> int:
    return (period.first - settings.first_beat).days // (7 * settings.beat_weeks)


def period_of(number: int, settings: Settings) -> Period:
    days = 7 * settings.beat_weeks
    first = date.fromordinal(settings.first_beat.toordinal() + number * days)
    return Period.of_weeks(first, settings.beat_weeks)


def total(lines: Iterable[Booked], currency: str) -> Money:
    return Money(sum(line.minor for line in lines), currency)


def _of_media(row: MediaLine, settings: Settings) -> Booked:
    beat, campaign, channel, market, minor = row
    for rule in settings.campaigns:
        if fnmatchcase(campaign or "", rule.pattern):
            return Booked(beat, rule.unit, rule.initiative, channel, minor, True, market)
    return Booked(beat, None, None, channel, minor, False, market)


def _beat_number(day: Any, first: date, days: int) -> Any:
    import ibis

    return (day.delta(ibis.literal(first), unit="day") / days).floor().cast("int64")
