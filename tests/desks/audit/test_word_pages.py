"""Word and deed on the web: the sentence first, each promise beside its entries, whose figures are shown to whom."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taktgeber.balance.word import WORDS, section
from taktgeber.balance.word.text_audit import TextAudit, Unit
from taktgeber.core import text
from taktgeber.core.format import show
from taktgeber.cycle import plan_beat
from tests.balance.word.promising_house import make_promising_house, promised, taken
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, PLANNED, SPONSOR
from tests.web.read_page import first_of, main_of
from tests.web.team import Team, lent_team, let_in

CLERK, MANAGER, LOCAL = "p-f40000000006", "p-3a0000000007", "p-10ca10000008"
PEOPLE = {"sponsor": SPONSOR, "exploit_lead": EXPLOIT_LEAD, "explore_lead": LAB_LEAD, "front_line": CLERK,
          "management": MANAGER, "market_lead": LOCAL}  # fmt: skip
ROLES = {"exploit_lead": "performance", "front_line": "", "management": "", "market_lead": "germany"}
AD = "We shake up an industry.\nYou raise the return on ad spend every week.\n<b>hostile</b>"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("promising") / "house"
    with make_promising_house(root) as house:
        team = {"unit": "germany", "name": "Team Germany", "mode": "exploit", "market": "UK", "reason": "its own"}
        house.book.decide("unit", team, SPONSOR)
        for name, unit in ROLES.items():
            body = {"person": PEOPLE[name], "role": name, "first": "2025-01-01"} | ({"unit": unit} if unit else {})
            house.book.decide("role", body, SPONSOR)
        promised(house, "far", "horizon", weeks=104)
        promised(house, "free", "decides", decides="budget", says="The lab decides for itself.")
        promised(house, "local", "decides", "unit:germany")
        promised(house, "half", "budget", "strategy:reinvent", share=0.5)
        for number in range(5):
            taken(house, number, "sponsor", verdict="reject", asked=f"2025-04-0{number + 1}")
            taken(house, 10 + number, "sponsor", "unit:germany", asked=f"2025-04-1{number + 1}")
        plan_beat(house)
    return let_in(root, PEOPLE)


@pytest.fixture(scope="module")
def reading(company: Path) -> Iterator[Team]:
    yield from lent_team(company)


@pytest.fixture
def audits(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit of three known lines: what the page does with one does not hang on how well it is read."""

    def read(words: str, language: str | None = None, own_cues: Path | None = None) -> TextAudit:
        lines, labels = words.split("\n"), ("rhetoric_explore", "target_exploit", "other")
        units = tuple(
            Unit(n, line, "tasks", False, label, 0.9, (), text("cues")) for n, (line, label) in
            enumerate(zip(lines, labels, strict=True), 1)
        )  # fmt: skip
        told = text("It reads like exploitation dressed as exploration.")
        return TextAudit("a" * 64, "en", "dressed", told, 2, text("It claims much."), text("It owes return."),
                         text("The gap is wide."), units, (2,), ("You raise return. We judge you by it.",))  # fmt: skip

    monkeypatch.setattr("taktgeber.balance.word.audit_text", read, raising=False)


def act(team: Team, role: str, which: str, **body: Any):
    return team.as_(role).post(f"/api/v1/{which}", json=body)


def seen(team: Team, role: str, subject: str) -> dict[str, Any]:
    return team.as_(role).get(f"/word/{subject}.json").json()["data"]


def test_the_first_sentence_is_what_is_called_innovation_and_what_is(reading: Team):
    page = reading.as_("management").get("/word").text
    assert first_of(page).startswith("51 % of our budget is called innovation. 11 % is; on another 5 % we disagree.")
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", main_of(page))).split())
    assert "Were the words true, 51 % of our budget would explore" in words
    # Two more rest on decisions of one person each.
    assert "Lab Held against deeds until 9 Jun 2025: 1 promise kept, 0 promises not kept" in words
    assert 'the strategy "reinvent" Held against deeds until 9 Jun 2025: 0 promises kept, 1 promise not kept' in words
    assert not [person for person in PEOPLE.values() if person in words]


def test_the_page_holds_every_initiative_with_its_four_tests_and_its_next_step(reading: Team):
    (section,) = reading.as_("management").get("/word.json").json()["sections"]
    tests, steps = section["tables"]
    assert {"Explore mandate", "Judged by", "Horizon", "Where its money goes", "By deed"} < set(tests["columns"])
    assert [len(tests["rows"]), len(steps["rows"])] == [3, 3]


def test_the_proposal_to_rename_stands_with_who_decides_it(reading: Team):
    (ask,) = reading.as_("exploit_lead").get("/word.json").json()["decisions"]
    assert (ask["id"], ask["decider"]) == ("word-rename", "exploit_lead")
    assert "Reinvent" in ask["says"]


def test_each_sentence_stands_beside_the_entries_that_answer_it(reading: Team):
    page = html.unescape(main_of(reading.as_("explore_lead").get("/word/unit:lab").text))
    assert "“The lab decides for itself.”" in page
    assert "taken elsewhere, by: sponsor" in page
    assert re.search(r"entry \d+, entry \d+", page)
    assert reading.as_("sponsor").get("/word/unit:ghost").status_code == 404


@pytest.mark.parametrize("role", ["sponsor", "management", "exploit_lead"])
def test_figures_of_one_holder_reach_nobody_else(reading: Team, role: str):
    for subject in ("unit:lab", "unit:germany"):
        data = seen(reading, role, subject)
        assert (data["sight"], data["rights"], data["unseen"]) == ("hidden", None, 1)
        page = main_of(reading.as_(role).get(f"/word/{subject}").text)
        assert "taken elsewhere, by" not in page
        assert "Decision rights as they were" not in page
    whole = reading.as_(role).get("/word.json").text
    assert "taken elsewhere, by" not in whole
    assert "days to decide" not in whole


def test_the_holder_sees_them_alone(reading: Team):
    mine = seen(reading, "explore_lead", "unit:lab")
    assert (mine["sight"], [one["overruled"] for one in mine["rights"] if one["decides"] == "budget"]) == ("own", [5])
    assert seen(reading, "market_lead", "unit:germany")["sight"] == "own"
    assert seen(reading, "explore_lead", "unit:germany")["rights"] is None


def test_who_may_see_only_what_is_their_own_sees_only_that(reading: Team):
    local = reading.as_("market_lead")
    page = main_of(local.get("/word").text)
    assert "Team Germany" in page
    assert "Lab" not in re.sub(r"<[^>]+>", " ", page)
    assert local.get("/word/unit:lab").status_code == 403
    assert [one["subject"] for one in local.get("/word.json").json()["data"]["subjects"]] == ["unit:germany"]
    assert reading.as_("front_line").get("/word.json").json()["data"]["subjects"] == []


def test_the_plan_holds_nothing_that_rests_on_decisions_of_one_person(reading: Team):
    assert "taken elsewhere, by" not in reading.as_("sponsor").get("/today.json").text
    made = section(reading.web.visits.house().beat(PLANNED))
    told = " ".join(map(show, (made.headline, *made.how, *(cell for row in made.tables[0].rows for cell in row))))
    assert "their holders see them" in told
    assert "taken elsewhere, by" not in told
    assert "days to decide" not in told


def test_the_holder_releases_the_figures_and_takes_them_back(team: Team):
    assert "/release-figures" in team.as_("explore_lead").get("/word/unit:lab").text
    assert "/release-figures" not in team.as_("sponsor").get("/word/unit:lab").text
    other = act(team, "sponsor", "release-figures", subject="unit:lab", shown=True)
    assert (other.status_code, "nobody else's figures" in other.text) == (409, True)
    assert act(team, "explore_lead", "release-figures", subject="unit:lab", shown=True).status_code == 200
    assert seen(team, "management", "unit:lab")["sight"] == "released"
    assert act(team, "explore_lead", "release-figures", subject="unit:lab", shown=False).status_code == 200
    assert seen(team, "management", "unit:lab")["sight"] == "hidden"


def test_a_pasted_text_is_shown_at_once_and_kept_nowhere(team: Team, audits: None):
    before = team.web.visits.house().book.count()
    page = team.as_("explore_lead").post("/act/audit-text", data={"text": AD, "_back": "/word"})
    assert page.status_code == 200
    assert "&lt;b&gt;hostile&lt;/b&gt;" in page.text
    assert '<p class="spoken exploit">' in page.text
    assert '<p class="spoken explore claimed">' in page.text
    assert "You raise return. We judge you by it." in page.text
    assert first_of(page.text) == "It reads like exploitation dressed as exploration."
    assert team.web.visits.house().book.count() == before
    assert not [
        file for file in team.root.rglob("*") if file.is_file() and b"shake up an industry" in file.read_bytes()
    ]


def test_its_verdict_is_kept_by_a_person_and_the_text_is_not(team: Team, audits: None):
    body = {"text": AD, "to": "role:explore_lead", "audited": "lab-ad", "keep": True}
    assert act(team, "front_line", "audit-text", **body).status_code == 403
    kept = act(team, "explore_lead", "audit-text", **body)
    assert kept.status_code == 200, kept.text
    (one,) = team.web.visits.house().book.state(WORDS).audits.values()
    assert (one.verdict, one.counts, one.actor) == ("dressed", {"rhetoric_explore": 1, "target_exploit": 1, "other": 1},
                                                    LAB_LEAD)  # fmt: skip
    assert b"shake up an industry" not in (team.root / ".takt" / "ledger.sqlite").read_bytes()
    assert "reads like exploitation dressed as exploration" in team.as_("sponsor").get("/word/role:explore_lead").text
    again = act(team, "explore_lead", "audit-text", **body)
    assert (again.status_code, "was confirmed on" in again.text) == (409, True)
    empty = act(team, "explore_lead", "audit-text", **(body | {"to": ""}))
    assert empty.status_code == 409


def test_a_promise_and_a_decision_are_entered_by_form(team: Team):
    form = {"to": "unit:lab", "right": "budget", "says": "A tenth is yours.", "percent": 10, "day": "2025-03-10"}
    assert act(team, "sponsor", "keep-promise", **form).status_code == 200
    assert [one["verdict"] for one in seen(team, "sponsor", "unit:lab")["promises"]] == ["kept", "kept"]
    wrong = act(team, "sponsor", "keep-promise", **(form | {"percent": 300}))
    assert "between 0 and 100 per cent" in wrong.text
    ghost = act(team, "sponsor", "keep-promise", **(form | {"to": "unit:ghost"}))
    assert (ghost.status_code, "knows nothing of this name" in ghost.text) == (409, True)
    asked = {"about": "unit:lab", "decides": "test", "level": "sponsor", "verdict": "approve", "day": "2025-05-02"}
    assert act(team, "sponsor", "note-decision", **asked).status_code == 200
    assert [one["taken"] for one in seen(team, "explore_lead", "unit:lab")["rights"] if one["decides"] == "test"] == [1]
    assert act(team, "front_line", "note-decision", **asked).status_code == 403


def test_an_empty_page_teaches(tmp_path: Path):
    from taktgeber.desks.audit.word_page import word
    from tests.cycle.small_house import make_house
    from tests.desks.visiting import accounts_of, visit_of, words_of

    with make_house(tmp_path / "bare", data=False) as house:
        made = word(visit_of(house, accounts_of(house), LAB_LEAD))
        assert made.empty is not None
        assert "Nothing of it is kept until you confirm its verdict." in words_of(made)
        assert "audit-text" in [form.act for form in made.forms]
