"""What was in force on a day: the same folds, stopped earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, Money, Table, text

from .shown import breach_data, breach_table

if TYPE_CHECKING:
    from taktgeber.govern import LedgerBook


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
                         share=f"{100 * share:.3g} %",
                         standing=str(reserve.standing), entry=str(reserve.entry)))  # fmt: skip
    if not tables:
        says.append(text("Nothing had been entered."))
    return Answer(tuple(says), tuple(tables), data=data)


def _row(value: object, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _table(name: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    from taktgeber.core.format import show

    def cell(value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(value)
        return show(value) if isinstance(value, Money) else "" if value is None else str(value)

    columns = tuple(text("{name}", name=key.capitalize()) for key in rows[0])
    return Table(
        columns, tuple(tuple(cell(v) for v in row.values()) for row in rows), text("{name}", name=name.capitalize())
    )
