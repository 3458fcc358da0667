"""Once an hour, what is kept for a day only goes: refused files, whether or not anybody looks at them."""

from __future__ import annotations

import asyncio

from .visits import Visits

HOUR = 3600  # seconds


async def keep_tidy(visits: Visits) -> None:
    def work() -> None:
        from taktgeber.data.waiting import tidy

        house = visits.house()
        tidy(house.workspace.inside, house.clock())

    while True:
        await visits.run(work)
        await asyncio.sleep(HOUR)
