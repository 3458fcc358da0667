"""docs/premises.md: its commands and its example run, and its bands and kinds are those of the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from taktgeber.cycle import open_house
from taktgeber.explore.premises.load import BOOKABLE, HIGH, MIDDLE
from taktgeber.explore.premises.reference import KINDS
from taktgeber.workspace import make_workspace
from tests.cli.test_shell import takt
from tests.evidence.registry_cast import ANALYST, LAB, SPONSOR, role

SETTINGS = 'firm = "Acme"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\nbeat_weeks = 13\n'
PAGE = (Path(__file__).parents[3] / "docs" / "premises.md").read_text("utf-8")


def test_the_example_runs():
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert example.count("assert ") == 4
    exec(example, {})


def test_the_bands_and_kinds_are_those_of_the_code():
    assert f"(from {HIGH:.0%})".replace("%", " %") in PAGE
    assert f"(from {MIDDLE:.0%})".replace("%", " %") in PAGE
    assert [kind for kind in KINDS if f"`{kind}:`" not in PAGE] == []
    assert set(BOOKABLE) < set(KINDS)


def test_the_commands_run_as_they_are_typed(tmp_path: Path):
    with open_house(make_workspace(tmp_path / "acme", SETTINGS)) as house:
        for person, name in ((SPONSOR, "sponsor"), (LAB, "explore_lead"), (ANALYST, "analyst")):
            house.book.decide("role", role(person, name), SPONSOR)
    commands = re.findall(r"```\n(takt .*?)```", PAGE, re.S)[0].replace("\\\n", " ").strip().splitlines()
    assert len(commands) == 4
    for command in commands:
        done = takt(*shlex.split(command)[1:], cwd=tmp_path / "acme")
        assert done.returncode == 0, done.stderr
        last = done.stdout
    assert "decided as holds, while what was seen says wobbling" in " ".join(last.split())
