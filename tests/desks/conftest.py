"""The team of the web's tests, for the pages of each desk; where a real browser looks, their workspace served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import chromium
from tests.web.conftest import company, reading_team, team
from tests.web.live import Site, lent_site

__all__ = ["company", "reading_team", "team"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from chromium()


@pytest.fixture(scope="module")
def site(company: Path) -> Iterator[Site]:
    """company: of the session, or the one of a module that has its own."""
    yield from lent_site(company)
