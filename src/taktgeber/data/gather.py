"""Customers gathered from orders: one row a customer, from all orders of a source that were ever loaded.

An export of orders names a customer on every order and knows nothing of the exports before it. So the
first order counts as the day of the first contact, over all files of the source in whatever order they
are loaded; a customer whom another source already holds stays as that source has him.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .contracts import CONTRACTS
from .draft import Draft
from .engine_duckdb import view_of
from .loads import Loads


@dataclass(frozen=True, slots=True)
class Held:
    """SQL of the rows of the same source that are loaded, and of those of other sources."""

    same: str
    others: str


def gathering(draft: Draft, loads: Loads, tables: Path) -> Held | None:
    if not draft.gather:
        return None

    def rows(keep: Callable[[str], bool]) -> str:
        some = Loads({name: load for name, load in loads.all.items() if keep(load.source)}, loads.order)
        return view_of(CONTRACTS[draft.table], some, tables).split(" AS ", 1)[1]

    return Held(rows(lambda s: s == draft.source), rows(lambda s: s != draft.source))


def gathered(orders: str, held: Held) -> str:
    """SQL of the customers: orders of this file as rows of the table, with those that were gathered before."""
    first = ", ".join(f"arg_min({name}, acquired_at) AS {name}" for name in ("market", "acquired_at", "acquired_via"))
    every = f"SELECT * FROM ({orders}) UNION ALL SELECT * FROM ({held.same})"
    each = f"SELECT customer, {first} FROM ({every}) GROUP BY customer"
    return f"SELECT * FROM ({each}) g ANTI JOIN ({held.others}) o USING (customer) ORDER BY customer"
