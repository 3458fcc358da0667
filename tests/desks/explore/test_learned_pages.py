"""A failure is a page like a success: believed, done, learned, reused; and all yardsticks on one sheet."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from jsonschema import validate

from taktgeber.cycle import House
from tests.cycle.small_house import LAB_LEAD, SPONSOR, initiative, make_house
from tests.web.team import Team

SCHEMAS = Path(__file__).parents[3] / "src/taktgeber/desks/explore/schemas"


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


def stop_circle(team: Team) -> None:
    team.web.visits.house().book.decide("initiative", initiative("circle", "lab", state="stopped"), SPONSOR)


def test_an_insight_says_what_was_believed_done_learned_and_where_it_was_reused(team: Team) -> None:
    stop_circle(team)
    lead = team.as_("explore_lead")
    page = lead.get("/lab/insights/circle-1")
    assert page.status_code == 200, page.text
    for words in ("What we believed", "What we did", "What we learned", "Where it was reused", "Nobody yet.",
                  "shops answer each other", "The idea: did not hold"):  # fmt: skip
        assert words in page.text
    done = lead.post("/api/v1/use-insight", json={"insight": "circle-1", "by": "service, crm"})
    assert done.status_code == 200, done.text
    twin = lead.get("/lab/insights/circle-1.json").json()["data"]
    assert twin["holds"] is False
    assert "service" in json.dumps(twin["reused"])


def test_a_person_is_no_user_of_an_insight_and_an_unknown_one_is_refused(team: Team) -> None:
    lead = team.as_("explore_lead")
    assert lead.post("/api/v1/use-insight", json={"insight": "circle-1", "by": "p-1ab000000002"}).status_code == 409
    assert lead.post("/api/v1/use-insight", json={"insight": "ghost", "by": "service"}).status_code == 409
    assert lead.get("/lab/insights/ghost").status_code in (404, 409)


def test_what_was_stopped_stands_in_the_dress_of_a_success(team: Team) -> None:
    lead = team.as_("explore_lead")
    assert "Nothing was stopped yet." in lead.get("/lab/stopped").text
    stop_circle(team)
    page = lead.get("/lab/stopped").text
    assert "It taught: Shops ask us, not each other." in page
    assert "/lab/insights/circle-1" in page
    assert re.search(r'<article class="card stands explore"', page)


def test_all_yardsticks_stand_on_one_page_and_none_is_a_goal(team: Team) -> None:
    from taktgeber.explore import YARDSTICKS

    page = team.as_("explore_lead").get("/lab/yardsticks")
    assert page.status_code == 200, page.text
    assert "none is a goal" in page.text
    twin = team.as_("explore_lead").get("/lab/yardsticks.json").json()["data"]
    assert [one["yardstick"] for one in twin["yardsticks"]] == list(YARDSTICKS)


def test_the_table_of_a_drawing_stands_once_folded_below_it() -> None:
    from taktgeber.core import Exact, Period, Picture, Table, text
    from taktgeber.desks.explore.yardsticks_page import _part
    from taktgeber.explore.yardsticks.yardstick import Yardstick

    drawn, other = (Table((text("A"),), (("x",),), text(caption)) for caption in ("Some", "Another"))
    month = Period.of_weeks(date(2025, 3, 10), 4)
    picture = Picture("calibration", {}, drawn.caption, "share", drawn)
    one = Yardstick("calibration", text("Some"), Exact(1, "questions", month), (), (drawn, other), picture)
    part = _part(one)
    assert (part.pictures, part.tables) == ((picture,), (other,))


def shell(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "taktgeber", "lab", *words, "--workspace", str(house.workspace.root)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("words", [(), ("--metric", "surprise"), ("--metric", "options")])
def test_the_shell_says_them_by_their_schema(house: House, words: tuple[str, ...]) -> None:
    done = shell(house, "yardsticks", *words, "--json")
    assert done.returncode == 0, done.stderr
    validate(json.loads(done.stdout), json.loads((SCHEMAS / "lab_yardsticks.json").read_text("utf-8")))


def test_what_the_house_does_not_use_is_left_out_and_named(house: House) -> None:
    toml = house.workspace.root / "taktgeber.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[lab]\nwithout = ["diversity"]\n', "utf-8")
    said = json.loads(shell(house, "yardsticks", "--json").stdout)
    assert said["without"] == ["diversity"]
    assert "diversity" not in [one["yardstick"] for one in said["yardsticks"]]


def test_a_return_metric_is_refused_and_the_attempt_kept(house: House) -> None:
    done = shell(house, "yardsticks", "--metric", "roas")
    assert done.returncode != 0
    assert "is judged by learning" in done.stderr
    assert "kept in the ledger" in done.stderr


def test_has_anyone_tried_this_is_answered_over_all_that_the_lab_asked(house: House) -> None:
    house.book.decide("insight", {"insight": "post", "hand": "explore", "says": "Boxes survive the post.",
                                  "on": "boxes", "holds": True, "day": "2025-06-09"}, LAB_LEAD)  # fmt: skip
    done = shell(house, "search", "boxes", "by", "post", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    validate(said, json.loads((SCHEMAS / "lab_search.json").read_text("utf-8")))
    assert said["found"] == []
    assert said["alike"][0]["name"] == "post"
    assert {one["kind"] for one in said["alike"]} >= {"insight", "assumption"}
    exact = json.loads(shell(house, "search", "survives", "--json").stdout)
    assert [(one["kind"], one["outcome"]) for one in exact["found"]] == [("assumption", "open")]


def test_who_starts_an_initiative_is_told_whether_anyone_has_tried_it(team: Team) -> None:
    started = {"name": "Post boxes", "unknown": "whether a box survives the post", "lose": "300", "until": "2031-09-07"}
    done = team.as_("explore_lead").post("/api/v1/start-initiative", json=started)
    assert done.status_code == 200, done.text
    assert "Alike, said or tested before: 3." in done.text
