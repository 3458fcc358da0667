"""takt audit portfolio: money labelled innovation against money that is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from taktgeber.core import Answer, Period, encode
from taktgeber.workspace import Workspace

Day = Annotated[
    datetime | None,
    typer.Option("--beat", formats=["%Y-%m-%d"], help="A day of the beat that is audited (else: the last with data)."),
]


def audit_portfolio(workspace: Workspace, beat: Day = None) -> Answer:
    from taktgeber.balance import booked_money, headline, portfolio, reserve_on
    from taktgeber.balance.section import portfolio_table
    from taktgeber.cycle import next_beat, open_house

    with open_house(workspace) as house:
        now = house.beat(house.settings.beat(beat.date()).after() if beat else next_beat(house))
        found = portfolio(now, booked_money(now))
        reserve = reserve_on(now, now.period.first)
        data: dict[str, Any] = {
            "period": _days(found.period),
            "booked": encode(found.total),
            "labelled": encode(found.labelled),
            "by_deed": encode(found.by_deed),
            "disagreed": encode(found.disagreed),
            "unmapped": encode(found.unmapped_share),
            "initiatives": [
                {
                    "initiative": deed.initiative,
                    "unit": deed.unit,
                    "labelled": deed.labelled,
                    "booked": encode(deed.money),
                    "verdict": deed.verdict,
                    "tests": [
                        {"test": t.name, "passed": t.passed, "says": encode(t.says), "rests_on": list(t.rests_on)}
                        for t in deed.tests
                    ],
                }
                for deed in found.deeds
            ],
        }
        tables = (portfolio_table(found),) if found.deeds else ()
        return Answer((headline(found, reserve),), tables, data=data)


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
