"""A draft: how one file becomes one standard table, before its marks are decided.

An importer or a mapping says for every column of the table which SQL value over the file's cells it
is; money in major units of the row's currency. `stage` turns the draft into checked Parquet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from taktgeber.core import Market

from .cells import Cells
from .sheet import Cell, Sheet

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Draft:
    """values: target column to SQL; currency: SQL of the row's ISO code, or None for the workspace's own.

    keeps: SQL of the rows that count (total rows do not); origin: which cell a target comes from, for
    messages; recipe: all that, besides the bytes, decides what the file becomes; gather: the rows are
    orders, of which the customers are gathered.
    """

    sheet: Sheet
    table: str
    source: str
    breakdown: frozenset[str]
    values: Callable[[Cells], Values]
    recipe: Mapping[str, object]
    currency: Callable[[Cells], str] | None = None
    keeps: Callable[[Cells], str] | None = None
    origin: Mapping[str, Cell] = field(default_factory=dict)
    decimal: str | None = None
    dates: str | None = None
    gather: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a person or the workspace says where the file is silent."""

    account: str | None = None
    market: str | None = None
    currency: str | None = None
    decimal: str | None = None
    dates: str | None = None

    def over(self, other: Said) -> Said:
        """This one first, the other where this one is silent."""
        return Said(
            self.account or other.account,
            self.market or other.market,
            self.currency or other.currency,
            self.decimal or other.decimal,
            self.dates or other.dates,
        )


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def market_of(value: str, markets: Sequence[Market]) -> str:
    """SQL: the market that a value of the file means, first hit wins; NULL where none does.

    matches may hold shell patterns ("DE*", "*"); a market's own name always means it.
    """
    arms: list[str] = []
    for market in markets:
        said = [m.casefold() for m in (market.name, *market.matches)]
        plain = [m for m in said if not set("*?[") & set(m)]
        tests = [f"lower({value}) IN ({', '.join(map(literal, plain))})"]
        tests += [f"lower({value}) GLOB {literal(m)}" for m in said if m not in plain]
        arms.append(f"WHEN {' OR '.join(tests)} THEN {literal(market.name)}")
    return f"CASE {' '.join(arms)} END" if arms else "CAST(NULL AS VARCHAR)"
