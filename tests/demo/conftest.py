"""Tests of the demo company: opened to read, copied to write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from taktgeber.cycle import House, open_house
from taktgeber.workspace import open_workspace
from tests.demo_company import Made


@pytest.fixture
def house(made: Made) -> Iterator[House]:
    with open_house(made.demo.workspace) as opened:
        yield opened


@contextmanager
def copied(made: Made, folder: Path) -> Iterator[House]:
    """A copy of the company without its exports, to write to."""
    shutil.copytree(made.root, folder / "copy", ignore=shutil.ignore_patterns("sources", "truth"))
    with open_house(open_workspace(folder / "copy")) as opened:
        yield opened
