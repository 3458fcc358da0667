"""Ten million media rows: what a beat asks of them, on DuckDB in this process and on Sail beside it."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from taktgeber.core import Engine
from taktgeber.cycle import open_house
from taktgeber.data import load_files
from taktgeber.data.booked import MediaByCampaign
from taktgeber.data.engine_spark import SparkEngine
from taktgeber.data.feeds import NowhereSpend, Rows
from taktgeber.exploit.media_sums import LongRowsOf, MediaSums
from taktgeber.exploit.reach import MediaReachOf
from tests.spark_connect import NoServer, sail

from .media import BEAT, ROWS, media_workspace, paired

ASKED: tuple[Any, ...] = (
    MediaSums(BEAT, ("market", "channel", "campaign")),
    MediaSums(BEAT.before(), ("market", "channel")),
    LongRowsOf(BEAT),
    MediaReachOf(),
    MediaByCampaign(date(2025, 3, 10), 91),
    Rows("media"),
    NowhereSpend(),
)


def engines() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        source, workspace = media_workspace(Path(folder))
        try:
            with open_house(workspace) as house, sail(Path(folder) / "log") as address:
                load_files(workspace, house.book, [source])
                there = SparkEngine(address, str(workspace.tables), house.book)
                snapshot = house.snapshot()
                _ask(house.engine, snapshot)
                _ask(there, snapshot)
                ratios, theirs, mine = paired(lambda: _ask(there, snapshot), lambda: _ask(house.engine, snapshot))
                there.close()
        except NoServer as why:
            yield f"engines: *** NO SAIL: {why} ***"
            return
    yield (
        f"engines: {len(ASKED)} reductions on {ROWS:,} media rows: DuckDB {mine:.2f} s, Sail {theirs:.2f} s; "
        f"median ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
    )


def _ask(engine: Engine, snapshot: str) -> None:
    batch = engine.batch(snapshot)
    for question in ASKED:
        batch.add(question)
    batch.run()
