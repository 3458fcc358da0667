"""docs/lab-yardsticks.md: its commands run, its example gives its figure, its table names every yardstick."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from taktgeber.cli.shell import main
from taktgeber.explore import YARDSTICKS
from tests.cycle.small_house import make_house

PAGE = (Path(__file__).parents[3] / "docs" / "lab-yardsticks.md").read_text("utf-8")


def test_each_of_its_commands_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    with make_house(tmp_path / "house", data=False):
        pass
    commands = re.findall(r"^    (takt lab .*)$", PAGE, re.M)
    assert len(commands) == 3
    for command in commands:
        monkeypatch.setattr(sys, "argv", [*shlex.split(command), "--workspace", str(tmp_path / "house")])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, command
    said = capsys.readouterr().out
    assert "none is a goal" in said
    assert "a box survives the post" in said


def test_its_example_holds():
    (block,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert block.count("assert ") == 1
    known: dict[str, Any] = {}
    exec(block, known)
    # Five equal shares, each like the whole by 1/5 + 4/5 of .9.
    assert known["effective_number"](known["five"]) == pytest.approx(1 / 0.92)


def test_its_table_names_every_yardstick():
    table = "\n".join(line for line in PAGE.splitlines() if line.startswith("| `"))
    assert {code for code in YARDSTICKS if f"`{code}`" not in table} == set()
    assert len(YARDSTICKS) == 17
