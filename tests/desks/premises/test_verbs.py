"""takt premises board, show, say and seen: as a person would type them, with data as their schemas say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import open_house
from taktgeber.desks.premises.seen import Speaks
from taktgeber.desks.premises.verbs import premises_board, premises_say, premises_seen, premises_show
from taktgeber.explore.premises import decide_state
from taktgeber.workspace import Workspace
from tests.cycle.small_house import LAB_LEAD, make_house
from tests.desks.answered import data_of
from tests.evidence.acme import make_acme
from tests.evidence.registry_cast import SPONSOR


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_acme(tmp_path, "sponsor", "exploit_lead", "analyst")


def told(verb: str, answer: Answer) -> dict[str, Any]:
    return data_of(answer, "premises", verb)


def say(workspace: Workspace, name: str = "ads-are-seen", **more: Any) -> Answer:
    return premises_say(workspace, name, "People see our ads.", "They do not.", "analyst", **more)


def test_an_empty_house_is_told_how_to_begin(workspace: Workspace):
    answer = premises_board(workspace)
    assert told("premises_board", answer)["premises"] == []
    assert "takt premises say" in show(answer.says[1])


def test_from_a_premise_to_what_shakes_it(workspace: Workspace):
    said = told("premises_say", say(workspace, rests=["channel:Meta"], share=0.3, owner="exploit_lead"))
    assert said["premise"] == "ads-are-seen"
    seen = told("premises_seen", premises_seen(workspace, "ads-are-seen", Speaks.against, "Half look away.", "analyst"))
    assert (seen["observed"], seen["state"], seen["seen"]) == ("half-look-away", "holds", "wobbling")
    (one,) = told("premises_board", premises_board(workspace))["premises"]
    assert (one["load"], one["doubt"], one["stated"], one["booked"]) == ("high", "shaken", 0.3, None)
    assert one["because"] == ["Against it (E0): Half look away."]
    with open_house(workspace) as house:
        decide_state(house.book, "ads-are-seen", "wobbling", "So it seems.", SPONSOR)
    shown = told("premises_show", premises_show(workspace, "ads-are-seen"))
    assert [turn["state"] for turn in shown["decided"]] == ["wobbling"]
    assert [(piece["name"], piece["new"]) for piece in shown["evidence"]] == [("half-look-away", False)]
    assert [(made["kind"], made["name"]) for made in shown["rests"]] == [("channel", "Meta")]


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda house: premises_show(house, "ghost"), 'nobody has said a premise "ghost"'),
        (lambda house: premises_seen(house, "ghost", Speaks.for_, "Seen.", "analyst"), 'nobody has said a premise'),
        (lambda house: say(house, "Two Words"), "no short name"),
        (lambda house: say(house, rests=["Meta"]), "does not say what rests on it"),
        (lambda house: say(house, owner="management"), "Nobody holds it by decision"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(workspace: Workspace, act: Any, why: str):
    with pytest.raises(Refusal, match=why):
        act(workspace)
    assert told("premises_board", premises_board(workspace))["premises"] == []


@pytest.mark.parametrize(
    ("rests", "why"),
    [
        ("channel:Nope", "Known are: Google Ads and Meta."),
        ("market:Mars", "Known are: UK."),
        ("unit:ghost", "Known are: lab and performance."),
        ("initiative:ghost", "Known are: boxes, circle and reinvent."),
    ],
)
def test_what_rests_on_it_is_called_as_elsewhere(tmp_path: Path, rests: str, why: str):
    with make_house(tmp_path / "house") as house:
        workspace = house.workspace
    with pytest.raises(Refusal, match="is not known") as told:
        premises_say(workspace, "ads", "People see our ads.", "They do not.", LAB_LEAD, rests=[rests])
    assert show(told.value.mend) == why
    known = ["channel:meta", "market:uk", "product:A thing of ours", "unit:lab"]
    premises_say(workspace, "ads", "People see our ads.", "They do not.", LAB_LEAD, rests=known)
