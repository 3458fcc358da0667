"""One demo company for all tests of this folder: made once, read by many, never written to but by copies."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taktgeber.cycle import House, open_house
from taktgeber.demo import Demo, make_demo
from taktgeber.workspace import open_workspace


@dataclass(frozen=True)
class Made:
    demo: Demo
    root: Path

    def truth(self, name: str) -> Any:
        return json.loads((self.root / "truth" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _made(tmp_path_factory.getbasetemp() / "demo-house")


@cache
def _made(root: Path) -> Made:
    """Once a worker, also for tests of other folders that borrow the fixture: theirs is another to pytest."""
    return Made(make_demo(root), root)


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
