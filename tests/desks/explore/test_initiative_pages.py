"""The lab on the web: an initiative in two minutes, its page, opportunities, a backlog; who sees and does what."""

from __future__ import annotations

import re
from typing import Any

import pytest

from taktgeber.explore import LAB, OPPORTUNITIES
from taktgeber.govern import INITIATIVES
from tests.cycle.small_house import LAB_LEAD, SPONSOR
from tests.cycle.small_house import initiative as body
from tests.web.read_page import first_of, main_of
from tests.web.team import Team

THREE = {"name": "Lending shelf", "unknown": "whether it comes back", "lose": "300", "until": "2027-09-07"}
WORDS = "neighbours bring things back"


def act(team: Team, which: str, given: dict[str, Any], role: str = "explore_lead"):
    return team.as_(role).post(f"/api/v1/{which}", json=given)


def book(team: Team):
    return team.web.visits.house().book


def test_an_initiative_begins_with_its_form_and_has_a_page(team: Team):
    lead = team.as_("explore_lead")
    assert "Start an initiative" in lead.get("/lab").text
    assert act(team, "start-initiative", THREE).status_code == 200
    page = main_of(lead.get("/lab/initiatives/lending-shelf").text)
    assert first_of(page) == "What we do not know: whether it comes back. What we may lose: £300. Until: 7 Sept 2027."
    assert {"write-assumption", "place-initiative", "change-initiative"} <= set(re.findall(r'/act/([\w-]+)"', page))
    assert 'href="/lab/initiatives/lending-shelf"' in lead.get("/lab").text


def test_each_field_that_lacks_is_named(team: Team):
    for field in THREE:
        given = {name: value for name, value in THREE.items() if name != field}
        assert act(team, "start-initiative", given).status_code in (409, 422, 400)
    assert "lending-shelf" not in book(team).state(INITIATIVES)


def test_an_assumption_is_written_in_test_order_and_settled_with_what_was_learned(team: Team):
    act(team, "start-initiative", THREE)
    for words, chance in (("it is cheap", 90), (WORDS, 20)):
        given = {"initiative": "lending-shelf", "assumption": words, "chance": chance}
        assert act(team, "write-assumption", given).status_code == 200
    lead = team.as_("explore_lead")
    twin = lead.get("/lab/initiatives/lending-shelf.json").json()["data"]["initiative"]
    assert [one["assumption"] for one in twin["assumptions"]] == [WORDS, "it is cheap"]
    settled = {"initiative": "lending-shelf", "assumption": WORDS, "verdict": "refuted"}
    assert act(team, "settle-assumption", settled).status_code == 409
    assert act(team, "settle-assumption", settled | {"learned": "They forget."}).status_code == 200
    known = book(team).state(LAB).assumption("lending-shelf", WORDS)
    assert known is not None
    assert known.state == "refuted"
    assert "It taught: They forget." in main_of(lead.get("/lab/initiatives/lending-shelf").text)


def test_it_is_placed_and_what_is_near_says_what_follows(team: Team):
    act(team, "start-initiative", THREE)
    far = {"initiative": "lending-shelf", "technology": "0", "market": "1", "proposition": "2", "why": "New here."}
    assert act(team, "place-initiative", far).json()["data"]["step"] == "between"
    near = act(team, "place-initiative", far | {"proposition": "0"}).json()
    assert near["data"]["step"] == "incremental"
    assert "leaves the lab" in str(near["says"])


def test_a_change_takes_away_what_is_left_empty(team: Team):
    act(team, "start-initiative", THREE)
    whole = THREE | {"initiative": "lending-shelf", "approach": "prototype\ninterviews", "maturity": "sketch"}
    assert act(team, "change-initiative", whole).status_code == 200
    one = book(team).state(INITIATIVES)["lending-shelf"]
    assert (one.approach, one.maturity) == (("prototype", "interviews"), "sketch")
    act(team, "change-initiative", THREE | {"initiative": "lending-shelf", "maturity": "trial"})
    one = book(team).state(INITIATIVES)["lending-shelf"]
    assert (one.approach, one.maturity, one.unit) == ((), "trial", "lab")


def test_opportunities_are_said_and_pursued(team: Team):
    lead = team.as_("explore_lead")
    assert "Nobody has said an opportunity yet" in lead.get("/lab/opportunities").text
    said = {"says": "Lend it next door.", "partners": "3 corner shops", "differs": "Nobody lends here."}
    name = act(team, "say-opportunity", said).json()["data"]["opportunity"]
    act(team, "start-initiative", THREE)
    act(team, "change-initiative", THREE | {"initiative": "lending-shelf", "opportunity": name})
    page = main_of(lead.get("/lab/opportunities").text)
    assert "Pursued by Lending shelf." in page
    assert "3 corner shops" in page
    changed = {"opportunity": name, "says": "Lend it.", "state": "dropped"}
    assert act(team, "change-opportunity", changed).status_code == 409
    assert act(team, "change-opportunity", changed | {"reason": "No room."}).status_code == 200
    one = book(team).state(OPPORTUNITIES).get(name)
    assert one is not None
    assert one.state == "dropped"


def test_a_backlog_is_brought_by_a_file(team: Team):
    words = "name,unknown,lose,until\nShelf,x,300,2027-09-07\nEvening,y,1.234,2027-09-07\n"
    lead = team.as_("explore_lead")
    sent = lead.post("/api/v1/import-backlog", files={"file": ("ideas.csv", words.encode(), "text/csv")})
    assert sent.status_code == 409
    assert "row 3" in sent.json()["where"]
    assert "shelf" not in book(team).state(INITIATIVES)
    good = words.replace("1.234", "1234")
    sent = lead.post("/api/v1/import-backlog", files={"file": ("ideas.csv", good.encode(), "text/csv")})
    assert sent.json()["data"]["initiatives"] == ["shelf", "evening"]


@pytest.mark.parametrize("which", ["start-initiative", "write-assumption", "say-opportunity", "place-initiative"])
def test_who_does_not_run_the_lab_writes_nothing(team: Team, which: str):
    before = book(team).head()
    assert act(team, which, dict(THREE), "exploit_lead").status_code == 403
    assert book(team).head() == before


def test_who_does_not_see_the_lab_sees_none_of_its_pages(reading_team: Team):
    for path in ("/lab", "/lab/opportunities", "/lab/initiatives/boxes"):
        assert reading_team.as_("explore_lead").get(path).status_code == 200
        assert reading_team.as_("front_line").get(path).status_code == 403


def test_an_initiative_that_is_not_there_is_said_so(reading_team: Team):
    assert reading_team.as_("explore_lead").get("/lab/initiatives/nothing").status_code == 404


def test_stages_have_pages(team: Team):
    house = book(team)
    items = [("initiative", body(f"bet-{n:03}", "lab")) for n in range(45)]
    house.decide_all(items, SPONSOR)
    lead = team.as_("explore_lead")
    page = main_of(lead.get("/lab").text)
    assert page.count('href="/lab/initiatives/') == 20
    assert 'href="/lab?stage=running&amp;from=21#bets"' in page
    last = main_of(lead.get("/lab?stage=running&from=41").text)
    assert last.count('href="/lab/initiatives/') == 7
    assert "running&amp;from=41#bets" not in last
    for odd in ("from=x", "from=-3", "from=99999999999999", "stage=nothing"):
        assert lead.get(f"/lab?{odd}").status_code in (200, 409)


def test_a_stopped_initiative_offers_no_forms(team: Team):
    book(team).decide("initiative", body("circle", "lab", state="stopped"), LAB_LEAD)
    page = main_of(team.as_("explore_lead").get("/lab/initiatives/circle").text)
    assert "write-assumption" not in page
    assert "It taught: Shops ask us, not each other." in page
