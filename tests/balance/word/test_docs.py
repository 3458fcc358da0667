"""The example of docs/text-audit.md runs, and its file of cues is one."""

from __future__ import annotations

import doctest
from importlib.resources import files
from pathlib import Path

import pytest

from taktgeber.balance.word import audit_text

from .own_texts import PLAIN

PAGE = Path(__file__).parents[3] / "docs" / "text-audit.md"


def test_the_example_of_the_page_runs():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, tried > 4) == (0, True)


def test_the_file_of_cues_on_the_page_is_heard(tmp_path: Path):
    (tmp_path / "en.toml").write_text(PAGE.read_text("utf-8").split("```toml\n")[1].split("```")[0], "utf-8")
    made = audit_text(f"{PLAIN}\nYou keep the archive of ideas.\nYou sweep the pilot hall.", own_cues=tmp_path)
    settled, hall = made.units[-2:]
    assert (settled.label, settled.likelihood) == ("duty_exploit", 1.0)
    assert "pilot_hall" in {cue.name for cue in hall.cues}


@pytest.mark.parametrize("name", ["pacemaker-advertisement.txt", "strategy-page.md"])
def test_what_the_demo_company_says_of_itself_is_dressed_as_the_page_says(name: str):
    made = audit_text((files("taktgeber.demo") / "data" / name).read_text("utf-8"))
    assert (made.verdict, made.counts()["duty_explore"]) == ("dressed", 0)
    assert made.counts()["target_exploit"] >= 2
