"""What was in force on a day: the same folds, stopped earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, Exact, Money, Period, Ratio, Table, Text, text
from taktgeber.core.names import named

from .shown import breach_data, breach_table

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook

# The names of tables and of their columns.
_HEADS = {
    "units": text("Units"),
    "roles": text("Roles"),
    "goals": text("Goals"),
    "initiatives": text("Initiatives"),
    "policies": text("Policies"),
    "proposals": text("Proposals"),
    "unit": text("Unit"),
    "name": text("Name"),
    "mode": text("Mode"),
    "standing": text("Standing"),
    "entry": text("Entry"),
    "leader": text("Leader"),
    "scorecard": text("Scorecard"),
    "person": text("Person"),
    "role": text("Role"),
    "goal": text("Goal"),
    "initiative": text("Initiative"),
    "metric": text("Metric"),
    "pay": text("Pay rests on it"),
    "state": text("State"),
    "policy": text("Policy"),
    "autonomy": text("Autonomy"),
    "accountable": text("Accountable"),
    "stopped": text("Stopped"),
    "key": text("Proposal"),
}
_CODES = {"mode", "standing", "role", "state", "autonomy"}  # columns that hold codes of the house


def replayed(book: LedgerBook, day: date) -> Answer:
    """As the ledger knew it when the day ended (UTC)."""
    from taktgeber.govern import BREACHES, INITIATIVES, PEOPLE, POLICIES, PROPOSALS, RESERVE, UNITS

    end = datetime.combine(day, time.max, UTC)
    units, people, reserve = book.state(UNITS, end), book.state(PEOPLE, end), book.state(RESERVE, end)
    held = {unit: units.mandate(unit, day) for unit in units.units}
    data: dict[str, Any] = {
        "day": day.isoformat(),
        "units": [
            {"unit": u.unit, "name": u.name, "mode": u.mode, "standing": u.standing, "entry": u.entry,
             "leader": m.leader if (m := held[u.unit]) else None, "scorecard": list(m.scorecard) if m else []}
            for u in units.units.values()
        ],
        "roles": [_row(r, "person", "role", "unit", "standing", "entry") for r in people.roles(day)],
        "goals": [_row(g, "goal", "person", "unit", "initiative", "metric", "pay", "standing", "entry")
                  for g in people.goals(day)],
        "initiatives": [_row(i, "initiative", "unit", "state", "standing", "entry")
                        for i in book.state(INITIATIVES, end).values()],
        "reserve": {"share": reserve.share_on(day), "low": reserve.low, "high": reserve.high,
                    "standing": reserve.standing, "entry": reserve.entry},
        "policies": [_row(p, "policy", "autonomy", "accountable", "stopped", "standing", "entry")
                     for p in book.state(POLICIES, end).values()],
        "proposals": [{"key": p.key, "state": p.state} for p in book.state(PROPOSALS, end).all.values()],
    }  # fmt: skip
    breaches = tuple(b for b in book.state(BREACHES, end) if b.mended is None or b.mended > day)
    tables = [_table(name, data[name]) for name in data if isinstance(data[name], list) and data[name]]
    if breaches:
        tables.append(breach_table(breaches))
    data["breaches"] = [breach_data(b) for b in breaches]
    share = data["reserve"]["share"]
    says = [text("On {day}, as the ledger knew it that evening:", day=day)]
    if share is not None:
        says.append(text("The reserve of exploration was {share} ({standing}, entry {entry}).",
                         share=Exact(Ratio(round(10_000 * share), 10_000), "share", Period(day, day)),
                         standing=named(str(reserve.standing)), entry=str(reserve.entry)))  # fmt: skip
    if not tables:
        says.append(text("Nothing had been entered."))
    return Answer(tuple(says), tuple(tables), data=data)


def _row(value: object, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = tuple(_HEADS[key] for key in rows[0])
    return Table(columns, tuple(tuple(_cell(*item) for item in row.items()) for row in rows), _HEADS[name])


def _cell(key: str, value: Any) -> Text | str:
    match value:
        case None:
            return ""
        case bool():
            return text("yes") if value else text("no")
        case list():
            return text("{names}", names=tuple(value))
        case Money():
            return text("{money}", money=value)
    return named(str(value)) if key in _CODES else str(value)
