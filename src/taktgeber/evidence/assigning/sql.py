"""The same law as one SQL expression, which any engine computes where its units lie.

Digests are compared as hex text, byte by byte, which is the order of the numbers they write: nothing is converted,
so nothing is rounded. Units are cast to text; an engine writes whole numbers, text and UUIDs alike, but not decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from .law import PLACES, digits
from .plan import AssignmentPlan, Step, plain_name

DialectName = Literal["duckdb", "postgres", "spark", "bigquery"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """digest: MD5 of a text's UTF-8 bytes in small hex, {text} filled in; escaped: signs that a literal, or a quoted
    name, writes in another way."""

    text_type: str
    digest: str
    mark: str
    escaped: tuple[tuple[str, str], ...]
    mark_in_name: str

    def literal(self, words: str) -> str:
        for sign, written in self.escaped:
            words = words.replace(sign, written)
        return f"'{words}'"

    def name(self, column: str) -> str:
        return f"{self.mark}{column.replace(self.mark, self.mark_in_name)}{self.mark}"


_DOUBLED = (("'", "''"),)
_BACKSLASHED = (("\\", "\\\\"), ("'", "\\'"))
_DIALECTS: dict[str, Dialect] = {
    "duckdb": Dialect("VARCHAR", "md5({text})", '"', _DOUBLED, '""'),
    # A database may keep its texts in another encoding, and order them by a language's rules.
    "postgres": Dialect("TEXT", "md5(convert_to({text}, 'UTF8')) COLLATE \"C\"", '"', _DOUBLED, '""'),
    "spark": Dialect("STRING", "md5({text})", "`", _BACKSLASHED, "``"),
    "bigquery": Dialect("STRING", "to_hex(md5({text}))", "`", _BACKSLASHED, "\\`"),
}


def assignment_sql(plan: AssignmentPlan, unit_column: str, dialect: DialectName) -> str:
    """The unit's arm, NULL where it has none or where there is no unit."""
    sql = _DIALECTS[dialect]
    return _case(plan, unit_column, sql, lambda step: "NULL" if step.arm is None else sql.literal(step.arm), "NULL")


def reason_sql(plan: AssignmentPlan, unit_column: str, dialect: DialectName) -> str:
    """Why the unit has no arm, as assign says it; NULL where it has one; 'no unit' for NULL and the empty text."""
    sql = _DIALECTS[dialect]
    told = sql.literal("no unit")
    return _case(plan, unit_column, sql, lambda step: "NULL" if step.why is None else sql.literal(step.why), told)


def step_sql(plan: AssignmentPlan, unit_column: str, dialect: DialectName) -> str:
    """The number of the plan's step that the unit belongs to, from 0: arm and reason at the cost of one."""
    return _case(plan, unit_column, _DIALECTS[dialect], lambda step: str(plan.steps.index(step)), "NULL")


def _case(plan: AssignmentPlan, column: str, sql: Dialect, value: Callable[[Step], str], without_unit: str) -> str:
    unit = f"CAST({sql.name(plain_name('--unit', column))} AS {sql.text_type})"
    *steps, last = plan.steps
    lines = [f"  WHEN {unit} IS NULL OR {unit} = '' THEN {without_unit}"]
    for step in steps:
        digest = sql.digest.format(text=f"{sql.literal(f'{step.salt}:')} || {unit}")
        lines.append(f"  WHEN {' AND '.join(_within(digest, step))} THEN {value(step)}")
    return "\n".join(("CASE", *lines, f"  ELSE {value(last)}", "END"))


def _within(digest: str, step: Step) -> Iterator[str]:
    if step.start > 0:
        yield f"{digest} >= '{digits(step.start)}'"
    if step.end < PLACES:
        yield f"{digest} < '{digits(step.end)}'"


def text_literal(words: str) -> str:
    """For DuckDB."""
    return _DIALECTS["duckdb"].literal(words)
