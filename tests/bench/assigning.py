"""Ten million units assigned, beside DuckDB's own grouping by MD5 and a plain copy of the same expression."""

from __future__ import annotations

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from taktgeber.evidence import assign_file, assignment_plan

from .media import paired

ROWS = int(os.environ.get("TAKT_BENCH_ROWS", "10000000"))
PLAN = assignment_plan("checkout", {"control": 1, "blue": 1})
ARM = "CASE WHEN md5('checkout:' || user_id::VARCHAR) < '8' THEN 'control' ELSE 'blue' END"


def assigning() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        units, out, plain = (Path(folder) / f"{name}.parquet" for name in ("units", "out", "plain"))
        duckdb.sql(f"COPY (SELECT i AS user_id FROM range({ROWS}) t(i)) TO '{units}' (FORMAT parquet)")
        grouped = f"SELECT {ARM}, count(*) FROM '{units}' GROUP BY 1"
        copied = f"COPY (SELECT user_id::VARCHAR, {ARM} FROM '{units}') TO '{plain}' (FORMAT parquet, COMPRESSION zstd)"
        works: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("counted", lambda: assign_file(units, "user_id", PLAN), grouped),
            ("written", lambda: assign_file(units, "user_id", PLAN, out, replace=True), copied),
        )
        for name, ours, query in works:

            def by_hand(query: str = query) -> None:
                duckdb.connect().execute(query).fetchall()

            ratios, mine, theirs = paired(ours, by_hand, rounds=3)
            yield (
                f"assigning {ROWS:,} units, {name}: {mine:.1f} s, each checked and found once; the query by hand, "
                f"unchecked, {theirs:.1f} s; median ratio {statistics.median(ratios):.2f} "
                f"({min(ratios):.2f} to {max(ratios):.2f})"
            )
