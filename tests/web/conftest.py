"""One team for tests that read; for tests that write, a copy of it for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .team import Team, open_team, write_house


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_house(tmp_path_factory.mktemp("team") / "house")


@pytest.fixture(scope="session")
def reading_team(company: Path) -> Iterator[Team]:
    team = open_team(company)
    yield team
    team.web.visits.close()


@pytest.fixture
def team(company: Path, tmp_path: Path) -> Iterator[Team]:
    shutil.copytree(company, tmp_path / "house")
    made = open_team(tmp_path / "house")
    yield made
    made.web.visits.close()
