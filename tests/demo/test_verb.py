"""takt demo: what it prints for people and for machines."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import taktgeber.demo
from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.demo import make_demo
from taktgeber.demo.verbs import demo
from tests.demo_company import Made


@pytest.fixture
def without_making(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taktgeber.demo, "make_demo", lambda folder, say, password: made.demo)


@pytest.mark.usefixtures("without_making")
def test_machines_get_workspace_plan_and_brief_as_the_schema_says(made: Made) -> None:
    data = json.loads(json.dumps(demo(made.root).data))
    schema = json.loads(files("taktgeber.demo").joinpath("schemas", "demo.json").read_text("utf-8"))
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
    assert Path(data["workspace"]) == made.root
    assert Path(data["brief_html"]).is_file()
    assert Path(data["brief_json"]).is_file()


@pytest.mark.usefixtures("without_making")
def test_people_get_two_commands_to_decide_and_one_to_load_and_close(made: Made) -> None:
    said = [show(sentence).strip() for sentence in demo(made.root).says]
    commands = [sentence for sentence in said if sentence.startswith("takt ")]
    assert [c.split()[1] for c in commands] == ["decide", "decide", "load"]
    assert "--as exploit_lead" in commands[0]
    assert "--as explore_lead" in commands[1]
    assert commands[2].endswith(f"&& takt close --workspace {made.root}")


def test_a_folder_that_holds_something_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Refusal, match="not empty"):
        make_demo(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_printed_commands_call_takt_as_it_was_called(monkeypatch):
    from taktgeber.demo import verbs

    monkeypatch.setattr("sys.argv", [".venv/bin/takt", "demo", "x"])
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert verbs._command() == ".venv/bin/takt"
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/takt")
    assert verbs._command() == "takt"
