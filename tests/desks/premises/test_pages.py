"""Premises on the web: the sentence first, what rests on each, who may say and decide, refusals in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taktgeber.cycle import plan_beat
from taktgeber.explore.premises import PREMISES
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR
from tests.explore.premises.resting_house import make_resting_house, shake
from tests.web.read_page import first_of, main_of
from tests.web.team import Team, lent_team, let_in

CLERK, MANAGER = "p-f40000000006", "p-3a0000000007"
PEOPLE = {"sponsor": SPONSOR, "exploit_lead": EXPLOIT_LEAD, "explore_lead": LAB_LEAD, "front_line": CLERK,
          "management": MANAGER}  # fmt: skip
FORM = {"premise": "it-pays", "says": "Conversion is the right aim.", "refutes": "Buyers who never come back."}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("resting") / "house"
    with make_resting_house(root) as house:
        for person, name in ((EXPLOIT_LEAD, "exploit_lead"), (CLERK, "front_line"), (MANAGER, "management")):
            house.book.decide("role", {"person": person, "role": name, "first": "2025-01-01"}, SPONSOR)
        shake(house)
        plan_beat(house)
    return let_in(root, PEOPLE)


@pytest.fixture(scope="module")
def reading(company: Path) -> Iterator[Team]:
    yield from lent_team(company)


def act(team: Team, role: str, which: str, **body: Any):
    return team.as_(role).post(f"/api/v1/{which}", json=body)


def premises(team: Team):
    return team.web.visits.house().book.state(PREMISES)


def test_what_gives_way_stands_first_and_nobody_is_named(reading: Team):
    page = reading.as_("exploit_lead").get("/premises").text
    assert first_of(page).endswith("has begun to give way: Meta stays open to us.")
    assert "/premises/meta-lasts" in page
    words = re.sub(r"<[^>]+>", "", main_of(page))
    assert not [person for person in PEOPLE.values() if person in words]


def test_the_page_of_one_holds_its_history_and_what_rests_on_it(reading: Team):
    page = main_of(reading.as_("exploit_lead").get("/premises/meta-lasts").text)
    for words in ("Views fell by a tenth.", "whether its spend stays as it is", "£400", "A ban, or a third fewer",
                  "which attacks it"):  # fmt: skip
        assert words in page
    assert reading.as_("exploit_lead").get("/premises/ghost").status_code == 404


def test_a_twin_for_machines_stands_beside_each_page(reading: Team):
    twin = reading.as_("management").get("/premises.json").json()
    assert twin["data"]["premises"][0]["premise"] == "meta-lasts"
    one = reading.as_("management").get("/premises/meta-lasts.json").json()["data"]
    assert (one["state"], one["seen"], one["doubt"]) == ("holds", "wobbling", "shaken")


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("management", set()),
        ("exploit_lead", {"see-premise", "review-premise"}),
        ("sponsor", {"see-premise", "review-premise", "decide-premise"}),
    ],
)
def test_who_may_do_what_is_offered_it(reading: Team, role: str, acts: set[str]):
    page = main_of(reading.as_(role).get("/premises/meta-lasts").text)
    offered = {name for name in ("see-premise", "review-premise", "decide-premise") if f"/{name}" in page}
    assert offered == acts


def test_who_sees_no_premises_is_refused(reading: Team):
    assert reading.as_("front_line").get("/premises.json").status_code == 403


def test_three_fields_are_enough(team: Team):
    made = act(team, "exploit_lead", "say-premise", **FORM)
    assert made.status_code == 200, made.text
    assert premises(team).premises["it-pays"].state == "holds"
    again = act(team, "exploit_lead", "say-premise", **FORM)
    assert again.status_code == 409
    assert "was said on" in again.text


def test_all_that_is_optional_is_kept(team: Team):
    optional = {"rests": "channel:Meta\n\n product:box ", "share": 30, "review": "2026-01-01", "owner": LAB_LEAD}
    assert act(team, "explore_lead", "say-premise", **FORM, **optional).status_code == 200
    one = premises(team).premises["it-pays"]
    assert (one.rests, one.share, one.owner) == (("channel:Meta", "product:box"), 0.3, LAB_LEAD)
    wrong = act(team, "explore_lead", "say-premise", **(FORM | {"premise": "other", "share": 300}))
    assert "between 0 and 100 per cent" in wrong.text
    assert "other" not in premises(team).premises


def test_what_was_seen_is_kept_and_what_it_does_is_told(team: Team):
    seen = act(team, "explore_lead", "see-premise", premise="clicks-count", speaks="against", says="They only look.")
    assert (seen.json()["data"]["state"], seen.json()["data"]["seen"]) == ("holds", "wobbling")


def test_the_sponsor_decides_how_it_stands_and_a_lead_does_not(team: Team):
    body = {"premise": "meta-lasts", "state": "broken", "reason": "They closed it."}
    refused = act(team, "exploit_lead", "decide-premise", **body)
    assert refused.status_code == 409
    assert "does not decide how a premise stands" in refused.text
    assert act(team, "sponsor", "decide-premise", **body).status_code == 200
    assert premises(team).premises["meta-lasts"].state == "broken"
    assert "is broken" in first_of(team.as_("sponsor").get("/premises").text)


def test_a_review_is_set_and_the_rest_stays(team: Team):
    body = {"premise": "meta-lasts", "review": "2026-02-01"}
    assert act(team, "exploit_lead", "review-premise", **body).status_code == 200
    one = premises(team).premises["meta-lasts"]
    assert (one.review.isoformat() if one.review else "", len(one.rests)) == ("2026-02-01", 3)


def test_the_approved_proposal_sets_the_state(team: Team):
    asks = team.as_("sponsor").get("/premises.json").json()["decisions"]
    assert [ask["id"] for ask in asks] == ["premises-meta-lasts"]


def test_the_first_sentence_ends_with_what_gives_way_and_management_sees_it(reading: Team):
    ends = "One premise of today&#39;s business has begun to give way: Meta stays open to us."
    today = reading.as_("management").get("/today").text
    assert ends in re.findall(r"<h1[^>]*>(.*?)</h1>", today, re.S)[0]
    page = main_of(reading.as_("management").get("/management").text)
    table = page.partition("Premises that give way or are broken")[2]
    assert "Meta stays open to us." in table
    assert "Customers want boxes." not in page
    assert 'href="/premises"' in page


def test_an_empty_page_teaches_and_offers_the_form(tmp_path: Path, company: Path):
    from taktgeber.desks.premises.premises_page import premises as page
    from tests.cycle.small_house import make_house
    from tests.desks.visiting import accounts_of, visit_of, words_of

    with make_house(tmp_path / "bare", data=False) as house:
        made = page(visit_of(house, accounts_of(house), LAB_LEAD))
        assert "Nobody has said yet" in words_of(made)
        assert made.empty is not None
        (form,) = made.empty.forms
        assert [field.name for field in form.fields if field.required] == ["says", "refutes", "premise"]
