"""takt lab bets, slack and stop, as a person would type them; data by their schemas. The page with its form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from taktgeber.core import Answer, Refusal
from taktgeber.cycle import open_house
from taktgeber.desks.explore.bets import lab_bets
from taktgeber.desks.explore.slack import lab_slack
from taktgeber.desks.explore.stop import lab_stop
from taktgeber.explore.bets.slack import SLACK
from taktgeber.govern import INITIATIVES
from taktgeber.workspace import Workspace
from tests.cycle.small_house import make_house
from tests.desks.answered import data_of, said
from tests.web.team import Team

LEAD = "explore_lead"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    with make_house(tmp_path / "house") as house:
        return house.workspace


def told(part: str, answer: Answer) -> dict[str, Any]:
    return data_of(answer, "explore", f"lab_{part}")


def test_the_next_bets_are_told_with_what_may_be_lost_and_without_a_number_to_rank_by(workspace: Workspace):
    answer = lab_bets(workspace)
    made = told("bets", answer)
    (bet,) = made["bets"]
    assert (bet["initiative"], bet["doubt"], bet["load"], bet["approach"]) == ("boxes", "much", None, "new")
    assert bet["proposal"] == "explore-bet-boxes"
    assert (made["means"]["for_bets"]["minor"], made["tests"]["at_once"]) == (400_00, 2)
    assert made["left_out"][0]["why"] == "another question of its initiative is asked first"
    assert "The reserve of this beat is £600. Of it £200 is slack, which no bet touches" in said(answer)
    assert not {"bits", "weight", "score", "value"} & set(bet)


def test_slack_is_seen_given_and_refused_beyond_its_share(workspace: Workspace):
    assert told("slack", lab_slack(workspace))["given"] == []
    made = told("slack", lab_slack(workspace, "library", "150", as_=LEAD))
    assert (made["left"]["minor"], made["given"][0]["slack"], made["given"][0]["says"]) == (50_00, "library", "")
    with pytest.raises(Refusal, match="more than what is left of the slack"):
        lab_slack(workspace, "more", "50.01", as_=LEAD)
    with pytest.raises(Refusal, match="nobody is named who writes this"):
        lab_slack(workspace, "more", "5")
    with pytest.raises(Refusal, match="this field is empty"):
        lab_slack(workspace, "more", as_=LEAD)
    with open_house(workspace) as house:
        assert list(house.book.state(SLACK).given) == ["library"]


def test_a_stop_is_read_before_it_is_decided(workspace: Workspace):
    seen = told("stop", lab_stop(workspace, "circle"))
    assert (seen["stopped"], seen["learned"], seen["entries"]) == (False, "Shops ask us, not each other.", [])
    assert seen["why"] == "it did not hold that shops answer each other"
    made = told("stop", lab_stop(workspace, "boxes", "A box is a chore.", LEAD))
    assert [one["kind"] for one in made["entries"]] == ["insight", "initiative"]
    with open_house(workspace) as house:
        assert house.book.state(INITIATIVES)["boxes"].state == "stopped"
    with pytest.raises(Refusal, match="is stopped already"):
        lab_stop(workspace, "boxes")


# on the web --------------------------------------------------------------------------------------


def test_the_page_asks_for_the_decision_and_gives_slack_to_who_may(team: Team):
    lead = team.as_("explore_lead")
    page = lead.get("/lab/bets")
    assert page.status_code == 200
    assert 'id="ask-explore-bet-boxes"' in page.text
    assert "Give slack" in page.text
    assert "Give slack" not in team.as_("analyst").get("/lab/bets").text
    twin = lead.get("/lab/bets.json").json()["data"]
    assert twin["bets"]["bets"][0]["initiative"] == "boxes"
    assert twin["bets"]["left_out"][0]["why"] == "another question of its initiative is asked first"
    given = lead.post("/api/v1/give-slack", json={"slack": "library", "amount": "20"})
    assert given.status_code == 200
    assert lead.get("/lab/bets.json").json()["data"]["slack"]["given"][0]["amount"]["minor"] == 20_00
    assert team.as_("exploit_lead").post("/api/v1/give-slack", json={"slack": "no", "amount": "1"}).status_code == 403
    beyond = lead.post("/api/v1/give-slack", json={"slack": "much", "amount": "500"})
    assert beyond.status_code == 409
    assert "more than what is left of the slack" in beyond.text
