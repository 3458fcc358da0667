"""All files of the demo, laid into the workspace as they would have arrived: by the day of each load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from taktgeber.core import Period

from .bookings import write_bookings
from .calendar import DAY_T, DECIDED, FIRST_ORDER, FOUND, LAST_ORDER, MEDIA, MOVED_DAYS, NEXT, quarter
from .claims import Campaign, draw_campaigns
from .draw import draw_customers
from .media import Pulse, draw_media
from .orders import lay_orders
from .platform_exports import write_platform_exports
from .shop_exports import write_customers, write_orders, write_rates
from .truth import write_truth

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The first file's last day and the second's first one: nine days stand in both, as they do in the real exports.
FIRST_FILE_ENDS = date(2010, 12, 9) + timedelta(days=MOVED_DAYS)
SECOND_FILE_STARTS = date(2010, 12, 1) + timedelta(days=MOVED_DAYS)
NEXT_FOLDER = "next"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files that arrive on one day: the quarters they cover and the days of their orders."""

    quarters: tuple[int, ...]
    folder: str
    orders: tuple[Period, ...]

    @property
    def period(self) -> Period:
        return Period(quarter(self.quarters[0]).first, quarter(self.quarters[-1]).last)


FOUND_ARRIVAL = Arrival(
    tuple(FOUND),
    "found",
    (Period(FIRST_ORDER, FIRST_FILE_ENDS), Period(SECOND_FILE_STARTS, DAY_T - timedelta(days=1))),
)
NEXT_ARRIVAL = Arrival((NEXT,), NEXT_FOLDER, (Period(quarter(NEXT).first, LAST_ORDER),))
ARRIVALS = (
    FOUND_ARRIVAL,
    *(Arrival((n,), quarter(n).first.isoformat(), (quarter(n),)) for n in DECIDED),
    NEXT_ARRIVAL,
)


def write_exports(sources: Path, truth: Path, pulses: Sequence[Pulse]) -> dict[str, tuple[Path, ...]]:
    """Every arrival's files by its folder in sources. The same pulses give the same bytes."""
    import duckdb

    db = duckdb.connect()
    try:
        lay_orders(db)
        media = draw_media(pulses)
        draw_customers(db, media)
        campaigns = draw_campaigns(db, media)
        write_truth(db, truth, campaigns, pulses)
        return {arrival.folder: _write(db, sources, campaigns, arrival) for arrival in ARRIVALS}
    finally:
        db.close()


def write_one_quarter(sources: Path, number: int) -> tuple[Path, ...]:
    """One quarter's files alone, without tests and without a truth beside them."""
    import duckdb

    days = quarter(number)
    with duckdb.connect() as db:
        lay_orders(db)
        media = draw_media(())
        draw_customers(db, media)
        campaigns = draw_campaigns(db, media)
        return _write(db, sources, campaigns, Arrival((number,), days.first.isoformat(), (days,)))


def _write(db: DuckDBPyConnection, sources: Path, campaigns: Sequence[Campaign], arrival: Arrival) -> tuple[Path, ...]:
    folder = sources / arrival.folder
    folder.mkdir(parents=True, exist_ok=True)
    advertised = Period(max(arrival.period.first, MEDIA.first), arrival.period.last)
    known = Period(FIRST_ORDER, arrival.orders[-1].last)
    return (
        write_rates(folder, advertised),
        *(write_orders(db, folder, days) for days in arrival.orders),
        write_customers(db, folder, known),
        *write_platform_exports(folder, campaigns, advertised),
        write_bookings(folder, campaigns, arrival.quarters),
    )
