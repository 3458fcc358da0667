"""The desk of the balance: takt balance."""

from __future__ import annotations

from typing import Any

from taktgeber.core import Answer, Period, encode, text
from taktgeber.workspace import Workspace


def balance(workspace: Workspace) -> Answer:
    from taktgeber.balance import booked_money, explore_shares, proposal, reserve_on
    from taktgeber.balance.section import raid_table, share_table
    from taktgeber.cycle import next_beat, open_house

    with open_house(workspace) as house:
        beat = house.beat(next_beat(house))
        shares = explore_shares(beat, booked_money(beat))
        reserve = reserve_on(beat, beat.period.first)
        tables = [share_table(shares)] + ([raid_table(reserve)] if reserve.raids else [])
        next_step = proposal(beat, reserve, shares)
        data: dict[str, Any] = {
            "day": beat.period.first.isoformat(),
            "reserve": {
                "share": reserve.share,
                "low": reserve.low,
                "high": reserve.high,
                "intact": reserve.intact,
                "path": [{"day": day.isoformat(), "share": share} for day, share in reserve.path],
            },
            "beats": [{**_days(s.period), "share": encode(s.share), "reserve": s.reserve} for s in shares],
            "raids": [
                {"day": raid.day.isoformat(), "target": raid.target, "amount": encode(raid.amount), "entry": raid.entry}
                for raid in reserve.raids
            ],
            "proposed": encode(next_step.says),
        }
        next_line = text("To be decided next by the sponsor: {says}", says=next_step.says)
        return Answer((reserve.says(), next_line), tuple(tables), data=data)


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
