"""takt audit claim, as a person would type it: the verdict first, data as its schema says, kept on demand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.audit.verbs import audit_claim
from taktgeber.workspace import Workspace
from tests.cli.test_shell import takt
from tests.desks.answered import data_of
from tests.evidence.acme import make_acme
from tests.evidence.claims.known_claims import by_lot, film_and_drink, turned_round, written


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return written(film_and_drink(), tmp_path / "film.csv")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_acme(tmp_path, "sponsor", "exploit_lead", "analyst")


def told(answer: Answer) -> dict[str, Any]:
    return data_of(answer, "audit", "audit_claim")


def test_the_verdict_comes_first_with_its_cause(film: Path):
    answer = audit_claim(film, "drinks", "film", "month")
    data = told(answer)
    assert (data["verdict"], data["vanishes"], data["cause"]["column"]) == ("weakened", True, "month")
    first, second, third = (show(one) for one in answer.says[:3])
    assert first.startswith('"film summer (not autumn)" goes with more "drinks": 2.84 drinks (90 %: ')
    assert second.startswith("It would have been so without: with month held still nothing is left")
    assert third == 'It is the mix: "month" differs between the two sides and moves "drinks" by itself.'
    assert [len(table.rows) for table in answer.tables] == [3, 4, 1]
    assert data["kept"] is None


def test_one_that_holds_says_what_a_hidden_cause_would_have_to_be(tmp_path: Path):
    answer = audit_claim(written(by_lot(), tmp_path / "lot.csv"), "drinks", "called", "month")
    assert told(answer)["verdict"] == "holds"
    assert any("A hidden cause would have to explain" in show(one) for one in answer.says)


def test_the_test_that_would_decide_it_is_a_command_that_runs(tmp_path: Path):
    file = written(turned_round(), tmp_path / "dear.csv")
    data = told(audit_claim(file, "drinks", "dear", "month"))
    assert data["verdict"] == "reverses"
    done = takt(*shlex.split(data["command"])[1:], "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    planned = re.search(r'"units": (\d+)', done.stdout)
    assert planned is not None
    assert int(planned[1]) == pytest.approx(data["experiment"]["units"], rel=0.1)


def test_two_texts_as_outcome_say_which_is_counted(tmp_path: Path):
    table = film_and_drink()
    table["drinks"] = ["many" if one > 4 else "few" for one in table["drinks"]]
    answer = audit_claim(written(table, tmp_path / "film.csv"), "drinks", "film=summer", "month")
    assert '"film=summer" goes with more "drinks=many": ' in show(answer.says[0])
    assert "percentage points" in show(answer.says[0])


def test_a_claim_is_kept_by_somebody_in_a_sentence(film: Path, workspace: Workspace):
    answer = audit_claim(film, "drinks", "film", "month", keep="The film sells drinks.", as_="analyst",
                         on="playbook:films", find_workspace=lambda: workspace)  # fmt: skip
    assert told(answer)["kept"]["claim"] == "the-film-sells-drinks"
    assert 'It is kept as "the-film-sells-drinks"' in show(answer.says[-1])


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"outcome": "ghost"}, 'there is no column "ghost", which --outcome names'),
        ({"given": "month,ghost"}, 'there is no column "ghost", which --given names'),
        ({"level": 0.3}, "a level lies between 0.5 and 1"),
        ({"exposure": "drinks"}, "a column always goes with itself"),
        ({"keep": "It sells."}, "a claim is kept by somebody"),
    ],
)
def test_what_cannot_be_is_refused_in_words(film: Path, asked: dict[str, Any], why: str):
    with pytest.raises(Refusal, match=why):
        audit_claim(film, **({"outcome": "drinks", "exposure": "film", "given": "month"} | asked))


def test_the_shell_tells_it_in_sentences_and_tables(film: Path, tmp_path: Path):
    done = takt("audit", "claim", str(film), "--outcome", "drinks", "--exposure", "film", "--given", "month",
                cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "With the rest held still" in done.stdout
