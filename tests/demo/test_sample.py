"""The sample fills an empty workspace with one quarter that says it is one; nothing of one's own is written over."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from taktgeber.core import Money, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import House, open_house
from taktgeber.data import LOADS
from taktgeber.demo.sample import NOTE, load_sample
from taktgeber.desks.data.verbs import init
from taktgeber.govern import BREACHES, UNITS
from taktgeber.workspace import open_workspace


def begun(root: Path) -> Path:
    init(root, "Acme", "EUR", datetime(2025, 1, 6))  # noqa: DTZ001
    return root


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    made = begun(tmp_path_factory.mktemp("sample") / "house")
    load_sample(made)
    return made


def test_one_quarter_is_loaded_and_the_firm_is_there_as_it_was_found(root):
    with open_house(open_workspace(root)) as house:
        loads = house.book.state(LOADS).all.values()
        media = [load for load in loads if load.table == "media"]
        assert {load.file.split("_")[1] for load in media} == {"2024-12-09"}
        assert {unit.standing for unit in house.book.state(UNITS).units.values()} == {"found"}
        assert len([breach for breach in house.book.state(BREACHES) if breach.mended is None]) >= 3


def test_every_brief_says_that_it_is_a_sample(root):
    configuration = open_workspace(root).configuration
    assert configuration.note == NOTE
    assert "sample of one quarter" in configuration.note
    assert configuration.currency == "GBP"


def test_it_is_loaded_once(root):
    with pytest.raises(Refusal, match="loaded already"):
        load_sample(root)


def lose(house: House) -> None:
    house.book.found("unit", {"unit": "own", "name": "Own", "mode": "exploit"}, "p-5c0a", "chart, 2025-01-06")


def bet(house: House) -> None:
    body = {"initiative": "own", "unit": "own", "name": "Own", "labels": [], "metrics": ["ROAS"], "horizon_beats": 1,
            "distance": {"technology": 0, "market": 0, "proposition": 0}, "unknown": "x", "state": "running",
            "lose": Money(100, "EUR")}  # fmt: skip
    house.book.found("initiative", body, "p-5c0a", "list, 2025-01-06")


@pytest.mark.parametrize("enter", [lose, bet])
def test_it_refuses_a_workspace_that_holds_anything_of_ones_own_and_changes_nothing(tmp_path, enter):
    own = begun(tmp_path / "own")
    with open_house(open_workspace(own), clock=lambda: datetime(2025, 1, 7, tzinfo=UTC)) as house:
        enter(house)
        head = house.book.head()
        before = (own / "taktgeber.toml").read_text("utf-8")
        with pytest.raises(Refusal) as refused:
            load_sample(own)
        assert "something of your own" in show(refused.value.says)
        assert (house.book.head(), (own / "taktgeber.toml").read_text("utf-8")) == (head, before)
        assert list((own / "sources").iterdir()) == []
