"""The demo company, made once for all tests of a run, by whichever worker needs it first; written to by copies only."""

from __future__ import annotations

import fcntl
import json
import os
import pickle
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
    folder = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent  # of the run, where every worker has a folder of its own
    kept = folder / "demo-company.pickle"
    with (folder / "demo-company.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make_demo(folder / "demo-company")))
    demo: Demo = pickle.loads(kept.read_bytes())
    return Made(demo, folder / "demo-company")
