"""Which beat words are held against: the one that is planned, so that figures agree with the plan; else today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber.core import Beat

if TYPE_CHECKING:
    from taktgeber.cycle import House


def beat_now(house: House) -> Beat:
    from taktgeber.govern import PROPOSALS

    plans = house.book.state(PROPOSALS).plans
    return house.beat(plans[-1].beat if plans else house.settings.beat(house.book.today()))
