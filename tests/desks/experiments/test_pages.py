"""Experiments on the web: what was learned first; who sees and does what; forms that refuse in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from taktgeber.cycle import plan_beat
from taktgeber.evidence import REGISTRY
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR
from tests.evidence.tested_house import ANALYST, make_tested_house
from tests.web.read_page import first_of, main_of
from tests.web.team import Team, lent_team, let_in

MARKET_LEAD, CLERK = "p-3a4e00000005", "p-f40000000006"
PEOPLE = {"sponsor": SPONSOR, "exploit_lead": EXPLOIT_LEAD, "explore_lead": LAB_LEAD, "analyst": ANALYST,
          "market_lead": MARKET_LEAD, "front_line": CLERK}  # fmt: skip
FORM = {
    "says": "Short words sell more, because they are read.", "question": "works", "hand": "exploit", "chance": "40",
    "name": "Short words", "experiment": "short-words", "method": "randomised", "market": "UK",
    "metric": "spend:unit=EUR", "threshold": "2%", "arms": "old\nnew\n", "control": "old", "units": "2000",
    "looks": "1", "first": "2025-06-10", "last": "2025-07-07", "rule": "Shown: everywhere.",
    "guardrails": "refunds +2%",
}  # fmt: skip


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tested") / "house"
    with make_tested_house(root) as house:
        unit = {"unit": "uk", "name": "UK team", "mode": "exploit", "market": "UK", "reason": "its own market"}
        house.book.decide("unit", unit, SPONSOR)
        role = {"person": MARKET_LEAD, "role": "market_lead", "unit": "uk", "first": "2025-01-01"}
        house.book.decide("role", role, SPONSOR)
        house.book.decide("role", {"person": CLERK, "role": "front_line", "first": "2025-01-01"}, SPONSOR)
        plan_beat(house)
    return let_in(root, PEOPLE)


@pytest.fixture(scope="module")
def reading(company: Path) -> Iterator[Team]:
    yield from lent_team(company)


def act(team: Team, role: str, which: str, body: Mapping[str, Any]):
    return team.as_(role).post(f"/api/v1/{which}", json={key: told for key, told in body.items() if told is not None})


def numbers(**form: str) -> dict[str, Any]:
    made: dict[str, Any] = FORM | form
    return made | {name: int(made[name]) for name in ("chance", "units", "looks")}


def registry(team: Team):
    return team.web.visits.house().book.state(REGISTRY)


def test_what_was_learned_stands_first_and_no_pseudonym_anywhere(reading: Team):
    page = reading.as_("analyst").get("/experiments").text
    assert first_of(page).startswith("&#34;A box on trial&#34; has no effect that matters: 1.44 %")
    assert "Learning rate" in page
    assert not [person for person in PEOPLE.values() if person in main_of(page)]


@pytest.mark.parametrize("path", ["/experiments", "/experiments/blue", "/experiments/steps", "/experiments/split"])
def test_a_page_and_its_twin_are_made_for_whoever_sees_experiments(reading: Team, path: str):
    for role in ("sponsor", "exploit_lead", "explore_lead", "analyst"):
        assert reading.as_(role).get(path).status_code == 200
    twin = reading.as_("sponsor").get(f"{path}.json").json()
    assert twin["sentence"]
    assert twin["data"]


def test_who_does_not_see_experiments_is_refused(reading: Team):
    assert reading.as_("front_line").get("/experiments.json").status_code == 403


def test_a_market_lead_sees_the_tests_of_the_own_market(reading: Team):
    lead = reading.as_("market_lead")
    seen = {one["experiment"] for one in lead.get("/experiments.json").json()["data"]["experiments"]}
    assert seen == {"blue", "green", "grey"}
    assert lead.get("/experiments/blue-fr").status_code == 404
    page = main_of(lead.get("/experiments").text)
    assert "blue-fr" not in page
    assert "What is seen is bought." in page


def test_rows_and_cards_lead_to_the_page_of_an_experiment(reading: Team):
    page = main_of(reading.as_("analyst").get("/experiments").text)
    assert {f'href="/experiments/{name}"' for name in ("blue", "split", "steps")} <= set(
        re.findall(r'href="/experiments/[\w-]+"', page)
    )


def test_everything_that_was_tested_is_found_by_words(reading: Team):
    page = reading.as_("analyst").get("/experiments?q=TILL").text
    found = page.partition('id="found"')[2].partition("</section>")[0]
    assert 'href="/experiments/steps"' in found
    nothing = reading.as_("analyst").get("/experiments?q=elephants").text
    assert "Nobody has said, tested or learnt anything that holds" in nothing


def test_hostile_words_to_look_for_stay_words(reading: Team):
    page = reading.as_("analyst").get("/experiments", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


def test_what_waits_is_decided_on_the_page(team: Team):
    lead = team.as_("exploit_lead")
    page = lead.get("/experiments").text
    key = "2025-06-09/evidence-conclude-grey"
    digest = re.findall(rf'name="key" value="{key}">\s*<input type="hidden" name="digest" value="(\w+)"', page)[0]
    done = lead.post("/act/decide", data={"key": key, "digest": digest, "verdict": "approve", "_back": "/experiments"})
    assert done.status_code == 303
    assert registry(team).experiments["grey"].conclusion.does == "Shown: everywhere. Else: the old one stays."
    assert "1 decision" not in team.as_("explore_lead").get("/experiments").text


def test_one_experiment_says_what_was_frozen_seen_found_and_how_sure_one_may_be(reading: Team):
    page = main_of(reading.as_("analyst").get("/experiments/split").text)
    for words in (
        "Believe no effect before the cause is found",
        "the arms do not have the sizes that were planned",
        "Level of evidence: E2",
        "The smallest effect that matters",
        "Other tests of the same hypothesis",
    ):
        assert words in page  # fmt: skip
    twin = reading.as_("analyst").get("/experiments/steps.json").json()
    (picture,) = twin["sections"][0]["pictures"]
    assert (picture["kind"], len(picture["data"]["at"])) == ("band", 2)
    assert len(picture["table"]["rows"]) == 2


def test_the_labs_experiment_wears_the_labs_colour_and_names_no_money(reading: Team):
    page = main_of(reading.as_("explore_lead").get("/experiments/box").text)
    assert 'class="first explore"' in page
    assert "€" not in page


def test_an_unknown_experiment_is_not_there(reading: Team):
    answer = reading.as_("analyst").get("/experiments/ghost.json")
    assert answer.status_code == 404
    assert "nobody has registered" in answer.json()["refused"]


def test_one_form_says_a_hypothesis_and_freezes_its_test(team: Team):
    done = team.as_("analyst").post("/act/register-experiment", data=FORM | {"_back": "/experiments"})
    assert done.status_code == 303
    known = registry(team)
    plan = known.experiments["short-words"].plan
    assert (plan.arms, plan.guardrails, plan.market, plan.before_data) == (("old", "new"), ("refunds +2%",), "UK", True)
    assert known.hypotheses["short-words"].chance == 0.4
    page = team.as_("analyst").get("/experiments").text
    assert "takt experiment read FILE --experiment short-words" in page


def test_what_was_said_before_is_tested_again_without_saying_it_again(team: Team):
    body = numbers(experiment="blue-de", hypothesis="blue-sells") | dict.fromkeys(
        ("says", "hand", "question", "chance")
    )
    assert act(team, "analyst", "register-experiment", body).status_code == 200
    assert registry(team).experiments["blue-de"].plan.hypothesis == "blue-sells"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"says": None}, "this field is empty"),
        ({"hypothesis": "blue-sells"}, "said before is named as well"),
        ({"experiment": "Short words!"}, "is no short name"),
        ({"chance": 400}, "a chance lies between 0 and 100"),
        ({"first": "2025-06-08"}, "before it was registered"),
        ({"control": "grey"}, "two arms or more"),
        ({"threshold": "some"}, "no smallest effect"),
        ({"guardrails": "refunds"}, "is not a margin"),
        ({"experiment": "blue"}, "was registered on"),
    ],
)
def test_what_is_not_sound_is_refused_in_words_and_nothing_is_kept(team: Team, changed: dict[str, Any], why: str):
    answer = act(team, "analyst", "register-experiment", numbers() | changed)
    assert answer.status_code == 409
    assert why in answer.json()["refused"]
    assert set(registry(team).hypotheses) == {"blue-sells", "boxes-sell"}


def test_a_refused_form_keeps_what_was_typed(team: Team):
    form = FORM | {"threshold": "some", "_back": "/experiments"}
    page = team.as_("analyst").post("/act/register-experiment", data=form)
    assert page.status_code == 409
    assert "Short words sell more, because they are read.</textarea>" in page.text


def test_a_refused_form_names_the_field_in_the_readers_language(team: Team):
    form = FORM | {"units": "many", "_back": "/experiments"}
    page = team.as_("analyst").post("/act/register-experiment", data=form, headers={"accept-language": "de"})
    assert page.status_code == 409
    assert '<span translate="no">Einheiten aller Varianten am geplanten Ende</span>' in page.text


def test_each_writes_down_what_is_of_the_own_hand_and_market(team: Team):
    assert act(team, "explore_lead", "register-experiment", numbers()).status_code == 403
    assert act(team, "market_lead", "register-experiment", numbers(market="France")).status_code == 403
    assert act(team, "market_lead", "register-experiment", numbers() | {"market": None}).status_code == 403
    assert act(team, "sponsor", "register-experiment", numbers()).status_code == 403
    assert act(team, "market_lead", "register-experiment", numbers()).status_code == 200


def test_who_may_conclude_does_so_with_a_reason_where_it_differs(team: Team):
    body = {"experiment": "grey", "does": "It is tried in spring again."}
    for role in ("explore_lead", "analyst"):
        assert act(team, role, "conclude-experiment", body).status_code == 403
    refused = act(team, "exploit_lead", "conclude-experiment", body | {"verdict": "shown"})
    assert "its figures say: no effect that matters" in refused.json()["refused"]
    done = act(team, "market_lead", "conclude-experiment", body)
    assert (done.status_code, done.json()["data"]["verdict"]) == (200, "no_effect")
    page = main_of(team.as_("analyst").get("/experiments/grey").text)
    assert "by market lead: no effect that matters." in page
    assert "It is tried in spring again." in page


def test_an_experiment_that_went_wrong_is_called_invalid_with_a_reason(team: Team):
    body = {"experiment": "steps", "does": "Stopped.", "verdict": "invalid"}
    assert "says why" in act(team, "sponsor", "conclude-experiment", body).json()["refused"]
    assert act(team, "sponsor", "conclude-experiment", body | {"reason": "The tag fired twice."}).status_code == 200


def test_field_work_is_kept_with_its_strength(team: Team):
    body = {"hypothesis": "boxes-sell", "question": "understood", "method": "prototype", "finds": "for", "people": 6,
            "says": "All six filled the box.", "contexts": "London\nLeeds", "fieldwork": "prototypes",
            "behaviour": True, "sought": True, "recorded": True, "second": True}  # fmt: skip
    done = act(team, "explore_lead", "bring-fieldwork", body)
    assert (done.status_code, done.json()["data"]["strength"]) == (200, "strong")
    assert "field work: strong" in main_of(team.as_("analyst").get("/experiments").text)
    assert act(team, "exploit_lead", "bring-fieldwork", body | {"fieldwork": "more"}).status_code == 403


def test_an_insight_says_its_level_and_stands_on_the_page(team: Team):
    body = {"insight": "boxes", "says": "A box does not bring shops back.", "rests_on": ["boxes-sell"], "holds": "no",
            "scope": ["UK"], "weeks": 26}  # fmt: skip
    done = act(team, "explore_lead", "write-insight", body)
    assert (done.status_code, done.json()["data"]["level"]) == (200, 4)
    assert "A box does not bring shops back." in team.as_("sponsor").get("/experiments").text
    assert act(team, "exploit_lead", "write-insight", body | {"insight": "more"}).status_code == 403


def test_an_empty_page_teaches_and_has_the_form(tmp_path: Path):
    from taktgeber.desks.experiments.pages import experiments
    from tests.cycle.small_house import make_house
    from tests.desks.visiting import accounts_of, give_role, visit_of, words_of

    with make_house(tmp_path / "house", data=False) as house:
        give_role(house, SPONSOR, ANALYST, "analyst")
        accounts = accounts_of(house)
        page = experiments(visit_of(house, accounts, ANALYST))
        accounts.close()
    assert "No experiment was ever registered" in words_of(page)
    assert page.empty is not None
    assert [form.act for form in page.empty.forms] == ["register-experiment"]


def test_a_name_that_no_address_holds_is_reached_by_its_entry(tmp_path: Path):
    from taktgeber.desks.experiments.pages import experiment, experiments
    from taktgeber.evidence.registry.enter import register_experiment
    from tests.desks.visiting import accounts_of, visit_of
    from tests.evidence.tested_house import frozen

    with make_tested_house(tmp_path / "house") as house:
        accounts = accounts_of(house)
        register_experiment(house.book, frozen("a/b c", "Odd", first="2025-06-09", last="2025-06-30"), ANALYST)
        entry = house.book.state(REGISTRY).experiments["a/b c"].plan.entry
        page = experiments(visit_of(house, accounts, ANALYST))
        assert f"/experiments/{entry}" in {card.link[0] for card in page.cards if card.link}
        odd = experiment(visit_of(house, accounts, ANALYST, {"name": str(entry)}))
        assert odd.twin["experiment"] == "a/b c"
        accounts.close()
