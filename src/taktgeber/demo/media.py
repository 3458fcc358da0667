"""Media of the demo: spend by channel, market and day, and the response that is known because it was laid down.

The house looks for new shops on three platforms. Spend follows a plan by quarter; where a test was approved, its
pulses are drawn first and cut the spend. Response of a market's first orders to a channel, by day:

    carried[t] = spend[t] + CARRY * carried[t - 1]           geometric adstock, per day
    reach[t]   = carried[t] / (carried[t] + HALF * usual)    saturating, usual = the quarter's mean of carried unpulsed

reach is the chance that a would-be customer of the channel is won on that day; REACHABLE is the share of first
orders that are such would-be customers. Platforms claim far more than that: see claims.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .calendar import MEDIA, NEXT, SEED, quarter
from .orders import BENELUX, FRANCE, GERMANY, UK_LARGE, UK_SMALL

Days = NDArray[np.float64]
META, GOOGLE, TIKTOK = "Meta", "Google Ads", "TikTok"
CHANNELS = (META, GOOGLE, TIKTOK)
MARKETS = (UK_SMALL, UK_LARGE, GERMANY, FRANCE, BENELUX)

# Thousands of pounds by quarter, 2 to 9.
BUDGET: Mapping[str, tuple[float, ...]] = {
    META: (22, 23, 24, 26, 28, 29, 30, 31),
    GOOGLE: (18, 18, 19, 20, 21, 22, 23, 23),
    TIKTOK: (7, 9, 12, 16, 20, 22, 24, 25),
}
# How a channel's budget is shared among markets; zero where it does not run.
SPLIT: Mapping[str, tuple[float, ...]] = {
    META: (0.52, 0.0, 0.22, 0.16, 0.10),
    GOOGLE: (0.42, 0.26, 0.12, 0.10, 0.10),
    TIKTOK: (0.74, 0.0, 0.0, 0.26, 0.0),
}
# Share of a market's first orders that the channel could win: the stated share of the demo.
REACHABLE: Mapping[str, tuple[float, ...]] = {
    META: (0.16, 0.0, 0.16, 0.16, 0.16),
    GOOGLE: (0.20, 0.24, 0.20, 0.20, 0.20),
    TIKTOK: (0.04, 0.0, 0.0, 0.04, 0.0),
}
CARRY = {META: 0.55, GOOGLE: 0.25, TIKTOK: 0.60}
HALF = {META: 0.30, GOOGLE: 0.25, TIKTOK: 0.50}
# Monday to Sunday, over their mean; then day-to-day noise of the auctions.
WEEKDAYS = np.array([1.06, 1.10, 1.12, 1.08, 0.98, 0.78, 0.88])
NOISE = 0.12


@dataclass(frozen=True, slots=True)
class Pulse:
    """A test's dark days: the channel spends nothing in the markets (none named: in all)."""

    channel: str
    dark: frozenset[date]
    markets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """By (channel, market): spend in pence per day of MEDIA, and reach, the chance to win a would-be customer."""

    spend: Mapping[tuple[str, str], NDArray[np.int64]]
    reach: Mapping[tuple[str, str], Days]


def days() -> tuple[date, ...]:
    return tuple(MEDIA.first + timedelta(n) for n in range(MEDIA.days))


def draw_media(pulses: Sequence[Pulse]) -> Media:
    spend, reach = {}, {}
    for c, channel in enumerate(CHANNELS):
        for m, market in enumerate(MARKETS):
            if SPLIT[channel][m] > 0:
                usual = _usual(channel, m, np.random.default_rng([SEED, 2, c, m]))
                lit = usual * _lit(channel, market, pulses)
                spend[channel, market] = np.round(lit).astype(np.int64)
                reach[channel, market] = _reach(spend[channel, market], usual, channel)
    return Media(spend, reach)


def _usual(channel: str, market: int, rng: np.random.Generator) -> Days:
    """Pence per day if nothing is tested."""
    weekday = WEEKDAYS / WEEKDAYS.mean()
    shape: Days = weekday[np.arange(MEDIA.days) % 7] * rng.lognormal(0, NOISE, MEDIA.days)
    length = quarter(2).days
    for number in range(len(BUDGET[channel])):
        part = slice(number * length, (number + 1) * length)
        shape[part] *= BUDGET[channel][number] * 100_000 * SPLIT[channel][market] / shape[part].sum()
    return shape


def _lit(channel: str, market: str, pulses: Sequence[Pulse]) -> Days:
    dark = {
        day
        for pulse in pulses
        if pulse.channel == channel and (not pulse.markets or market in pulse.markets)
        for day in pulse.dark
    }
    return np.array([float(day not in dark) for day in days()])


def carried(spend: NDArray[np.int64] | Days, channel: str) -> Days:
    out = np.empty(len(spend))
    last = 0.0
    for t, today in enumerate(spend):
        out[t] = last = float(today) + CARRY[channel] * last
    return out


def _reach(spend: NDArray[np.int64], usual: Days, channel: str) -> Days:
    now = carried(spend, channel)
    length = quarter(NEXT).days
    level = np.repeat([usual[i : i + length].mean() for i in range(0, len(usual), length)], length)
    level /= 1 - CARRY[channel]
    return now / (now + HALF[channel] * level)
