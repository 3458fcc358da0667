"""The scan on docs/demo.md says what the page shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from taktgeber.demo.signals_story import SCANNED
from taktgeber.demo.watched import write_watched

PAGE = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")


def test_the_page_shows_what_the_scan_says(tmp_path: Path) -> None:
    section = PAGE.split("## The lab, premises and signals")[1].split("\n## ")[0]
    command = next(line for line in section.splitlines() if line.startswith("    takt signals scan "))
    _, *words = shlex.split(command.strip())
    words[-1] = str(write_watched(tmp_path, SCANNED[0]))
    assert Path(words[-1]).name in command
    told = subprocess.run([sys.executable, "-m", "taktgeber", *words], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    (block,) = re.findall(r"```text\n(.*?)```", section, re.S)
    assert " ".join(block.split()) in " ".join(told.stdout.split())
