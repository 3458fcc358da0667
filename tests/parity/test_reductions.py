"""Each reduction gives the same on DuckDB and over Spark Connect, and none is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.data import LOADS, DuckEngine
from taktgeber.data.engine_spark import SparkEngine

from .cases import CASES, FIRST_BEAT, QUARTER
from .compare import compare
from .reductions import all_reductions, name_of, questions
from .stored import store


def test_no_reduction_of_the_house_is_left_out():
    asked = {name_of(question) for question in questions((QUARTER,), FIRST_BEAT)}
    assert asked == all_reductions(), "add what is missing to tests/parity/reductions.py"


@pytest.mark.xdist_group("sail")
@pytest.mark.parametrize("name", CASES)
def test_both_engines_give_the_same(name: str, spark_connect: str, tmp_path: Path):
    case = CASES[name]()
    book = store(case, tmp_path)
    duck, spark = DuckEngine(tmp_path, book), SparkEngine(spark_connect, str(tmp_path), book)
    try:
        snapshot = book.state(LOADS).snapshot
        compared = compare(name, duck, spark, snapshot, questions(case.periods, FIRST_BEAT))
    finally:
        spark.close()
        duck.close()
    assert [(c.reduction, c.differs) for c in compared if c.differs] == []
