"""Balance and management on the web."""

from __future__ import annotations

from pathlib import Path

from tests.cycle.small_house import make_house
from tests.web.team import PASSWORD, Team, login_of, open_team


def test_balance_shows_band_reserve_and_where_word_and_deed_part(reading_team: Team) -> None:
    twin = reading_team.as_("management").get("/balance.json").json()
    tables = [table["columns"] for section in twin["sections"] for table in section["tables"]]
    assert any("By deed" in columns and "What speaks against it" in columns for columns in tables)
    kinds = {picture["kind"] for section in twin["sections"] for picture in section["pictures"]}
    assert {"band", "shares", "steps"} <= kinds


def test_management_has_both_hands_at_four_figures_and_at_most_three_decisions(reading_team: Team) -> None:
    page = reading_team.as_("management").get("/management").text
    assert page.count('class="tile"') <= 4
    assert page.count('class="hand ') == 2
    assert 0 < page.count('class="card ask') <= 3
    assert "Nobody has said yet what today&#39;s business rests on." in page
    assert "no decision waits for you" in page
    assert "<dt>Word and deed</dt><dd>No promise is kept in the ledger yet" in page


def test_the_sponsor_finds_the_own_decision_first(reading_team: Team) -> None:
    sponsor = reading_team.as_("sponsor")
    twin = sponsor.get("/management.json").json()
    assert twin["decisions"][0]["decider"] == "sponsor"
    assert "one decision is yours" in twin["sentence"]
    assert "/act/decide" in sponsor.get("/management").text


def test_a_house_without_a_plan_says_what_each_page_will_show(tmp_path: Path) -> None:
    make_house(tmp_path / "house").__exit__(None, None, None)
    team = open_team(tmp_path / "house")
    accounts = team.web.visits.accounts
    accounts.accept(accounts.invite(team.people["sponsor"]), login_of("sponsor"), PASSWORD)
    for path in ("/today", "/management", "/exploit", "/lab", "/balance"):
        page = team.as_("sponsor").get(path)
        assert page.status_code == 200
        assert "Here will stand" in page.text, path
        assert team.as_("sponsor").get(f"{path}.json").json()["empty"], path
    team.web.visits.close()
