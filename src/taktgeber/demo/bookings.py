"""Booked costs of both hands, by quarter: who books for what, and the media that is booked elsewhere.

Amounts are thousands of pounds by quarter 1 to 9. Accounts that begin with "media:" refer to spend that the platforms'
exports hold; it counts once, there. Before the exports begin, quarter 1 books its advertising as invoices.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .calendar import MEDIA, SEED, quarter
from .claims import Campaign
from .media import CHANNELS


class Line(NamedTuple):
    unit: str
    initiative: str
    account: str
    amounts: tuple[float, ...]


LINES = (
    Line("performance", "", "advertising", (44, 0, 0, 0, 0, 0, 0, 0, 0)),
    Line("performance", "", "staff", (15, 15, 15.5, 16, 16, 17, 18, 20.5, 20)),
    Line("performance", "", "agency fees", (8, 8, 8, 8, 8, 9, 9, 10, 10)),
    Line("performance", "smart-bidding", "tools", (0, 1, 1.2, 1.4, 1.5, 1.5, 1.5, 1.5, 1.5)),
    Line("performance", "landing-pages", "staff", (0, 0, 0, 0, 0, 0, 3, 3, 3)),
    Line("crm", "", "staff", (12, 12, 12, 12, 12, 13, 13, 13, 13)),
    Line("crm", "", "mailings", (6, 5, 5, 6, 7, 5, 5, 6, 8)),
    Line("crm", "loyalty", "tools", (0, 2, 3, 4, 4.5, 4.5, 4.5, 4.5, 4.5)),
    Line("steering", "", "management", (7, 7, 7, 7.5, 7.5, 7.5, 8, 9.3, 9)),
    Line("lab", "pop-up", "staff", (12, 10, 8, 4.5, 0, 0, 0, 0, 0)),
    Line("lab", "pop-up", "prototypes", (10.3, 8, 5, 2.5, 0, 0, 0, 0, 0)),
    Line("lab", "makers", "staff", (5, 5, 5, 5.5, 5, 4, 4, 4.2, 4)),
    Line("lab", "makers", "research", (5, 4.6, 4, 4, 3, 1.3, 1.5, 1.9, 4)),
    Line("lab", "party-box", "staff", (0, 0, 1.2, 2, 4, 4, 4.4, 2.5, 0)),
    Line("lab", "party-box", "prototypes", (0, 0, 0, 1.5, 4, 3, 4, 1.6, 0)),
    Line("lab", "hire", "staff", (0, 0, 0, 0, 0, 0, 1.2, 2.8, 7)),
    Line("lab", "hire", "research", (0, 0, 0, 0, 0, 0, 1.5, 2.5, 5)),
    Line("lab", "displays", "staff", (0, 2, 3, 4, 4.5, 4.5, 4, 4.6, 4)),
    Line("lab", "displays", "prototypes", (0, 0, 1, 1.5, 2.5, 2.5, 3, 3.19, 3)),
    Line("lab", "landing-pages", "staff", (0, 1, 1.5, 2, 3, 3, 0, 0, 0)),
    Line("lab", "parties-for-offices", "research", (0, 0, 0, 0, 0, 0, 0.8, 1.2, 1)),
    Line("lab", "library-of-tables", "research", (0, 0, 0, 0, 0, 0, 0, 0.4, 1)),
)
HEAD = ("Booking", "Date", "Unit", "Initiative", "Account", "Channel", "Amount")
# Three booking days a quarter, in days after its first.
BOOKED_ON = (24, 52, 84)


def write_bookings(folder: Path, campaigns: Sequence[Campaign], numbers: Sequence[int]) -> Path:
    """One file for the given quarters."""
    first, last = quarter(numbers[0]).first, quarter(numbers[-1]).last
    path = folder / f"bookings_{first.isoformat()}_{last.isoformat()}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(HEAD)
        for number in numbers:
            write.writerows(_costs(number))
            write.writerows(_media(campaigns, number))
    return path


def _costs(number: int) -> Iterator[tuple[object, ...]]:
    for n, line in enumerate(LINES):
        pence = round(line.amounts[number - 1] * 100_000)
        if pence:
            parts = _thirds(pence, np.random.default_rng([SEED, 6, n, number]))
            for k, (day, part) in enumerate(zip(_days(number), parts, strict=True)):
                booking = f"B{number}-{n:02}-{k + 1}"
                channel = line.account.capitalize() if line.account == "mailings" else ""
                yield booking, day, line.unit, line.initiative, line.account, channel, f"{part / 100:.2f}"


def _media(campaigns: Sequence[Campaign], number: int) -> Iterator[tuple[object, ...]]:
    """What the platforms invoice, month by month: references only."""
    period = quarter(number)
    if not MEDIA.contains(period):
        return
    start = (period.first - MEDIA.first).days
    edges = (0, BOOKED_ON[0], BOOKED_ON[1], period.days)
    for c, channel in enumerate(CHANNELS):
        for k, day in enumerate(_days(number)):
            part = slice(start + edges[k], start + edges[k + 1])
            pence = int(sum(x.spend[part].sum() for x in campaigns if x.channel == channel))
            account = f"media:{channel}"
            yield f"M{number}-{c}-{k + 1}", day, "performance", "", account, channel, f"{pence / 100:.2f}"


def _days(number: int) -> list[date]:
    return [quarter(number).first + timedelta(days) for days in BOOKED_ON]


def _thirds(pence: int, rng: np.random.Generator) -> tuple[int, int, int]:
    """Three parts of about equal size that add up to the whole."""
    one, two = (round(pence / 3 * (1 + 0.06 * float(x))) for x in rng.uniform(-1, 1, 2))
    return one, two, pence - one - two
