"""The small company with its store of what was heard."""

from __future__ import annotations

import pytest

from taktgeber.customers import Words
from taktgeber.govern.database import open_database
from tests.cycle.small_house import make_house


@pytest.fixture
def house(tmp_path):
    with make_house(tmp_path / "house", data=False) as made:
        yield made


@pytest.fixture
def store(house):
    engine = open_database(house.workspace.people_address)
    yield Words(engine)
    engine.dispose()
