"""All units of a file, assigned where they lie: DuckDB computes and writes, no row passes through Python."""

from __future__ import annotations

import os
import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktgeber.core import Refusal, text

from .plan import WHYS, AssignmentPlan, Why
from .sql import step_sql, text_literal
from .units import Units, as_pattern, disk_failed

_FORMATS = {".csv": "FORMAT csv, HEADER", ".parquet": "FORMAT parquet, COMPRESSION zstd"}
_LONGEST_LINE = 100_000_000


@dataclass(frozen=True, slots=True)
class AssignedFile:
    """rows: of the file; units: each once; by_arm, without: units by arm, and by why they have none."""

    rows: int
    units: int
    by_arm: dict[str, int]
    without: dict[Why, int]


def assign_file(
    file: Path, unit: str, plan: AssignmentPlan, out: Path | None = None, *, replace: bool = False
) -> AssignedFile:
    """Counts, and where out is given writes unit, arm and why, one row a unit, empty where there is none.

    unit: the column. out: .csv or .parquet, complete or not there at all; replace: it may exist. Raises Refusal.
    """
    if out is not None:
        _refuse_out(out, file, replace)
    with closing(Units(file, unit)) as units:
        rows, apart = units.count()
        assigned = _assigned(plan, units.once(apart < rows))
        counted = units.ask(_counts(f"({assigned})")) if out is None else _written(units, assigned, out)
    by_arm = {arm.name: 0 for arm in plan.arms}
    without = dict.fromkeys(WHYS, 0)
    for arm, why, many in counted:
        if arm is not None:
            by_arm[arm] += int(many)
        else:
            without[why] += int(many)
    return AssignedFile(rows, apart, by_arm, without)


def _assigned(plan: AssignmentPlan, units: str) -> str:
    """The query of unit, arm and why; digests are taken once for both."""
    arms, whys = (
        " ".join(f"WHEN {at} THEN {text_literal(words)}" for at, words in enumerate(column) if words is not None)
        for column in ([step.arm for step in plan.steps], [step.why for step in plan.steps])
    )
    why = f"CASE step {whys} END" if whys else "NULL::VARCHAR"
    seated = f"SELECT unit, {step_sql(plan, 'unit', 'duckdb')} AS step FROM {units}"
    return f"SELECT unit, CASE step {arms} END AS arm, {why} AS why FROM ({seated})"


def _counts(relation: str) -> str:
    return f"SELECT arm, why, count(*) FROM {relation} GROUP BY arm, why"


def _written(units: Units, assigned: str, out: Path) -> list[tuple[Any, ...]]:
    """Writes the file, which takes its name when it is whole; gives the counts of what stands in it."""
    kind = out.suffix.lower()
    draft = out.with_name(f".{secrets.token_hex(8)}.part")
    try:
        draft.touch()  # says in the system's words where nothing may be written
        units.ask(f"COPY ({assigned}) TO {text_literal(str(draft))} ({_FORMATS[kind]})")
        counted = units.ask(_counts(_relation(draft, kind)))
        os.replace(draft, out)
    except OSError as wrong:
        raise disk_failed("--out", wrong.strerror or str(wrong)) from None
    finally:
        draft.unlink(missing_ok=True)
    return counted


def _relation(written: Path, kind: str) -> str:
    path = text_literal(str(as_pattern(written)))
    if kind == ".parquet":
        return f"read_parquet({path})"
    columns = "{'unit': 'VARCHAR', 'arm': 'VARCHAR', 'why': 'VARCHAR'}"
    return (
        f"read_csv({path}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', columns={columns}, "
        f"max_line_size={_LONGEST_LINE})"
    )


def _refuse_out(out: Path, file: Path, replace: bool) -> None:
    if out.suffix.lower() not in _FORMATS:
        raise Refusal(
            "--out",
            text('"{name}" ends neither in .csv nor in .parquet.', name=out.name),
            text("Name it so: --out assigned.csv or --out assigned.parquet"),
        )
    if not out.parent.is_dir():
        raise Refusal("--out", text("there is no such folder."), text("Check the name and the folder."))
    if out.is_dir() or (out.exists() and file.exists() and out.samefile(file)):
        raise Refusal("--out", text('"{name}" must stay as it is.', name=out.name), text("Choose another name."))
    if out.exists() and not replace:
        raise Refusal(
            "--out",
            text('there is a file "{name}" already, and it stays as it is.', name=out.name),
            text("Choose another name, or write over it: --replace"),
        )
