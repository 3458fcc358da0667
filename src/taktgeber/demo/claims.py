"""What the platforms claim: purchases and their value by day and campaign, far above what they caused.

A platform sees who buys after an advertisement and calls it its own: it harvests customers who would have come
anyway, and better every quarter. CLAIMED_ROAS is laid down by quarter; a quarter's claimed value falls on days by the
advertising still at work and by the house's real orders, so that claims shine when business shines anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .calendar import MEDIA, SEED, quarter
from .media import CHANNELS, GOOGLE, MARKETS, META, TIKTOK, Media, carried

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Claimed value over spend by quarter, 2 to 9.
CLAIMED_ROAS: Mapping[str, tuple[float, ...]] = {
    META: (2.6, 3.2, 3.7, 4.3, 5.0, 5.3, 5.5, 5.5),
    GOOGLE: (3.2, 3.4, 3.6, 3.9, 4.2, 4.3, 4.4, 4.4),
    TIKTOK: (2.2, 2.9, 3.8, 4.9, 6.0, 6.3, 6.6, 6.6),
}
BASKET = 38_000  # pence a claimed purchase is worth, as the house's invoices are
# Campaigns by channel: name and share of spend, claimed value per pound against the channel's, pence per 1,000
# impressions, clicks per impression.
CAMPAIGNS: Mapping[str, tuple[tuple[str, float, float, float, float], ...]] = {
    META: (("Prospecting", 0.6, 0.7, 720, 0.011), ("Dynamic creative", 0.4, 1.45, 940, 0.017)),
    GOOGLE: (
        ("Generic", 0.45, 0.7, 2900, 0.034),
        ("Brand", 0.3, 1.4, 3800, 0.081),
        ("Smart bidding", 0.25, 1.06, 2500, 0.029),
    ),
    TIKTOK: (("Creators", 1.0, 1.0, 430, 0.008),),
}
CODES = dict(zip(MARKETS, ("UK-SHOPS", "UK-LARGE", "DE", "FR", "IE-BENELUX"), strict=True))


@dataclass(frozen=True, slots=True)
class Campaign:
    """Rows by day of MEDIA, money in pence; days without spend have no impressions and keep late claims."""

    channel: str
    market: str
    name: str
    spend: NDArray[np.int64]
    impressions: NDArray[np.int64]
    clicks: NDArray[np.int64]
    purchases: NDArray[np.float64]
    value: NDArray[np.int64]


def draw_campaigns(db: DuckDBPyConnection, media: Media) -> tuple[Campaign, ...]:
    made = []
    for (channel, market), spend in media.spend.items():
        seed = [SEED, 4, CHANNELS.index(channel), MARKETS.index(market)]
        value = _claimed_value(channel, spend, _orders(db, market), np.random.default_rng(seed))
        for n, (kind, share, keen, price, click) in enumerate(CAMPAIGNS[channel]):
            rng = np.random.default_rng([*seed, n + 1])
            own = np.round(spend * share).astype(np.int64)
            impressions = np.round(own / price * 1000 * rng.lognormal(0, 0.05, len(own))).astype(np.int64)
            claimed = np.round(value * share * keen).astype(np.int64)
            purchases = rng.poisson(claimed / BASKET).astype(float)
            if channel == GOOGLE:
                purchases = np.round(claimed / BASKET, 2)
            else:
                claimed = np.round(purchases * BASKET * rng.lognormal(0, 0.1, len(own))).astype(np.int64)
            name = f"{CODES[market]} | {kind}"
            made.append(
                Campaign(channel, market, name, own, impressions, rng.binomial(impressions, click), purchases, claimed)
            )
    return tuple(made)


def _orders(db: DuckDBPyConnection, market: str) -> NDArray[np.float64]:
    """Invoices of the market by day of MEDIA."""
    out = np.zeros(MEDIA.days)
    for day, count in db.execute(
        "select placed::date, count(*) from invoices where team = ? and placed >= ? group by 1", [market, MEDIA.first]
    ).fetchall():
        if MEDIA.contains(day):
            out[(day - MEDIA.first).days] = count
    return out


def _claimed_value(
    channel: str, spend: NDArray[np.int64], orders: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.float64]:
    weight = carried(spend, channel) * (0.3 + orders / max(orders.mean(), 1e-9)) * rng.lognormal(0, 0.15, len(spend))
    value = np.zeros(len(spend))
    length = quarter(2).days
    for number, roas in enumerate(CLAIMED_ROAS[channel]):
        part = slice(number * length, (number + 1) * length)
        value[part] = weight[part] / weight[part].sum() * spend[part].sum() * roas
    return value
