"""takt signals list: which signals wait, and what became of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, Figure, encode
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.explore.signals.record import Record
    from taktgeber.explore.signals.signal import Signal


def signals_list(workspace: Workspace) -> Answer:
    from taktgeber.explore.signals import SIGNALS
    from taktgeber.explore.signals.brief_section import BEGIN, NOTHING, headline, record_table, waiting_table
    from taktgeber.explore.signals.record import record
    from taktgeber.govern import open_book

    with open_book(workspace.ledger_address) as book:
        signals, today = book.state(SIGNALS), book.today()
    known = record(signals, today)
    if not signals.signals:
        return Answer((NOTHING, BEGIN), data=_data((), known))
    waiting, turned = signals.waiting(), (*signals.followed(), *signals.ended())
    tables = (waiting_table(waiting, named_too=True), record_table(turned, named_too=True))
    return Answer((headline(signals, known),), tuple(table for table in tables if table.rows),
                  data=_data((*waiting, *turned), known))  # fmt: skip


def _data(signals: tuple[Signal, ...], known: Record) -> dict[str, Any]:
    return {
        "signals": [_signal(one) for one in signals],
        "record": {
            "true": known.true, "false_alarms": known.false, "put_aside": known.put_aside, "missed": known.missed,
            "precision": _figure(known.precision), "came_to_nothing": _figure(known.alarms),
            "lead_days": _figure(known.lead),
        },
    }  # fmt: skip


def _signal(one: Signal) -> dict[str, Any]:
    last = one.last
    return {
        "signal": one.signal, "says": one.says, "about": one.about, "how": one.how, "state": one.state,
        "day": one.day.isoformat(), "since": one.since.isoformat() if one.since else None,
        "source": one.source, "p": one.p, "chance": one.chance, "standing": one.standing,
        "premise": last.premise if last else None, "hypothesis": last.hypothesis if last else None,
        "reason": last.reason if last else "", "decided": last.day.isoformat() if last else None,
        "lead_days": one.lead,
    }  # fmt: skip


def _figure(figure: Figure) -> Any:
    return encode(figure)
