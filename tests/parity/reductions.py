"""Every reduction of the house, and what each is asked with. Who writes a new one adds a line to `questions`."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import taktgeber
from taktgeber.core import Period, Reduction
from taktgeber.customers.moved import DayOrders
from taktgeber.cycle.reach import LastDay
from taktgeber.data import CONTRACTS
from taktgeber.data.booked import BookingsByInitiative, MediaByCampaign
from taktgeber.data.feeds import NowhereLines, NowhereSpend, Rows
from taktgeber.evidence.planning.own_customers import CustomerSums
from taktgeber.exploit.media_sums import LongRowsOf, MediaSums
from taktgeber.exploit.new_customers import NewCustomers, SpanOf, ValueByAge
from taktgeber.exploit.order_sums import OrderSums
from taktgeber.exploit.reach import MediaReachOf
from taktgeber.explore.signals.own_tables import MediaWeeks, NewestTexts, OutcomeWeeks, WatchedValues


def questions(periods: tuple[Period, ...], first_beat: date) -> tuple[Reduction[Any], ...]:
    """All reductions, with every choice that changes their SQL, in each period."""
    return (
        *(Rows(table) for table in CONTRACTS),
        NowhereSpend(),
        NowhereLines(),
        SpanOf(),
        MediaReachOf(),
        WatchedValues(),
        OutcomeWeeks(),
        MediaWeeks(),
        NewestTexts(),
        NewestTexts(most=1),
        *(LastDay(c.table, column.name) for c in CONTRACTS.values() for column in c.columns if _is_day(column.type)),
        *(make(first_beat, days) for make in (MediaByCampaign, BookingsByInitiative) for days in (7, 91)),
        *(question for period in periods for question in _of(period)),
    )


def _of(period: Period) -> Iterator[Reduction[Any]]:
    for step in (7, 1):
        yield MediaSums(period, ("market", "channel", "campaign"), step)
        yield MediaSums(period, ("channel",), step)
        yield OrderSums(period, step)
        yield NewCustomers((period, period.after()), step)
    yield LongRowsOf(period)
    yield ValueByAge((period.before(), period))
    yield DayOrders(period.last)
    yield CustomerSums(period, "revenue")
    yield CustomerSums(period, "bought", "Germany")


def _is_day(kind: str) -> bool:
    return kind in ("date", "time")


def all_reductions() -> frozenset[str]:
    """Names of all classes of the package that say how they are fetched and summed up, or inherit it."""
    root = Path(taktgeber.__file__).parent
    found: dict[str, str] = {}
    classes = [(path, node) for path in sorted(root.rglob("*.py")) for node in ast.walk(_parsed(path))]
    for _ in range(3):  # a child of a child of a reduction is one, too
        for path, node in classes:
            if isinstance(node, ast.ClassDef) and node.name != Reduction.__name__ and _reduces(node, found):
                module = ".".join(path.relative_to(root.parent).with_suffix("").parts)
                found[node.name] = f"{module}.{node.name}"
    return frozenset(found.values())


def _reduces(node: ast.ClassDef, found: Mapping[str, str]) -> bool:
    own = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    return {"expression", "summary"} <= own or any(isinstance(b, ast.Name) and b.id in found for b in node.bases)


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(question: Reduction[Any]) -> str:
    return f"{type(question).__module__}.{type(question).__name__}"
