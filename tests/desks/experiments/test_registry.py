"""takt experiment register, read --experiment and decide: from a file to a conclusion, as a person would type them."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.desks.experiments.decide import Verdict, experiment_decide
from taktgeber.desks.experiments.read import experiment_read
from taktgeber.desks.experiments.register import experiment_register
from taktgeber.workspace import Workspace, make_workspace
from tests.desks.answered import data_of
from tests.evidence.acme import SETTINGS, make_acme
from tests.evidence.registry_cast import units_file

PAGE = (Path(__file__).parents[3] / "docs" / "experiment-registry.md").read_text("utf-8")

SAID = '[hypothesis]\nhypothesis = "x"\nsays = "x"\nhand = "exploit"\nquestion = "need"\n'


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_acme(tmp_path, "sponsor", "exploit_lead", "analyst")


def blue(folder: Path, **changed: str) -> Path:
    """The file that the page shows, begun today."""
    words = re.findall(r"```toml\n(.*?)```", PAGE, re.S)[0]
    given = {"first": date.today().isoformat(), "last": (date.today() + timedelta(27)).isoformat()} | changed  # noqa: DTZ011
    for name, value in given.items():
        words = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", words)
    file = folder / "blue.toml"
    file.write_text(words, "utf-8")
    return file


def told(verb: str, data: dict[str, Any]) -> dict[str, Any]:
    return data_of(data, "experiments", verb)


def test_the_page_as_one_types_it(workspace: Workspace, tmp_path: Path):
    file = blue(tmp_path, guardrails='["spend -50%"]')
    made = told("experiment_register", experiment_register(workspace, file, "analyst").plain())
    assert [one["kind"] for one in made["entries"]] == ["hypothesis", "experiment"]
    units = units_file(tmp_path / "units.csv", 0.05)
    answer = experiment_read(
        units, "arm", find_workspace=lambda: workspace, experiment="blue", unit="user", as_="analyst"
    )
    read = told("experiment_read", answer.plain())
    assert (read["registered"]["outcome"], read["registered"]["level"]) == ("shown", 4)
    assert show(answer.says[0]) == "By what was frozen it is: shown. Level of evidence: E4."
    assert "Shown: everywhere. Else the old one stays." in " ".join(map(show, answer.says))
    done = told("experiment_decide", experiment_decide(workspace, "blue", "Blue everywhere.", "exploit_lead").plain())
    assert (done["verdict"], done["level"], done["reasons"]) == ("shown", 4, ["randomised"])


def test_nothing_is_written_where_a_part_is_wrong(workspace: Workspace, tmp_path: Path):
    with pytest.raises(Refusal, match="no smallest effect"):
        experiment_register(workspace, blue(tmp_path, threshold='"a lot"'), "analyst")
    with open_house(workspace) as house:
        assert not [entry for entry in house.book.entries() if entry.kind == "hypothesis"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "holds the tables"),
        ("[test]\nname = 1\n", "holds the tables"),
        ("hypothesis = 3\n", "holds the tables"),
        ("[hypothesis\n", "not readable as TOML"),
        ('[hypothesis]\nsays = "x"\n', "hypothesis is missing"),
        ('[hypothesis]\nhypothesis = "x"\nsays = "x"\nhand = "exploit"\nquestion = "why"\n', "one of need"),
        ('[experiment]\nexperiment = "x"\n', "hypothesis is missing"),
        ('[insight]\ninsight = "x"\nsays = "x"\nrests_on = ["ghost"]\nholds = true\n', "nobody has said"),
        ('[hypothesis]\nhypothesis = "a name"\nsays = "x"\n', '"a name" is no short name'),
        (
            f'{SAID}[fieldwork]\nfieldwork = "v"\nquestion = "need"\nmethod = "interview"\npeople = 3\nfinds = "for"\n'
            'says = "x"\nday = "2999-01-01"\n',
            "the day has not come yet",
        ),
        ('[insight]\ninsight = "x"\nsays = "x"\nrests_on = []\nholds = true\n', "it rests on nothing"),
    ],
)
def test_a_wrong_file_is_refused_in_words(workspace: Workspace, tmp_path: Path, words: str, why: str):
    file = tmp_path / "wrong.toml"
    file.write_text(words, "utf-8")
    with pytest.raises(Refusal, match=why):
        experiment_register(workspace, file, "analyst")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ('[experiment]\nmarket = "Atlantis"\n', "experiment, market"),
        ('[insight]\nscope = ["France", "Atlantis"]\n', "scope"),
    ],
)
def test_what_is_said_of_no_market_of_the_firm_is_refused(tmp_path: Path, words: str, place: str):
    firm = SETTINGS + "".join(f'[[markets]]\nname = "{name}"\n' for name in ("France", "Germany"))
    file = tmp_path / "wrong.toml"
    file.write_text(words, "utf-8")
    with pytest.raises(Refusal, match=f'{place}: "Atlantis" is no market of this workspace'):
        experiment_register(make_workspace(tmp_path / "acme", firm), file, "analyst")


def test_a_missing_file_is_refused_in_words(workspace: Workspace, tmp_path: Path):
    with pytest.raises(Refusal, match="no such file"):
        experiment_register(workspace, tmp_path / "ghost.toml", "analyst")


def test_what_was_frozen_is_not_chosen_again(workspace: Workspace, tmp_path: Path):
    experiment_register(workspace, blue(tmp_path, guardrails="[]"), "analyst")
    units = units_file(tmp_path / "units.csv", 0.05)
    for more in (
        {"metric": ["visits"]},
        {"control": "new"},
        {"covariate": ["before"]},
        {"guardrail": ["x"], "margin": ["1%"]},
    ):
        with pytest.raises(Refusal, match="frozen"):
            experiment_read(units, "arm", find_workspace=lambda: workspace, experiment="blue", as_="analyst", **more)
    with pytest.raises(Refusal, match="--as"):
        experiment_read(units, "arm", find_workspace=lambda: workspace, experiment="blue")


def test_an_early_look_goes_on_and_a_reason_is_asked_for(workspace: Workspace, tmp_path: Path):
    experiment_register(workspace, blue(tmp_path, guardrails="[]", looks="4"), "analyst")
    units = units_file(tmp_path / "units.csv", 0.0, units=500)
    answer = experiment_read(units, "arm", find_workspace=lambda: workspace, experiment="blue", as_="analyst")
    assert show(answer.says[0]) == "It goes on: 500 units of 2,000 planned units are in."
    with pytest.raises(Refusal, match="read for good"):
        experiment_decide(workspace, "blue", "Stop it.", "exploit_lead")
    with pytest.raises(Refusal, match="says why"):
        experiment_decide(workspace, "blue", "Stop it.", "exploit_lead", verdict=Verdict.invalid)
    done = experiment_decide(workspace, "blue", "Stop it.", "exploit_lead", verdict=Verdict.invalid, reason="no stock")
    assert done.plain()["verdict"] == "invalid"


def test_a_planned_look_is_not_told_as_if_it_were_the_only_one(workspace: Workspace, tmp_path: Path):
    experiment_register(workspace, blue(tmp_path, guardrails="[]", looks="2"), "analyst")
    units = units_file(tmp_path / "units.csv", 0.005, units=900)
    answer = experiment_read(units, "arm", find_workspace=lambda: workspace, experiment="blue", as_="analyst")
    goes_on, effect, tables, _ = map(show, answer.says)
    assert (goes_on[:11], answer.plain()["registered"]["outcome"]) == ("It goes on:", None)
    (held,) = answer.plain()["registered"]["effects"]
    assert held["low"] < 0 < answer.plain()["comparisons"][0]["plain"]["difference"]["low"]  # alone it would be clear
    assert re.match(r'With "new" spend a unit changes by [\d.]+ % \(95 %: -', effect)
    assert effect.endswith("estimate and interval allow for all looks.")
    assert tables == "The tables below read this look as if it had been the only one."


def test_an_early_look_that_was_not_planned_says_so_at_once(workspace: Workspace, tmp_path: Path):
    experiment_register(workspace, blue(tmp_path, guardrails="[]"), "analyst")
    units = units_file(tmp_path / "units.csv", 0.05, units=900)
    answer = experiment_read(units, "arm", find_workspace=lambda: workspace, experiment="blue", as_="analyst")
    assert show(answer.says[1]) == "It was looked at before its end, which was not planned."


def test_every_example_of_the_page_is_a_table_that_is_known():
    blocks = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    found = [name for block in blocks for name in tomllib.loads(block)]
    assert sorted(found) == ["experiment", "fieldwork", "hypothesis", "insight"]
