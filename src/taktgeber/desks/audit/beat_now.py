"""Which beat words are held against: the one that is planned, so that figures agree with the plan; else
the one after the last with data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber.core import Beat

if TYPE_CHECKING:
    from taktgeber.cycle import House


def beat_now(house: House) -> Beat:
    from taktgeber.cycle import next_beat
    from taktgeber.govern import PROPOSALS

    plans = house.book.state(PROPOSALS).plans
    return house.beat(plans[-1].beat if plans else next_beat(house))
