"""takt audit portfolio: money labelled innovation against money that is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, Beat, Period, encode
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.balance import Deed

Day = Annotated[
    datetime | None,
    typer.Option("--beat", formats=["%Y-%m-%d"], help="A day of the beat that is audited (else: the last with data)."),
]


def audit_portfolio(workspace: Workspace, beat: Day = None) -> Answer:
    from taktgeber.balance import booked_money, headline, portfolio, reserve_on
    from taktgeber.balance.drift import drift, drift_says, drift_table, if_true_says
    from taktgeber.balance.section import portfolio_table
    from taktgeber.balance.witness import step_table
    from taktgeber.cycle import next_beat, open_house

    with open_house(workspace) as house:
        now = house.beat(house.settings.beat(beat.date()).after() if beat else next_beat(house))
        lines = booked_money(now)
        found, moved = portfolio(now, lines), drift(now, lines)
        reserve = reserve_on(now, now.period.first)
        data: dict[str, Any] = {
            "period": _days(found.period),
            "booked": encode(found.total),
            "labelled": encode(found.labelled),
            "by_deed": encode(found.by_deed),
            "disagreed": encode(found.disagreed),
            "if_true": encode(found.if_true),
            "unmapped": encode(found.unmapped_share),
            "initiatives": [_deed(now, deed, found.period) for deed in (*found.deeds, *found.unfunded)],
            "drift": [
                {**_days(one.period), "labelled": encode(one.labelled), "by_deed": encode(one.by_deed),
                 "disagreed": encode(one.disagreed)}
                for one in moved
            ],
        }  # fmt: skip
        tables = (portfolio_table(found), step_table(now, found), drift_table(moved)) if found.deeds else ()
        says = [headline(found, reserve), drift_says(moved)]
        if found.deeds:
            says.insert(1, if_true_says(found.if_true, found.by_deed, reserve, found.period))
        return Answer(tuple(one for one in says if one is not None), tables, data=data)


def _deed(beat: Beat, deed: Deed, period: Period) -> dict[str, Any]:
    from taktgeber.balance.renaming import step_for
    from taktgeber.balance.witness import witness_of

    seen, step = witness_of(beat, deed, period), step_for(beat, deed)
    tests = [
        {"test": t.name, "passed": t.passed, "says": encode(t.says), "rests_on": list(t.rests_on)} for t in deed.tests
    ]
    return {
        "initiative": deed.initiative,
        "unit": deed.unit,
        "labelled": deed.labelled,
        "booked": encode(deed.money),
        "verdict": deed.verdict,
        "tests": tests,
        "distance": seen.distance,
        "asked": seen.asked,
        "settled": seen.settled,
        "step": step.what,
        "decider": step.decider or None,
    }


def _days(period: Period) -> dict[str, str]:
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}
