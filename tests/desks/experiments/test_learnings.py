"""takt experiment learnings, and pool by a hypothesis: what the page shows is what a firm's ledger answers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Answer, Finding, Refusal, Table, Text
from taktgeber.core.format import show
from taktgeber.desks.experiments.verbs import experiment_learnings, experiment_pool
from taktgeber.evidence.knowing import findings
from taktgeber.govern import open_book
from taktgeber.workspace import Workspace, make_workspace, open_workspace
from tests.desks.answered import data_of
from tests.evidence.known_firm import TODAY, told
from tests.stats.learnt_priors import recovered

PAGE = (Path(__file__).parents[3] / "docs" / "learnings.md").read_text("utf-8")
SETTINGS = 'firm = "Tents"\ncurrency = "EUR"\nfirst_beat = 2025-03-10\nbeat_weeks = 13\n'
MARKS = {"note": "to know: ", "warn": "to watch: "}


@pytest.fixture(scope="module")
def firm(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = make_workspace(tmp_path_factory.mktemp("firms") / "tents", SETTINGS)
    open_book(made.ledger_address).close()
    told(Path(made.ledger_address).parent).close()
    return made


@pytest.fixture(autouse=True)
def _on_2_march_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taktgeber.govern.book.LedgerBook.today", lambda book: TODAY)


def plain(answer: Answer, verb: str) -> dict[str, Any]:
    return data_of(answer, "experiments", verb)


def one_line(words: str) -> str:
    return " ".join(words.split())


def shown(says: Sequence[Text | Finding]) -> str:
    return one_line(" ".join(MARKS[s.severity] + show(s) if isinstance(s, Finding) else show(s) for s in says))


def in_markdown(table: Table) -> str:
    lines = [[show(head) for head in table.columns], ["---"] * len(table.columns)]
    lines += [[show(cell) for cell in row] for row in table.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


BLOCKS = [one_line(block) for block in re.findall(r"```text\n(.*?)```", PAGE, re.S)]


def test_what_is_known_is_what_the_page_shows(firm: Workspace):
    answer = experiment_learnings(firm)
    assert [shown(answer.says), shown(answer.findings)] == BLOCKS[:2]
    assert in_markdown(answer.tables[0]) in PAGE
    data = plain(answer, "experiment_learnings")
    assert {one["insight"]: (one["standing"], one["level"]) for one in data["insights"]} == {
        "colour-is-idle": ("supported", 5), "threshold-works": ("supported", 5), "hurry-sells": ("contradicted", 3),
        "hiring": ("supported", 2), "bundles": ("unsupported", 0),
    }  # fmt: skip
    assert data["learning_rate"]["taught_nothing"] == [
        {"experiment": "bundle-de", "stops": ["sample-ratio"], "reason": "its split is off"}
    ]
    assert data["learning_rate"]["days"]["registered"] == 10


def test_with_words_it_says_whether_anyone_has_tested_this(firm: Workspace):
    answer = experiment_learnings(firm, ["countdown"])
    assert shown(answer.says) == BLOCKS[2]
    assert in_markdown(answer.tables[0]) in PAGE
    assert plain(answer, "experiment_learnings")["found"][0]["name"] == "countdown-fr"
    nothing = experiment_learnings(firm, ["gift", "cards"])
    assert (plain(nothing, "experiment_learnings")["found"], nothing.tables) == ([], ())
    assert show(nothing.says[0]) == 'Nobody has said, tested or learnt anything that holds "gift cards".'


def test_a_hypothesis_is_pooled_by_its_name(firm: Workspace):
    answer = experiment_pool(hypothesis="free-delivery", find_workspace=lambda: firm)
    assert shown(answer.says) == BLOCKS[3]
    data = plain(answer, "experiment_pool")
    assert data["hypothesis"]["learnt_prior"]["hypotheses"] == ["blue-button", "countdown", "reminder"]
    assert [one["name"] for one in data["by_market"]] == ["Germany", "Italy"]
    alone = experiment_pool(hypothesis="countdown", tau_prior=0.01, find_workspace=lambda: firm)
    assert plain(alone, "experiment_pool")["hypothesis"]["learnt_prior"] is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "from a file, or from the ledger"),
        ({"file": Path("pool.csv"), "hypothesis": "free-delivery"}, "from a file, or from the ledger"),
        ({"hypothesis": "free-delivry"}, 'nobody has said the hypothesis "free-delivry" yet'),
        ({"hypothesis": "bundle"}, "fewer than two markets"),
        ({"hypothesis": "countdown", "tau_prior": -1.0}, "above zero"),
    ],
)
def test_what_cannot_be_pooled_is_refused(firm: Workspace, given: dict[str, Any], says: str):
    with pytest.raises(Refusal, match=re.escape(says)):
        experiment_pool(**given, find_workspace=lambda: firm)


@pytest.mark.parametrize("weeks", [0, -3, 1041])
def test_a_period_that_makes_no_sense_is_refused(firm: Workspace, weeks: int):
    with pytest.raises(Refusal, match="1 to 1,040 weeks"):
        experiment_learnings(firm, weeks=weeks)


def test_a_short_period_in_which_nothing_was_concluded_cannot_tell(firm: Workspace):
    answer = experiment_learnings(firm, weeks=8)
    assert "The learning rate cannot be told." in shown(answer.says)
    assert plain(answer, "experiment_learnings")["learning_rate"]["rate"] is None


def test_an_empty_ledger_says_how_to_begin(tmp_path: Path):
    made = make_workspace(tmp_path / "new", SETTINGS)
    open_book(made.ledger_address).close()
    answer = experiment_learnings(open_workspace(tmp_path / "new"))
    assert "No insight is kept yet." in shown(answer.says)
    assert (answer.tables, plain(answer, "experiment_learnings")["insights"]) == ((), [])


def test_every_finding_is_on_the_page_and_in_the_schema():
    written = re.findall(r'Finding\(\s*"([a-z-]+)"', Path(findings.__file__).read_text("utf-8"))
    schema = (files("taktgeber.desks.experiments") / "schemas" / "experiment_learnings.json").read_text("utf-8")
    known = set(written) - {"left-out"}  # of a pool: its own field
    assert all(f"`{code}`" in PAGE and f'"{code}"' in schema for code in known)


def test_the_examples_of_the_page_run():
    examples = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    assert examples
    for example in examples:
        exec(example, {})


def test_how_far_the_scale_errs_is_what_comes_out():
    assert f"by {recovered(200, 1, 3):.1f} times" in one_line(PAGE)
    assert abs(recovered(200, 1, 10) - 1) < 0.15


def test_the_shell_answers_without_what_it_does_not_need(firm: Workspace):
    command = [sys.executable, "-X", "importtime", "-m", "taktgeber", "experiment", "learnings", "countdown", "--json"]
    done = subprocess.run([*command, "--workspace", str(firm.root)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["day"] >= date(2026, 3, 2).isoformat()
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"scipy", "pandas", "ibis", "altair"}
