"""Ten million units of an experiment: read beside the query written by hand, and cold beside a plain script."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from taktgeber.evidence import Design, parse_metric, parse_ratio, read_design

from .media import paired

ROWS = int(os.environ.get("TAKT_BENCH_ROWS", "10000000"))
GENERATE = f"""
COPY (SELECT i AS user_id, CASE WHEN hash(i) % 2 = 0 THEN 'A' ELSE 'B' END AS variant,
  'market ' || (hash(i + 7) % 8) AS market, (hash(i + 1) % 100000) / 5000 AS before,
  (hash(i + 1) % 100000) / 5000 + (hash(i + 2) % 100000) / 10000 + (hash(i) % 2) / 10 AS revenue,
  (hash(i + 3) % 5)::INTEGER AS orders, (1 + hash(i + 4) % 7)::INTEGER AS sessions, hash(i + 5) % 10 = 0 AS converted
  FROM range({ROWS}) t(i)) TO '{{file}}' (FORMAT parquet, COMPRESSION zstd)
"""
BY_HAND = """
SELECT {keys}, count(*), sum(revenue), sum(revenue * revenue), sum(before), sum(before * before), sum(revenue * before),
  sum(orders), sum(sessions), sum(orders * orders), sum(sessions * sessions), sum(orders * sessions),
  sum(converted::INTEGER), sum(orders * before), sum(sessions * before), sum(converted::INTEGER * before)
FROM read_parquet('{file}') GROUP BY {keys}
"""
METRICS = (parse_metric("revenue"), parse_metric("converted:proportion"), parse_ratio("orders/sessions"))


def experiment() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "experiment.parquet"
        duckdb.sql(GENERATE.format(file=file))
        yield f"experiment: {ROWS:,} units, {file.stat().st_size / 1e6:.0f} MB of Parquet; 3 metrics, 1 covariate"
        yield from _warm(file)
        yield from _cold(file)
        yield from _peer(file)
        yield f"experiment: peak memory of takt experiment read {_peak(_ours(file)):.0f} MB"


def _warm(file: Path) -> Iterator[str]:
    covariate = (parse_metric("before"),)
    designs = (
        ("by variant", "variant", Design(file, "variant", METRICS, covariates=covariate)),
        ("by variant and market", "variant, market", Design(file, "variant", METRICS, covariates=covariate,
                                                            segments=("market",))),
    )  # fmt: skip
    for name, keys, design in designs:
        query = BY_HAND.format(keys=keys, file=file)

        def ours(design: Design = design) -> None:
            read_design(design)

        def by_hand(query: str = query) -> None:
            duckdb.connect().execute(query).fetchall()

        ours()
        ratios, mine, theirs = paired(ours, by_hand)
        yield (
            f"reading {name}: {mine:.3f} s; the query by hand {theirs:.3f} s; median ratio "
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        )


def _ours(file: Path) -> list[str]:
    asked = ["--variant", "variant", "--metric", "revenue", "--metric", "converted:proportion"]
    asked += ["--ratio", "orders/sessions", "--covariate", "before"]
    return [sys.executable, "-m", "taktgeber", "experiment", "read", str(file), *asked]


def _cold(file: Path) -> Iterator[str]:
    script = f"import duckdb; print(duckdb.sql({BY_HAND.format(keys='variant', file=file)!r}).fetchall())"
    for name, more in (("", []), (" with every unit checked (--unit)", ["--unit", "user_id"])):
        command = [*_ours(file), *more]
        ratios, mine, theirs = paired(
            lambda command=command: subprocess.run(command, capture_output=True, check=True),
            lambda: subprocess.run([sys.executable, "-c", script], capture_output=True, check=True),
        )
        yield (
            f"cold takt experiment read{name}: {mine:.2f} s; a plain script {theirs:.2f} s; median ratio "
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        )


# tea-tasting on Ibis over DuckDB: its leanest way, which also computes inside the engine.
PEER = """
import ibis, tea_tasting as tt
table = ibis.duckdb.connect().read_parquet({file!r}).mutate(arm=ibis.ifelse(ibis._.variant == "B", 1, 0))
table = table.mutate(converted=ibis._.converted.cast("int64"))
print(tt.Experiment(
    revenue=tt.Mean("revenue", covariate="before"), converted=tt.Mean("converted", covariate="before"),
    orders=tt.RatioOfMeans("orders", "sessions", numer_covariate="before"), variant="arm",
).analyze(table))
"""


def _peer(file: Path) -> Iterator[str]:
    """The same question to the peer, each in a process of its own; `make bench-peers` puts it beside the project."""
    python = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"
    if not python.exists():
        yield "*** no peer here: make bench-peers installs tea-tasting into an environment of its own ***"
        return
    ours = _ours(file)
    theirs = [str(python), "-c", PEER.format(file=str(file))]
    version = subprocess.run(
        [str(python), "-c", "from importlib.metadata import version; print(version('tea-tasting'))"],
        capture_output=True, check=True, text=True,
    ).stdout.strip()  # fmt: skip
    ratios, mine, peer = paired(
        lambda: subprocess.run(theirs, capture_output=True, check=True),
        lambda: subprocess.run(ours, capture_output=True, check=True),
    )
    yield (
        f"cold, tea-tasting {version} (Ibis over DuckDB) beside takt experiment read: {mine:.2f} s and {peer:.2f} s; "
        f"median ratio {statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f}); "
        f"peak memory {_peak(theirs):.0f} MB and {_peak(ours):.0f} MB"
    )


def _peak(command: list[str]) -> float:
    """MB of one process, asked of a child of its own, since the kernel keeps only the largest of all children."""
    ask = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True, check=True); "
    ask += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    return float(
        subprocess.run([sys.executable, "-c", ask, *command], capture_output=True, check=True, text=True).stdout
    )
