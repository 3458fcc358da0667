"""The page of the lab as one types it: each of its commands runs, in order, and the board tells what came of it."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from taktgeber.cli.shell import main
from tests.cycle.small_house import make_house

PAGE = (Path(__file__).parents[3] / "docs" / "lab.md").read_text("utf-8")
COMMANDS = re.findall(r"^    (takt lab .*)$", PAGE, re.M)


def typed(command: str, root: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr(sys, "argv", [*shlex.split(command), "--workspace", str(root), *more])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code, command


def test_the_example_runs_as_printed(tmp_path: Path, monkeypatch, capsys):
    with make_house(tmp_path / "house", data=False):
        pass
    assert len(COMMANDS) == 7
    for command in COMMANDS[:-1]:
        typed(command, tmp_path / "house", monkeypatch)
    capsys.readouterr()
    typed(COMMANDS[-1], tmp_path / "house", monkeypatch, "--json")
    board = json.loads(capsys.readouterr().out)
    (shelf,) = [one for one in board["initiatives"] if one["initiative"] == "lending-shelf"]
    assert (shelf["settled"], shelf["open"], shelf["learned"]) == (1, 1, "Shops lend a window, not a shelf.")
    assert shelf["may_lose"]["minor"] == 300_00


def test_the_refusal_on_the_page_is_the_one_that_is_given(tmp_path: Path, monkeypatch, capsys):
    with make_house(tmp_path / "house", data=False):
        pass
    file = tmp_path / "ideas.csv"
    file.write_text("name,unknown,lose,until\nA,x,300,2031-09-07\nB,y,1.234,2031-09-07\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["takt", "lab", "import", str(file), "--as", "explore_lead", "--workspace",
                                      str(tmp_path / "house")])  # fmt: skip
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    said = capsys.readouterr()
    (wanted,) = re.findall(r"```\n(refused: ideas.csv.*?)```", PAGE, re.S)
    assert wanted.split() == (said.err + said.out).split()[: len(wanted.split())]
