"""The command line as its user meets it: exit codes, JSON, refusals without tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from taktgeber import rooms


def takt(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "taktgeber", *words], cwd=cwd, capture_output=True, text=True)


def test_help_lists_every_verb():
    helped = takt("--help")
    assert helped.returncode == 0
    for verb in rooms.verbs():
        assert f"\n  {verb.name} " in helped.stdout


@pytest.mark.parametrize("verb", [v for v in rooms.verbs() if not v.parts], ids=lambda v: v.name)
def test_every_verb_has_help_and_json(verb):
    helped = takt(verb.name, "--help")
    assert helped.returncode == 0, helped.stderr
    assert "--json" in helped.stdout


@pytest.mark.parametrize(("verb", "part"), [(v.name, p) for v in rooms.verbs() for p, _ in v.parts])
def test_every_part_of_a_verb_has_help_and_json(verb, part):
    helped = takt(verb, part, "--help")
    assert helped.returncode == 0, helped.stderr
    assert "--json" in helped.stdout


def test_a_folder_that_is_no_workspace_is_refused_in_words(tmp_path):
    refused = takt("check", "--workspace", str(tmp_path))
    assert refused.returncode == 1
    assert "this folder is no workspace" in refused.stderr
    assert "takt init" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_refusal_is_json_for_a_machine(tmp_path):
    refused = takt("check", "--workspace", str(tmp_path), "--json")
    assert refused.returncode == 1
    assert set(json.loads(refused.stdout)) == {"refused", "where", "mend", "rule", "entry"}


def test_a_wrong_word_is_wrong_usage():
    assert takt("conquer").returncode == 2
    assert takt("check", "--no-such-option").returncode == 2


def test_a_typo_in_the_settings_is_named(tmp_path):
    (tmp_path / "taktgeber.toml").write_text(
        'firm = "F"\ncurrency = "GBP"\nfirst_beat = 2025-03-10\nburnin_weeks = 3\n'
    )
    refused = takt("check", "--workspace", str(tmp_path))
    assert refused.returncode == 1
    assert "burnin_weeks" in refused.stderr
