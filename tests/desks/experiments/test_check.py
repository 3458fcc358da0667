"""takt experiment check: its sentences, its tables, its JSON and how soon it answers; the docs' example."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from taktgeber.core.catalogue import PSEUDO
from taktgeber.core.format import show
from taktgeber.desks.experiments.verbs import experiment_check
from tests.evidence.experiment_file import write
from tests.evidence.test_mixing import mixed
from tests.words.visible import unmarked

ASKED = {"metric": ["spend"], "unit": "id", "covariate": ["before"], "segment": ["market"], "date": "at"}
PAGE = Path(__file__).parents[3] / "docs" / "experiments.md"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = mixed(60)
    return write(tmp_path / "shop.csv", {name: np.concatenate([each, each[99:100]]) for name, each in rows.items()})


def test_whatever_is_found_it_is_said_and_the_verb_is_done(file: Path):
    answer = experiment_check(file, "arm", **ASKED)
    assert answer.code == 0
    assert show(answer.says[0]).startswith("Believe no effect of this experiment before")
    assert {finding.code for finding in answer.findings} == {"units-twice", "exposure-mixing"}


def test_it_is_as_its_schema_says(file: Path):
    schema = json.loads((files("taktgeber.desks.experiments") / "schemas" / "experiment_check.json").read_text("utf-8"))
    for answer in (experiment_check(file, "arm", **ASKED), experiment_check(file, "arm")):
        data = json.loads(json.dumps(answer.plain(), allow_nan=False))
        assert list(Draft202012Validator(schema).iter_errors(data)) == []


def test_every_sentence_head_and_caption_is_marked_for_translation(file: Path):
    answer = experiment_check(file, "arm", **ASKED)
    said = [show(each, PSEUDO) for each in (*answer.says, *answer.findings)]
    said += [show(table.caption, PSEUDO) for table in answer.tables]
    assert [line for line in said if unmarked(line)] == []


def test_nothing_heavy_is_loaded(file: Path):
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "check", str(file)]
    told = subprocess.run([*command, "--variant", "arm", "--date", "at", "--json"], capture_output=True, text=True)
    loaded = {line.rsplit("|", 1)[-1].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert told.returncode == 0
    assert not loaded & {"numpy", "scipy", "ibis", "pandas", "pyarrow", "sqlalchemy", "jinja2"}


def test_the_page_shows_what_is_printed(samples: Path):
    section = next(part for part in PAGE.read_text("utf-8").split("\n## ") if "takt experiment check" in part)
    command = next(line for line in section.splitlines() if line.startswith("    takt experiment check"))
    _, *words = shlex.split(command.strip())
    words[words.index("cookie_cats.csv.gz")] = str(samples / "exp_cookie_cats" / "cookie_cats.csv.gz")
    told = subprocess.run([sys.executable, "-m", "taktgeber", *words], capture_output=True, text=True)
    assert told.returncode == 0
    shown = " ".join(told.stdout.split())
    for block in re.findall(r"```text\n(.*?)```", section, re.S):
        assert " ".join(block.split()) in shown
