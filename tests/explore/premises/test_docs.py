"""docs/premises.md: its commands and its example run, and its bands and kinds are those of the code."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from taktgeber.explore.premises.load import BOOKABLE, HIGH, MIDDLE
from taktgeber.explore.premises.reference import KINDS
from tests.cli.test_shell import takt
from tests.evidence.acme import make_acme

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
    make_acme(tmp_path, "sponsor", "explore_lead", "analyst")
    commands = re.findall(r"```\n(takt .*?)```", PAGE, re.S)[0].replace("\\\n", " ").strip().splitlines()
    assert len(commands) == 4
    for command in commands:
        done = takt(*shlex.split(command)[1:], cwd=tmp_path / "acme")
        assert done.returncode == 0, done.stderr
        last = done.stdout
    assert "decided as holds, while what was seen says wobbling" in " ".join(last.split())
