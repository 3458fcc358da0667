"""One team for tests that read; for tests that write, a copy of it for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .team import Team, lent_team, write_house


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_house(tmp_path_factory.mktemp("team") / "house")


@pytest.fixture(scope="session")
def reading_team(company: Path) -> Iterator[Team]:
    yield from lent_team(company)


@pytest.fixture
def team(company: Path, tmp_path: Path) -> Iterator[Team]:
    """company: of the session, or the one of a module that has its own."""
    shutil.copytree(company, tmp_path / "house")
    yield from lent_team(tmp_path / "house")
