"""Ten million media rows: loaded beside a plain DuckDB copy, summed beside the query written by hand."""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from taktgeber.core import Period
from taktgeber.cycle import open_house
from taktgeber.data import load_files
from taktgeber.exploit.media_sums import MediaSums
from taktgeber.workspace import Workspace, make_workspace

ROWS = int(os.environ.get("TAKT_BENCH_ROWS", "10000000"))
BEAT = Period(date(2025, 6, 9), date(2025, 9, 7))

CONFIGURATION = """
firm = "Bench"
currency = "GBP"
first_beat = 2025-03-10
channels = ["Meta"]
[[markets]]
name = "North"
matches = ["north"]
[[markets]]
name = "South"
matches = ["south"]
[[sources]]
files = "*.csv"
importer = "media.toml"
"""
MAPPING = """
table = "media"
source = "bench"
account = "a1"
currency = "GBP"
[columns]
first = "Day"
last = "Day"
market = "Region"
channel = "Channel"
campaign = "Campaign"
ad = "Ad"
spend = "Cost"
impressions = "Impressions"
clicks = "Clicks"
claimed_conversions = "Conversions"
claimed_revenue = "Value"
"""
GENERATE = f"""
SELECT (DATE '2025-03-10' + CAST(i % 182 AS INTEGER)) AS "Day",
  CASE WHEN i % 3 = 0 THEN 'north' ELSE 'south' END AS "Region",
  'C' || (i % 3) AS "Channel", 'campaign ' || (i // 182 % 40) AS "Campaign", 'ad ' || (i // 182) AS "Ad",
  printf('%.2f', (hash(i) % 10000) / 100) AS "Cost", hash(i) % 5000 AS "Impressions", hash(i) % 90 AS "Clicks",
  hash(i) % 4 AS "Conversions", printf('%.2f', (hash(i + 1) % 20000) / 100) AS "Value"
FROM range({ROWS}) t(i)
"""
PLAIN_COPY = """
COPY (SELECT CAST("Day" AS DATE) AS first, CAST("Day" AS DATE) AS last, "Region" AS market, "Channel" AS channel,
  "Campaign" AS campaign, "Ad" AS ad, CAST(round(CAST("Cost" AS DECIMAL(18, 2)) * 100) AS BIGINT) AS spend,
  CAST("Impressions" AS BIGINT) AS impressions, CAST("Clicks" AS BIGINT) AS clicks,
  CAST("Conversions" AS DOUBLE) AS claimed_conversions,
  CAST(round(CAST("Value" AS DECIMAL(18, 2)) * 100) AS BIGINT) AS claimed_revenue
  FROM read_csv('{source}', all_varchar = true)) TO '{target}' (FORMAT parquet)
"""
BY_HAND = f"""
SELECT market, channel, campaign, (first - DATE '{BEAT.first}') // 7 AS step, count(*), count(claimed_conversions),
  sum(spend), sum(impressions), sum(clicks),
  sum(CAST(round(claimed_conversions * 1000) AS BIGINT)), sum(claimed_revenue)
FROM read_parquet('{{files}}') WHERE first >= DATE '{BEAT.first}' AND last <= DATE '{BEAT.last}' AND first = last
GROUP BY ALL
"""


def media() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        source, workspace = media_workspace(root)
        yield f"media: {ROWS:,} rows, {source.stat().st_size / 1e6:.0f} MB of CSV"
        copy = PLAIN_COPY.format(source=source, target=root / "plain.parquet")
        plain = _seconds(lambda: duckdb.sql(copy))
        with open_house(workspace) as house:
            loaded = _seconds(lambda: load_files(workspace, house.book, [source]))
            yield f"load: {loaded:.1f} s; plain copy of the same columns {plain:.1f} s; ratio {loaded / plain:.2f}"
            wanted = MediaSums(BEAT, ("market", "channel", "campaign"))
            files = str(next((workspace.tables / "media").glob("*.parquet")))
            query = BY_HAND.format(files=files)

            def ours() -> None:
                batch = house.engine.batch(house.snapshot())
                batch.add(wanted)
                batch.run()

            ours()
            ratios, mine, theirs = paired(ours, lambda: duckdb.sql(query).fetchall())
            yield (
                f"kpi sums by market, channel, campaign and week: {mine:.3f} s; the query by hand {theirs:.3f} s; "
                f"median ratio {statistics.median(ratios):.2f} (aim 1.3; {min(ratios):.2f} to {max(ratios):.2f})"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"media: peak memory of this process so far {peak:.0f} MB"


def media_workspace(root: Path) -> tuple[Path, Workspace]:
    """The rows as CSV, and a workspace that can load them."""
    source = root / "media.csv"
    duckdb.sql(GENERATE).write_csv(str(source))
    workspace = make_workspace(root / "house", CONFIGURATION)
    (workspace.root / "media.toml").write_text(MAPPING)
    return source, workspace


def paired(a: Callable[[], object], b: Callable[[], object], rounds: int = 7) -> tuple[list[float], float, float]:
    times = [(_seconds(a), _seconds(b)) for _ in range(rounds)]
    mine, theirs = zip(*times, strict=True)
    return [x / y for x, y in times], statistics.median(mine), statistics.median(theirs)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
