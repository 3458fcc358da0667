"""docs/claims.md: its commands and examples run, and what it names is what the code knows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import get_type_hints

import pytest

from taktgeber.core.format import show
from taktgeber.core.names import named
from taktgeber.desks.audit.verbs import audit_claim
from taktgeber.evidence.claims.claim_file import MOST
from taktgeber.govern.kinds import CLAIM_VERDICTS
from tests.cli.test_shell import takt
from tests.evidence.acme import make_acme

from .known_claims import film_and_drink, written

PAGE = (Path(__file__).parents[3] / "docs" / "claims.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.S)


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_run(number: int):
    assert len(EXAMPLES) == 2
    assert EXAMPLES[number].count("assert ") >= 3
    exec(EXAMPLES[number], {})


def test_the_verdicts_and_bounds_are_those_of_the_code():
    assert [code for code in CLAIM_VERDICTS if f"| {show(named(code))} |" not in PAGE] == []
    assert f"{MOST:,} rows" in PAGE


def test_the_commands_run_as_they_are_typed(tmp_path: Path):
    make_acme(tmp_path, "sponsor", "analyst")
    written(film_and_drink(), tmp_path / "acme" / "films.csv")
    commands = re.findall(r"```\n(takt .*?)```", PAGE, re.S)[0].strip().splitlines()
    assert len(commands) == 2
    for command in commands:
        done = takt(*shlex.split(command)[1:], cwd=tmp_path / "acme")
        assert done.returncode == 0, done.stderr
    assert 'It is kept as "the-summer-film-sells-drinks"' in " ".join(done.stdout.split())


def test_every_option_of_the_table_is_one_of_the_verb():
    hints = get_type_hints(audit_claim, include_extras=True).values()
    options = [option for hint in hints for option in getattr(hint, "__metadata__", ())]
    known = {str(name) for option in options for name in (option.default, *(option.param_decls or ()))}
    named_there = set(re.findall(r"`?(--[a-z]+)", PAGE.partition("## What it answers")[0]))
    assert len(named_there) > 8
    assert named_there <= known
