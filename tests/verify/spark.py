"""The parity suite on a real Spark 4.0: every reduction, every case and the demo company, against DuckDB."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taktgeber.cycle import open_house
from taktgeber.data import LOADS, DuckEngine
from taktgeber.data.engine_spark import SparkEngine
from taktgeber.demo import make_demo
from taktgeber.demo.calendar import quarter
from tests.parity.cases import CASES, FIRST_BEAT
from tests.parity.compare import Compared, compare, counts
from tests.parity.reductions import all_reductions, questions
from tests.parity.stored import store
from tests.spark_connect import NoServer

from .item import Kept
from .spark_server import spark, version

ENGINE = (
    "taktgeber.data.engine_batch.merged",
    "taktgeber.data.engine_spark.SparkEngine",
    "taktgeber.data.spark_session.connect",
    "taktgeber.data.visible.still_seen",
)
SPARK = Kept(
    "spark",
    "every reduction gives on Spark 4.0 what it gives on DuckDB, of the same types and within its tolerance",
    sources=(*ENGINE, *sorted(all_reductions())),
)


def verify_spark() -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with spark(Path(folder)) as address:
                compared = list(_compared(address, Path(folder)))
        except NoServer as why:
            sys.exit(f"*** NO SPARK: {why}; verification/spark.json was not written ***")
    record = _record(compared)
    SPARK.path.write_text(json.dumps(record, indent=2) + "\n")
    verdict = "meets" if record["meets_bar"] else "FALLS SHORT OF"
    print(f"spark: {record['equal']} of {record['compared']} equal on Spark {record['spark']}: {verdict} its bar")


def _record(compared: list[Compared]) -> dict[str, Any]:
    found = counts(compared)
    return {
        "promise": SPARK.promise,
        "spark": version(),
        **found,
        "differs": [f"{c.reduction} on {c.case}: {c.differs}" for c in compared if c.differs],
        "meets_bar": found["equal"] == found["compared"],
        "digest": SPARK.digest(),
    }


def _compared(address: str, folder: Path) -> Iterator[Compared]:
    for name, make in CASES.items():
        case, tables = make(), folder / name
        book = store(case, tables)
        duck, there = DuckEngine(tables, book), SparkEngine(address, str(tables), book)
        yield from _said(
            name, compare(name, duck, there, book.state(LOADS).snapshot, questions(case.periods, FIRST_BEAT))
        )
        there.close()
    workspace = make_demo(folder / "demo company").workspace
    with open_house(workspace) as house:
        there = SparkEngine(address, str(workspace.tables), house.book)
        asked = questions((quarter(8), quarter(9)), house.settings.first_beat)
        yield from _said("demo", compare("demo", house.engine, there, house.snapshot(), asked))
        there.close()


def _said(case: str, compared: list[Compared]) -> list[Compared]:
    print(f"spark: {case}: {sum(not c.differs for c in compared)} of {len(compared)} equal", flush=True)
    return compared
