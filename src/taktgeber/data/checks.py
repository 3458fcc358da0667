"""A contract as checks on the engine: counts of what breaks it, and sample rows.

All counts come from one pass over the rows; sample rows are fetched only where a count is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taktgeber.core import Text, text
from taktgeber.core.names import named

from .contracts import FIRST_DAY, LAST_DAY, Column, Contract
from .draft import literal


@dataclass(frozen=True, slots=True)
class Check:
    """breaks: SQL that holds for a row which breaks the contract; says: what is wrong with it."""

    column: str
    code: str
    breaks: str
    says: Text
    mend: Text


@dataclass(frozen=True, slots=True)
class Broken:
    check: Check
    count: int
    samples: tuple[tuple[Any, ...], ...]


def checks_of(contract: Contract, today: date | None = None) -> tuple[Check, ...]:
    """today: days after it are refused in tables that only know what has happened."""
    checks = [check for column in contract.columns for check in _of_column(contract, column, today)]
    if contract.one_of:
        empty = " AND ".join(f'"{name}" IS NULL' for name in contract.one_of)
        says = text("the row fills none of: {names}.", names=contract.one_of)
        mend = text("Fill one of them, or leave the row out.")
        checks.append(Check(contract.one_of[0], "says-nothing", empty, says, mend))
    return tuple(checks)


def _of_column(contract: Contract, column: Column, today: date | None) -> Iterator[Check]:
    name = f'"{column.name}"'
    full = text("Fill the cell, or leave the row out if it is no row of {what}.", what=named(contract.table))
    if column.required:
        missing = f"{name} IS NULL" + (
            f" OR {name} = ''" if column.type == "text" and column.name != "breakdown" else ""
        )
        yield Check(
            column.name,
            "missing",
            missing,
            text("the cell is empty, but the table needs it ({what}).", what=Text(column.says)),
            full,
        )
    if column.low is not None:
        least = str(int(column.low))
        yield Check(
            column.name, "too-low", f"{name} < {column.low}",
            text("the value lies below {least}.", least=least),
            text("Corrections belong in bookings or transactions; mend the cell."),
        )  # fmt: skip
    if column.above is not None:
        yield Check(
            column.name, "too-low", f"NOT ({name} > {column.above})",
            text("the value must lie above {least}.", least=str(int(column.above))), text("Mend the cell."),
        )  # fmt: skip
    if column.type == "number":
        yield Check(
            column.name, "not-finite", f"NOT isfinite({name})",
            text("the value is no finite number."), text("Mend the cell."),
        )  # fmt: skip
    if column.allowed:
        yield Check(
            column.name, "not-allowed", f"{name} NOT IN ({', '.join(map(literal, column.allowed))})",
            text("the value is none of: {names}.", names=column.allowed),
            text("Mend the cell or the mapping."),
        )  # fmt: skip
    if column.name == "currency":
        yield Check(
            column.name, "no-currency", f"NOT regexp_full_match({name}, '[A-Z]{{3}}')",
            text("the value is no currency code of three letters."), text("Write it as EUR, GBP, USD."),
        )  # fmt: skip
    if column.letters is not None:
        yield Check(
            column.name, "no-code", f"NOT regexp_full_match({name}, '[a-z]{{{column.letters}}}')",
            text("the value is no code of {count} small letters.", count=str(column.letters)),
            text("Write it as en, de, it, zh."),
        )  # fmt: skip
    if column.type in ("date", "time"):
        yield from _of_day(contract, column, today)


def _of_day(contract: Contract, column: Column, today: date | None) -> Iterator[Check]:
    day = f'CAST("{column.name}" AS DATE)'
    yield Check(
        column.name, "day-out-of-range", f"{day} < DATE '{FIRST_DAY}' OR {day} > DATE '{LAST_DAY}'",
        text("the day lies outside {first} to {last}.", first=FIRST_DAY, last=LAST_DAY),
        text("Check how the file writes its dates: --dates dmy, mdy or ymd."),
    )  # fmt: skip
    if contract.past_only and today is not None:
        yield Check(
            column.name, "day-to-come", f"{day} > DATE '{today}'",
            text("the day has not come yet."),
            text("Check how the file writes its dates: --dates dmy, mdy or ymd."),
        )  # fmt: skip
    if column.name == contract.last and contract.first != contract.last:
        yield Check(
            column.name, "ends-before-it-begins", f'"{contract.last}" < "{contract.first}"',
            text("the row ends before it begins."), text("Mend the two dates."),
        )  # fmt: skip


def run_checks(connection: Any, checks: Sequence[Check], relation: str) -> tuple[Broken, ...]:
    """What breaks the contract in a relation: counts in one query, then five sample rows each."""
    counted = ", ".join(f"count(*) FILTER ({check.breaks})" for check in checks)
    counts = connection.execute(f"SELECT {counted} FROM {relation}").fetchone()
    return tuple(
        Broken(
            check, count, tuple(connection.execute(f"SELECT * FROM {relation} WHERE {check.breaks} LIMIT 5").fetchall())
        )
        for check, count in zip(checks, counts, strict=True)
        if count
    )
