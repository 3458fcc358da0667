"""The demo company over Spark Connect: every reduction, the plan and the yardsticks as DuckDB gives them."""

from __future__ import annotations

from pathlib import Path

from taktgeber.cycle import open_house
from taktgeber.cycle.plan import freeze
from taktgeber.demo.calendar import quarter
from taktgeber.desks.exploit.verbs import kpi
from tests.demo_company import Made
from tests.parity.compare import compare
from tests.parity.reductions import questions
from tests.parity.test_house import on_spark


def test_the_demo_reads_the_same_over_spark_connect(made: Made, spark_connect: str, tmp_path: Path) -> None:
    there = on_spark(made.demo.workspace, spark_connect, tmp_path / "there")
    with open_house(made.demo.workspace) as here, open_house(there) as away:
        asked = questions((quarter(8), quarter(9)), here.settings.first_beat)
        compared = compare("demo", here.engine, away.engine, here.snapshot(), asked)
        assert [(c.reduction, c.differs) for c in compared if c.differs] == []
        period = made.demo.planned.plan.beat
        assert freeze(here, here.beat(period))[1] == freeze(away, away.beat(period))[1]
    assert kpi(folder=str(there.root)).data == kpi(folder=str(made.root)).data
