"""takt heard report and takt heard list; their JSON keeps its schema."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.desks.customers.verbs import About, Personal, heard_list, heard_report
from tests.cycle.small_house import make_house


@pytest.fixture
def workspace(tmp_path):
    with make_house(tmp_path / "house", data=False) as house:
        return house.workspace


def keeps(answer: Answer, verb: str) -> Answer:
    schema = json.loads((files("taktgeber") / "desks" / "customers" / "schemas" / f"{verb}.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(json.dumps(answer.plain())))
    return answer


def test_five_reports_are_listed_and_four_are_too_few(workspace):
    for n in range(4):
        answer = heard_report(workspace, f"late {n}", About.delivery, f"p-00000000000{n}", market="UK", share=True)
        assert keeps(answer, "heard_report").data["shared"]
    four = keeps(heard_list(workspace), "heard_list")
    assert four.data["groups"][0]["reports"] is None
    assert show(four.tables[0].rows[0][2]) == "too few"
    heard_report(workspace, "late 4", About.delivery, "p-000000000004", market="UK", share=True)
    (group,) = keeps(heard_list(workspace), "heard_list").data["groups"]
    assert (group["market"], group["reports"], len(group["words"])) == ("UK", 5, 5)
    assert keeps(heard_list(workspace, ["Elsewhere"]), "heard_list").data["groups"] == []


def test_personal_data_are_refused_until_something_is_said_of_them(workspace):
    with pytest.raises(Refusal, match="Baker"):
        heard_report(workspace, "Mr Baker waits", About.other, "p-000000000001")
    answer = heard_report(workspace, "Mr Baker waits", About.other, "p-000000000001", personal=Personal.mask)
    assert keeps(answer, "heard_report").data["words"] == "Mr ••• waits"


def test_a_role_that_nobody_holds_reports_nothing(workspace):
    with pytest.raises(Refusal, match="not one person"):
        heard_report(workspace, "late", About.delivery, "front_line")
