"""The front line: report, keep as a note, take back; the leads read themes and words from five people up."""

from __future__ import annotations

import pytest

from taktgeber.customers import Words
from taktgeber.customers.reporting import Kept
from tests.desks.visiting import words_of
from tests.web.team import NOW, Team

SAID = "The lantern was broken and nobody answered"


def report(team: Team, role: str = "front_line", **changes):
    body = {"words": SAID, "about": "service", "market": "UK", "consent": True} | changes
    return team.as_(role).post("/api/v1/report-heard", json=body)


def store(team: Team) -> Words:
    return Words(team.web.visits.accounts.engine)


def many(team: Team, people: int, market: str | None = "UK", about: str = "price") -> None:
    for n in range(people):
        heard, person, words = f"h-{about}{market}{n:02}", f"p-00000000aa{n:02}", f"too dear {market} {n}"
        store(team).add(Kept(heard, person, NOW, words, about, market, None, f"{n}", True))


def test_a_report_is_shared_without_the_reporters_name_and_shown_to_the_reporter(team: Team):
    answer = report(team).json()
    assert answer["data"]["shared"]
    assert "without your name" in answer["says"][0]
    page = team.as_("front_line").get("/front-line").text
    assert SAID in page
    assert "Take it back" in page
    assert SAID not in team.as_("market_lead").get("/front-line").text


def test_without_the_tick_it_is_a_note_that_only_its_writer_sees(team: Team):
    heard = report(team, consent=False).json()["data"]
    assert heard["entry"] is None
    assert "your own note" in team.as_("front_line").get("/front-line").text
    other = team.as_("market_lead").post("/api/v1/withdraw-heard", json={"heard": heard["heard"]})
    assert other.status_code == 409
    assert team.as_("front_line").post("/api/v1/withdraw-heard", json={"heard": heard["heard"]}).status_code == 200
    assert SAID not in team.as_("front_line").get("/front-line").text


def test_personal_data_are_asked_about_with_everything_still_typed(team: Team):
    form = {"words": "Mr Baker waits", "about": "delivery", "consent": "true", "_back": "/front-line"}
    asked = team.as_("front_line").post("/act/report-heard", data=form)
    assert asked.status_code == 409
    assert "“Baker”" in asked.text
    assert "Mr Baker waits</textarea>" in asked.text
    assert report(team, words="Mr Baker waits", personal="mask").json()["data"]["words"] == "Mr ••• waits"


def test_the_leads_read_counts_and_words_from_five_people_up(team: Team):
    many(team, 4)
    twin = team.as_("explore_lead").get("/front-line/heard.json").json()
    assert "too few have spoken" in twin["sentence"]
    assert "too dear" not in str(twin)
    many(team, 5, about="delivery")
    page = team.as_("explore_lead").get("/front-line/heard").text
    assert "Most was heard about delivery in UK" in page
    assert "too dear UK 3" in page
    assert "p-00000000aa" not in page


def test_a_market_lead_hears_the_own_market_and_the_lead_of_todays_business_all(team: Team):
    many(team, 5, "UK")
    many(team, 5, "Elsewhere", "product")
    own = team.as_("market_lead").get("/front-line/heard").text
    assert "too dear UK 1" in own
    assert "Elsewhere" not in own
    assert "too dear Elsewhere 1" in team.as_("exploit_lead").get("/front-line/heard").text


def test_to_read_words_is_noted(team: Team):
    many(team, 5)
    team.as_("analyst").get("/front-line/heard")
    (read,) = [r for r in team.web.visits.accounts.reads(reader=team.people["analyst"]) if r.what == "heard"]
    assert read.count == 5


@pytest.mark.parametrize("role", ["management", "auditor", "analyst", "explore_lead"])
def test_who_faces_no_customer_reports_nothing(reading_team: Team, role):
    assert report(reading_team, role).status_code == 403


@pytest.mark.parametrize("role", ["front_line", "partner", "operations", "sponsor"])
def test_who_reads_no_reports_is_refused(reading_team: Team, role):
    assert reading_team.as_(role).get("/front-line/heard.json").status_code == 403


def test_an_empty_page_says_what_it_will_show(reading_team: Team):
    page = reading_team.as_("front_line").get("/front-line").text
    assert "No orders are loaded: here will stand what moved for your customers since yesterday." in page
    empty = reading_team.as_("analyst").get("/front-line/heard.json").json()["empty"]
    assert "in their words and without names" in empty["will_show"]


def test_what_moved_is_told_by_the_newest_day_of_the_orders(tmp_path):
    from taktgeber.customers import newest_day
    from tests.cycle.small_house import SPONSOR, load, make_house
    from tests.desks.visiting import accounts_of, give_role, visit_of

    with make_house(tmp_path / "house", data=False) as house:
        clerk = "p-00c1e4000001"
        give_role(house, SPONSOR, clerk, "front_line")
        rows = [{"transaction": f"t{n}", "line": 1, "customer": None, "at": f"2025-06-0{8 - n // 2} 10:00:00",
                 "product": "x", "quantity": 1.0, "revenue": 1, "margin": None, "market": "UK", "kind": "sale",
                 "source": "s", "account": "s"} for n in range(3)]  # fmt: skip
        load(house, "transactions", rows)
        assert newest_day(house.book) is None  # the test's own load names no days
        body = {"load": "b" * 64, "stored": list(house.book.entries(kinds=("loaded",)))[-1].payload["stored"],
                "file": "o.csv", "table": "transactions", "source": "s", "breakdown": [], "rows": 3, "sums": {},
                "covers": {"s": [["2025-06-07", "2025-06-08", "days"]]}, "replaces": [
                    {"load": list(house.book.entries(kinds=("loaded",)))[-1].payload["load"], "account": "", "days": []}
                ], "findings": []}  # fmt: skip
        house.book.found("loaded", body, "machine:taktgeber", "test, 2025-06-09")
        accounts = accounts_of(house)
        from taktgeber.desks.customers.pages import front_line

        page = front_line(visit_of(house, accounts, clerk))
        assert "2 orders came in on 8 Jun 2025" in words_of(page)
        assert "the day before, 1 order" in words_of(page)
        accounts.close()
