"""The verbs of cycle, explore and balance, called as the shell calls them; their JSON keeps its schema."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.desks.audit.verbs import audit_portfolio
from taktgeber.desks.balance.verbs import balance
from taktgeber.desks.cycle.verbs import close, plan
from taktgeber.desks.explore.verbs import lab_board, lab_yardsticks
from taktgeber.govern import REFUSALS, decide_proposal
from taktgeber.workspace import Workspace, make_workspace, open_workspace

from .small_house import LAB_LEAD, TOML, booking_rows, load, make_house, media_rows


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("desks") / "house"
    make_house(folder).book.close()
    return folder


@pytest.fixture
def workspace(template: Path, tmp_path: Path) -> Workspace:
    return open_workspace(Path(shutil.copytree(template, tmp_path / "house")))


def keeps(answer: Answer, desk: str, verb: str) -> Answer:
    schema = json.loads((files("taktgeber") / "desks" / desk / "schemas" / f"{verb}.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(json.dumps(answer.data)))
    return answer


def words(answer: Answer) -> str:
    return "\n".join(show(sentence) for sentence in answer.says)


def test_plan_says_where_the_brief_is_and_what_to_type_next(workspace: Workspace):
    said = words(keeps(plan(workspace), "cycle", "plan"))
    assert str(workspace.briefs / "2025-06-09.html") in said
    assert "takt decide 2025-06-09/explore-bet-boxes approve --as explore_lead --workspace" in said
    with open_house(workspace) as house:
        decide_proposal(house.book, "2025-06-09/explore-bet-boxes", "approve", "We want to know.", LAB_LEAD)
    again = words(keeps(plan(workspace), "cycle", "plan"))
    assert "planned already" in again
    assert "explore-bet-boxes" not in again
    assert "takt decide 2025-06-09/balance-reserve approve --as sponsor" in again


def test_close_prints_each_score_and_the_second_time_that_nothing_changed(workspace: Workspace):
    plan(workspace)
    with open_house(workspace) as house:
        decide_proposal(house.book, "2025-06-09/explore-bet-boxes", "approve", "We want to know.", LAB_LEAD)
        load(house, "media", media_rows((("perf_summer", "Meta", 100),), "2025-09-07"))
        load(house, "bookings", booking_rows((("b9", "2025-09-07", "lab", "boxes", "prototypes", None, 10),)))
    first = keeps(close(workspace), "cycle", "close")
    assert len(first.data["scores"]) == 2
    assert "held against what happened" in words(first)
    assert first.tables[0].rows[0][0] == "explore-bet-boxes"
    second = keeps(close(workspace, None if first.data["beat"] is None else _day(first)), "cycle", "close")
    assert "nothing was changed" in words(second)
    assert second.data["scores"] == first.data["scores"]


def _day(answer: Answer):
    from datetime import datetime

    return datetime.fromisoformat(answer.data["beat"]["first"])


def test_lab_shows_what_was_learned(workspace: Workspace):
    shown = keeps(lab_board(workspace), "explore", "lab_board")
    assert "Shops ask us, not each other" in words(shown)
    assert shown.data["initiatives"][0]["initiative"] == "circle"


@pytest.mark.parametrize("yardstick", ["settled", "insights", "stopped", "reused"])
def test_lab_follows_one_yardstick_beat_by_beat(workspace: Workspace, yardstick):
    assert len(keeps(lab_yardsticks(workspace, yardstick), "explore", "lab_yardsticks").data["beats"]) == 6


@pytest.mark.parametrize("metric", ["roas", "CAC", "payback", "expected value", "Umsatz"])
def test_a_return_metric_on_the_lab_is_refused_cites_the_mandate_and_is_kept(workspace: Workspace, metric):
    with pytest.raises(Refusal) as refused:
        lab_yardsticks(workspace, metric)
    said = f'{metric} is a return metric; the unit "Lab" has an explore mandate (since 1 Jan 2024)'
    assert said in str(refused.value)
    assert refused.value.rule == 1
    with open_house(workspace) as house:
        kept = house.book.state(REFUSALS)[-1]
        mandate = house.book.state(_units()).mandate("lab", house.clock().date())
    assert refused.value.entry == kept.entry
    assert metric in kept.body["scorecard"]
    assert metric not in mandate.scorecard


def _units():
    from taktgeber.govern import UNITS

    return UNITS


def test_an_unknown_yardstick_is_asked_for_again(workspace: Workspace):
    with pytest.raises(Refusal, match="Follow one of: settled, insights, reused, stopped"):
        lab_yardsticks(workspace, "buzz")


def test_balance_shows_reserve_split_and_the_next_step(workspace: Workspace):
    shown = keeps(balance(workspace), "balance", "balance")
    assert "intact and too small" in words(shown)
    assert "set the reserve at 60 %" in words(shown)


def test_the_audit_of_the_portfolio_says_word_and_deed(workspace: Workspace):
    shown = keeps(audit_portfolio(workspace), "audit", "audit_portfolio")
    assert "51 % of our budget is called innovation. 11 % is; on another 5 % we disagree." in words(shown)
    assert {i["initiative"]: i["verdict"] for i in shown.data["initiatives"]} == {
        "boxes": "is",
        "circle": "disagree",
        "reinvent": "is_not",
    }


@pytest.mark.parametrize(
    ("verb", "desk", "name"),
    [
        (lab_board, "explore", "lab_board"),
        (balance, "balance", "balance"),
        (audit_portfolio, "audit", "audit_portfolio"),
    ],
)
def test_an_empty_house_is_told_what_is_missing(tmp_path: Path, verb, desk, name):
    answer = keeps(verb(make_workspace(tmp_path / "empty", TOML)), desk, name)
    assert any(hint in words(answer) for hint in ("settled nothing", "has no reserve", "Nothing is booked"))
