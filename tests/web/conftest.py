"""One team for tests that read, one of their own for tests that write."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .team import Team, make_team


@pytest.fixture(scope="session")
def reading_team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    team = make_team(tmp_path_factory.mktemp("team") / "house")
    yield team
    team.web.visits.close()


@pytest.fixture
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    made = make_team(tmp_path_factory.mktemp("team") / "house")
    yield made
    made.web.visits.close()
