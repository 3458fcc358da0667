"""kill -9 in the middle of planning: nothing acknowledged is lost, nothing half-written shows.

A round copies a prepared workspace, starts `plan_beat` in a process of its own, kills it after a random
time and looks at what is left. `simulate` is the same for long runs. Processes come from a fork server
that has imported the house but opened nothing; pictures are not drawn, since drawing writes nothing and
takes half of the time.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from taktgeber.core import Refusal, digest_of
from taktgeber.cycle import House, open_house, plan_beat
from taktgeber.cycle.plan import Planned
from taktgeber.govern import PROPOSALS
from taktgeber.workspace import open_workspace

from .small_house import NOON, make_house

_PRELOAD = ["ibis", "ibis.backends.sql.compilers.duckdb", "duckdb", "jinja2", "babel.numbers",
            "babel.dates", "taktgeber.cycle", "taktgeber.data", "taktgeber.govern", "taktgeber.brief",
            "taktgeber.exploit", "taktgeber.explore", "taktgeber.balance"]  # fmt: skip


class Rounds:
    """A prepared workspace, the digest its plan must have, and how long planning takes on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.template = folder, folder / "template"
        make_house(
            self.template, data=False
        ).book.close()  # without tables a round costs a third, and writes the same files
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(_PRELOAD)
        whole = self._copy("whole")
        self._start(whole).join()  # the first start pays for the imports
        shutil.rmtree(whole)
        whole = self._copy("whole")
        start = time.perf_counter()
        process, heard = self._begin(whole)
        self.digest = heard.recv()
        self.seconds = time.perf_counter() - start
        process.join()

    def play(self, number: int, after: float) -> bool:
        """Kill after so many seconds; True if the plan had been acknowledged by then. Asserts what must hold."""
        where = self._copy(f"round-{number}")
        process, heard = self._begin(where)
        time.sleep(after)
        process.kill()
        process.join()
        acknowledged = heard.poll() and _received(heard) == self.digest
        _nothing_half_written(where)
        with open_house(open_workspace(where), clock=lambda: NOON) as house:
            assert house.book.verify() is None
            plans = house.book.state(PROPOSALS).plans
            assert len(plans) == 1 or not acknowledged
            again = _undrawn(house)
            assert again.digest == self.digest
            assert again.fresh is (not plans)
            assert len(house.book.state(PROPOSALS).plans) == 1
            assert again.brief_html.read_text().rstrip().endswith("</html>")
            assert house.book.verify(again.head) is None
        shutil.rmtree(where)
        return acknowledged

    def _copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.template, self.folder / name))

    def _start(self, where: Path, said: Connection | None = None) -> multiprocessing.process.BaseProcess:
        process = self.context.Process(target=_plan, args=(where, said))
        process.start()
        return process

    def _begin(self, where: Path) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        heard, said = self.context.Pipe(duplex=False)
        process = self._start(where, said)
        said.close()
        return process, heard


def simulate(runs: int, seed: int) -> int:
    """Rounds in which all that must hold held."""
    draw, held = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        rounds = Rounds(Path(folder))
        for number in range(runs):
            try:
                rounds.play(number, draw.uniform(0, 1.1 * rounds.seconds))
                held += 1
            except (AssertionError, Refusal, OSError, ValueError):
                shutil.rmtree(rounds.folder / f"round-{number}", ignore_errors=True)
    return held


def _plan(where: Path, said: Connection | None) -> None:
    with open_house(open_workspace(where), clock=lambda: NOON) as house:
        digest = _undrawn(house).digest
        if said is not None:
            said.send(digest)


def _undrawn(house: House) -> Planned:
    with patch("taktgeber.charts.draw", lambda *_, **__: "<svg></svg>"):
        return plan_beat(house)


def _received(heard: Connection) -> str | None:
    try:
        return heard.recv()
    except EOFError:
        return None


def _nothing_half_written(where: Path) -> None:
    for path in (where / ".takt" / "plans").glob("*.json"):
        assert digest_of(path.read_bytes()) == path.stem
    for path in (where / "briefs").glob("[!.]*"):
        if path.suffix == ".json":
            json.loads(path.read_text())
        else:
            assert path.read_text().rstrip().endswith("</html>")
