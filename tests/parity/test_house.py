"""A whole beat over Spark Connect: the same plan to the byte, the same yardsticks, the same check of the data."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taktgeber.cycle import open_house, plan_beat
from taktgeber.desks.data.verbs import check
from taktgeber.desks.exploit.verbs import By, kpi
from taktgeber.workspace import Workspace, open_workspace
from tests.cycle.small_house import NOON, PLANNED, load, make_house
from tests.exploit.small_shop import random_shop

from .cases import Case

pytestmark = pytest.mark.xdist_group("sail")


def on_spark(workspace: Workspace, address: str, to: Path) -> Workspace:
    """A copy of the workspace that reads its tables over Spark Connect and has kept no results."""
    shutil.copytree(workspace.root, to, ignore=shutil.ignore_patterns("results"))
    path = to / "taktgeber.toml"
    path.write_text(f'engine = "{address}"\n{path.read_text("utf-8")}', "utf-8")
    return open_workspace(to)


@pytest.fixture
def both(tmp_path: Path, spark_connect: str) -> tuple[Workspace, Workspace]:
    shop = random_shop(7)
    case = Case({"media": shop.media, "transactions": shop.transactions, "customers": shop.customers})
    with make_house(tmp_path / "here") as house:
        for table in case.tables:
            load(house, table, [{c: row.get(c) for c in _columns(table)} for row in case.rows(table)])
        here = house.workspace
    return here, on_spark(here, spark_connect, tmp_path / "there")


def _columns(table: str) -> tuple[str, ...]:
    from taktgeber.data import CONTRACTS

    return CONTRACTS[table].names


def test_plan_yardsticks_and_check_are_the_same_to_the_byte(both: tuple[Workspace, Workspace]):
    digests = []
    for workspace in both:
        with open_house(workspace, clock=lambda: NOON) as house:
            planned = plan_beat(house, PLANNED.first)
            assert planned.fresh
            assert len(planned.path.read_bytes()) > 10_000
            digests.append(planned.digest)
    assert digests[0] == digests[1]
    here, there = (str(workspace.root) for workspace in both)
    for by in (By.channel, By.market):
        first = kpi(by=by, folder=here).data
        assert first["rows"]
        assert kpi(by=by, folder=there).data == first
    assert check(both[1]).data == check(both[0]).data
