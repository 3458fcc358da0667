"""takt experiment read: the first sentence, the tables, the JSON, and how soon it answers."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Answer
from taktgeber.core.catalogue import PSEUDO
from taktgeber.core.format import show
from taktgeber.desks.experiments.verbs import experiment_read
from tests.evidence.experiment_file import shop, write
from tests.words.visible import unmarked

EVERYTHING = {
    "metric": ["spend:cap=60", "came:proportion", "visits:p90,less", "flat"],
    "ratio": ["orders/visits"],
    "covariate": ["before"],
    "segment": ["market"],
    "delivered": "got",
    "guardrail": ["visits", "orders/visits", "flat"],
    "margin": ["-2%"],
    "unit": "id",
    "date": "at",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = shop(effect=6.0)
    rows["flat"] = np.ones(400)
    rows["at"] = np.array([f"2026-03-{1 + i // 2 % 28:02}" for i in range(400)])
    rows["arm"][10:200:40] = "B"  # five units stand in both arms
    rows = {name: np.concatenate([values, values[10:200:40]]) for name, values in rows.items()}
    rows["arm"][400:] = "A"
    rows["got"] = (rows["arm"] == "B") & (rows["id"] % 3 > 0)
    return write(tmp_path / "shop.csv", rows)


def takt(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "taktgeber", "experiment", *words], capture_output=True, text=True)


def test_the_first_sentence_says_what_was_found(file: Path):
    first = show(experiment_read(file, "arm", metric=["spend:unit=EUR"], unit="id").says[0])
    assert first.startswith('With "B" spend a unit is higher than with "A": €')
    assert "95 %" in first
    assert first.endswith("p below 0.001, 395 units.")


def test_what_cannot_be_told_is_a_result(file: Path):
    (only,) = experiment_read(file, "arm", metric=["visits"]).says
    assert show(only).startswith('Whether "B" changes visits a unit cannot be told: ')
    (only,) = experiment_read(file, "arm", metric=["flat"]).says
    assert show(only) == 'What "B" does to flat a unit cannot be told: every unit has the same value.'


def test_a_guardrail_that_is_not_shown_asks_for_more(file: Path):
    says = [
        show(each) for each in experiment_read(file, "arm", metric=["spend"], guardrail=["orders"], margin=["-1%"]).says
    ]
    assert "More units would be enough." in says[-1]


def test_nothing_is_to_be_believed_where_the_split_is_wrong(file: Path):
    answer = experiment_read(file, "arm", metric=["spend"], split=["A=9", "B=1"])
    assert show(answer.says[0]).startswith("Believe none of the effects below")
    assert answer.findings[0].severity == "stop"
    assert answer.data["trusted"] is False


def everything(file: Path) -> Answer:
    return experiment_read(file, "arm", **EVERYTHING)


def test_every_answer_is_as_its_schema_says(file: Path):
    schema = json.loads((files("taktgeber.desks.experiments") / "schemas" / "experiment_read.json").read_text("utf-8"))
    for answer in (everything(file), experiment_read(file, "arm", metric=["spend"])):
        data = json.loads(json.dumps(answer.plain(), allow_nan=False))
        assert list(Draft202012Validator(schema).iter_errors(data)) == []


def test_every_sentence_head_and_caption_is_marked_for_translation(file: Path):
    answer = everything(file)
    said = [show(each, PSEUDO) for each in (*answer.says, *answer.findings)]
    said += [show(head, PSEUDO) for table in answer.tables for head in (table.caption, *table.columns)]
    assert [line for line in said if unmarked(line)] == []


def test_tables_hold_adjusted_and_plain_capped_and_uncapped(file: Path):
    _, compared, *_ = everything(file).tables
    hows = [show(row[2]) for row in compared.rows if show(row[0]).startswith("spend")]
    assert hows[0].startswith("adjusted, ")
    assert hows[1:] == ["as it was", "without the cap"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--metric", "spent"], 'refused: shop.csv: there is no column "spent"'),
        (["--metric", "spend", "--guardrail", "visits"], "1 guardrails and 0 margins"),
        (["--metric", "spend", "--split", "A"], '"A" is not a name and a weight'),
    ],
)
def test_a_refusal_helps(file: Path, words: list[str], says: str):
    told = takt("read", str(file), "--variant", "arm", *words)
    assert told.returncode == 1
    assert says in told.stderr
    assert "Traceback" not in told.stderr


def test_nothing_heavy_is_loaded(file: Path):
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "read", str(file)]
    command += ["--variant", "arm", "--metric", "spend", "--json"]
    told = subprocess.run(command, capture_output=True, text=True)
    loaded = {line.rsplit("|", 1)[-1].strip().partition(".")[0] for line in told.stderr.splitlines()}
    assert told.returncode == 0
    assert not loaded & {"numpy", "scipy", "ibis", "pandas", "pyarrow", "sqlalchemy", "jinja2"}
