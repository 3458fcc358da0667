"""The command on docs/demo.md that reads one of the demo's experiments prints what the page shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

from taktgeber.demo.experiment_plans import EXPERIMENTS
from taktgeber.demo.experiment_units import write_units

PAGE = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")


def test_the_page_shows_what_is_printed(tmp_path: Path) -> None:
    section = PAGE.split("## The experiments")[1].split("\n## ")[0]
    command = next(line for line in section.splitlines() if line.startswith("    takt experiment read "))
    _, *words = shlex.split(command.strip())
    (at,) = (i for i, word in enumerate(words) if word.startswith("DIR/"))
    drawn = EXPERIMENTS[Path(words[at]).stem].drawn
    words[at] = str(write_units(drawn, tmp_path, date(2025, 6, 3)))
    told = subprocess.run([sys.executable, "-m", "taktgeber", *words], capture_output=True, text=True)
    assert told.returncode == 1
    shown = " ".join(told.stdout.split())
    blocks = re.findall(r"```text\n(.*?)```", section, re.S)
    assert len(blocks) == 2
    assert all(" ".join(block.split()) in shown for block in blocks)
