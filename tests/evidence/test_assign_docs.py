"""docs/experiment-assign.md: its commands print what it shows, its examples run, its figures are those of the tests."""

from __future__ import annotations

import hashlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "experiment-assign.md").read_text("utf-8")
FILE, DATABASE = re.findall(r"^    (takt .*)$", PAGE, re.M)


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)
    return str(found)


def printed(command: str, folder: Path) -> str:
    told = subprocess.run(
        [sys.executable, "-m", "taktgeber", *shlex.split(command)[1:]], cwd=folder, capture_output=True, text=True
    )
    assert (told.returncode, told.stderr) == (0, "")
    return told.stdout


def test_examples_run():
    assert "assert " in block("python")
    exec(block("python"), {})


def test_the_file_gives_what_is_shown(tmp_path: Path):
    (tmp_path / "customers.csv").write_text(block("csv"), "utf-8")
    assert printed(FILE, tmp_path).split() == block("text").split()
    assert (tmp_path / "assigned.csv").read_text("utf-8") == block("assigned")


def test_the_expression_is_the_one_that_is_shown_and_stands_alone(tmp_path: Path):
    assert printed(DATABASE, tmp_path) == block("sql")


def test_the_place_is_that_of_other_tools():
    message = re.findall(r"printf '%s' '(.*?)' \| md5sum", PAGE)[0]
    assert hashlib.md5(message.encode()).hexdigest()[:13] == block("place").strip()


@pytest.mark.parametrize(("said", "known"), [("99.7 at 99", 99.674), ("93.3 at 81", 93.321913498)])
def test_the_spread_is_that_of_the_tests(said: str, known: float):
    assert said in " ".join(PAGE.split())
    assert repr(known) in (Path(__file__).parent / "test_assigning.py").read_text("utf-8")
    assert float(said.split()[0]) == round(known, 1)
