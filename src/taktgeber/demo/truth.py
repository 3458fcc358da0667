"""The truth, kept beside the workspace and never read by it: for scoring what Taktgeber says.

truth/invoices.parquet: the invoices that exist only because of media, with the channel that caused them.
truth/removed.parquet: the invoices that were taken out, since their customer would not have been won.
truth/media.json: the laws that were laid down. truth/effects.json: what each channel caused, by quarter.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import media
from .calendar import BURNT_IN, MEDIA, MOVED_DAYS, NEXT, SEED, quarter
from .claims import CLAIMED_ROAS, Campaign
from .media import Pulse

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def write_truth(db: DuckDBPyConnection, folder: Path, campaigns: Sequence[Campaign], pulses: Sequence[Pulse]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kept = """select i.invoice, i.customer, i.team as market, d.channel, i.placed, i.placed = d.placed as first
        from invoices i join drawn d using (customer) where d.channel is not null order by i.placed, i.invoice"""
    gone = """select invoice, any_value(customer) as customer, any_value(team) as market,
        any_value(d.channel) as channel, min(r.placed) as placed
        from removed r join drawn d using (customer) group by invoice order by placed, invoice"""
    for name, query in (("invoices", kept), ("removed", gone)):
        path = str(folder / f"{name}.parquet").replace("'", "''")
        db.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")
    laws = {
        "seed": SEED,
        "moved_days": MOVED_DAYS,
        "drawn_from": BURNT_IN.isoformat(),
        "reachable_share_of_first_orders": {c: _by_market(media.REACHABLE[c]) for c in media.CHANNELS},
        "carry_per_day": dict(media.CARRY),
        "half_saturation_over_usual": dict(media.HALF),
        "claimed_roas_by_quarter": {c: list(r) for c, r in CLAIMED_ROAS.items()},
        "dark_days": [
            {"channel": p.channel, "days": sorted(day.isoformat() for day in p.dark), "markets": list(p.markets)}
            for p in pulses
        ],
    }
    _write(folder / "media.json", laws)
    _write(folder / "effects.json", _effects(db, campaigns))


def _by_market(shares: Sequence[float]) -> dict[str, float]:
    return dict(zip(media.MARKETS, shares, strict=True))


def _effects(db: DuckDBPyConnection, campaigns: Sequence[Campaign]) -> list[dict[str, object]]:
    """What every channel caused, cost and claimed, by quarter."""
    days = quarter(NEXT).days
    caused = {
        (channel, number): figures
        for channel, number, *figures in db.execute(
            """select d.channel, 2 + (i.placed::date - ?::date) // ?, count(*) filter (where i.placed = d.placed),
                count(*), sum(v.mills)::bigint
            from invoices i join drawn d using (customer)
            join (select invoice, sum(quantity * price_mills) as mills from lines group by invoice) v using (invoice)
            where d.channel is not null group by all""",
            [MEDIA.first, days],
        ).fetchall()
    }
    return [
        _effect([c for c in campaigns if c.channel == channel], channel, n, caused.get((channel, n), (0, 0, 0)))
        for n in range(2, NEXT + 1)
        for channel in media.CHANNELS
    ]


def _effect(own: Sequence[Campaign], channel: str, number: int, caused: Sequence[int]) -> dict[str, object]:
    period = quarter(number)
    start = (period.first - MEDIA.first).days
    part = slice(start, start + period.days)
    return {
        "quarter": number,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "channel": channel,
        "spend_minor": int(sum(c.spend[part].sum() for c in own)),
        "claimed_conversions": round(float(sum(c.purchases[part].sum() for c in own)), 2),
        "claimed_value_minor": int(sum(c.value[part].sum() for c in own)),
        "new_customers_caused": caused[0],
        "invoices_caused": caused[1],
        "revenue_caused_minor": round(caused[2] / 10),
    }


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
