"""The examples of docs/experiments.md run, and what they print is what the page shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "experiments.md").read_text("utf-8")
FILES = {
    "hillstrom.csv.gz": "uplift_hillstrom/hillstrom.csv.gz",
    "cookie_cats.csv.gz": "exp_cookie_cats/cookie_cats.csv.gz",
}


def test_the_three_lines_run():
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert blocks
    exec("\n".join(blocks), {})


@pytest.mark.parametrize("file", FILES)
def test_the_page_shows_what_is_printed(samples: Path, file: str):
    section = next(part for part in PAGE.split("\n## ") if f"read {file}" in part)
    command = next(line for line in section.splitlines() if line.startswith("    takt "))
    _, *words = shlex.split(command.strip())
    words[words.index(file)] = str(samples / FILES[file])
    told = subprocess.run([sys.executable, "-m", "taktgeber", *words], capture_output=True, text=True)
    assert told.returncode == 0
    shown = " ".join(told.stdout.split())
    for block in re.findall(r"```text\n(.*?)```", section, re.S):
        for sentence in re.split(r"\n(?=With |Whether |to watch)", block):
            assert " ".join(sentence.split()) in shown


def test_every_finding_is_explained():
    room = Path(__file__).parents[2] / "src" / "taktgeber" / "evidence"
    source = "".join(file.read_text("utf-8") for file in (room / "reading").glob("*.py"))
    codes = re.findall(r'Finding\(\s*"([a-z-]+)"', source)
    assert len(codes) >= 8
    assert [code for code in codes if f"`{code}`" not in PAGE] == []
