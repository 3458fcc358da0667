"""The demo company, made once by each worker that needs it, read by many tests and written to by copies only.

Workers do not share one: where one copies a company that another has open, files of its databases come and go.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from taktgeber.demo import Demo, make_demo


@dataclass(frozen=True)
class Made:
    demo: Demo
    root: Path

    def truth(self, name: str) -> Any:
        return json.loads((self.root / "truth" / f"{name}.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = tmp_path_factory.getbasetemp() / "demo-company"
    return Made(make_demo(root), root)
