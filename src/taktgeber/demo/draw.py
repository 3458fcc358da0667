"""Who came because of media: the truth of the demo, drawn once from real first orders.

Every customer whose first order falls after the burn-in, and who did not bring goods back before it, is with the
stated share REACHABLE of its market a would-be customer of one channel. It was won with the chance reach of its day;
else it would never have come, and all its invoices are taken out. So every invoice that stays is a real one, and those
of the won would-be customers, first and later ones, exist only because of media.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .calendar import BURNT_IN, MEDIA, SEED
from .media import CHANNELS, MARKETS, REACHABLE, Media

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def draw_customers(db: DuckDBPyConnection, media: Media) -> None:
    """Table drawn in db: customer, market, placed, channel (null: nobody's), won. Drops the lost ones' lines."""
    import pyarrow as pa

    rows = db.execute(
        """select f.customer, f.team, f.placed from first_orders f
        where f.placed >= ? and f.placed < ?
            and not exists (from invoices i where i.customer = f.customer and i.placed < f.placed)
        order by f.placed, f.invoice""",
        [BURNT_IN, MEDIA.last],
    ).fetchall()
    rng = np.random.default_rng([SEED, 3])
    chances = rng.random((len(rows), 2))
    channels: list[str | None] = []
    won: list[bool] = []
    for (_, market, placed), (which, whether) in zip(rows, chances, strict=True):
        channel = _channel(market, float(which))
        channels.append(channel)
        day = (placed.date() - MEDIA.first).days
        won.append(channel is None or bool(whether < media.reach[channel, market][day]))
    customers, markets, placed_at = zip(*rows, strict=True)
    table = pa.table({"customer": customers, "market": markets, "placed": placed_at, "channel": channels, "won": won})
    db.register("drawn_rows", table)
    db.execute("create table drawn as select * from drawn_rows")
    db.unregister("drawn_rows")
    db.execute(
        "create table removed as select * from lines where customer in (select customer from drawn where not won)"
    )
    db.execute("delete from lines where customer in (select customer from drawn where not won)")
    db.execute("delete from invoices where customer in (select customer from drawn where not won)")


def _channel(market: str, chance: float) -> str | None:
    """The channel whose would-be customer this is: shares of the market laid end to end."""
    if market not in MARKETS:
        return None
    for channel in CHANNELS:
        chance -= REACHABLE[channel][MARKETS.index(market)]
        if chance < 0:
            return channel
    return None
