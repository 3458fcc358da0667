"""Planning and closing on the web: done by another process, shown while it runs, told in the reader's language."""

from __future__ import annotations

import time

import pytest

from taktgeber.cycle import job
from tests.web.team import Team

DONE = "The beat 9 Jun 2025 – 7 Sept 2025 is planned already"


def until(team: Team, role: str, words: str, **headers: str) -> str:
    for _ in range(400):
        page = team.as_(role).get("/today", headers=headers).text
        if words in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"the page never said {words!r}: {page}")


def test_a_plan_is_made_aside_and_each_reader_is_told_in_their_language(team: Team) -> None:
    answer = team.as_("analyst").post("/api/v1/plan-beat", json={"day": "2025-06-09"})
    assert answer.json()["data"]["state"] == "running"
    page = until(team, "analyst", DONE)
    assert "Asked for by the analyst" in page
    assert "hx-trigger" not in page.split("<main")[1].split(">")[0]
    german = team.as_("operations").get("/today", headers={"accept-language": "de"}).text
    assert DONE not in german
    assert "9. Juni 2025" in german


def test_what_was_refused_is_told_in_words_and_nothing_is_closed(team: Team) -> None:
    head = team.web.visits.house().book.head()
    team.as_("operations").post("/act/close-beat", data={"_back": "/today"})
    page = until(team, "operations", "No beat was closed")
    assert "has not ended in the data" in page
    assert team.web.visits.house().book.head() == head


def test_while_it_runs_the_page_looks_again_and_offers_no_second_start(team: Team, monkeypatch) -> None:
    running = job.Job("plan", team.people["analyst"], team.web.visits.house().clock(), team.root / "x.log", "running")
    monkeypatch.setattr("taktgeber.desks.cycle.run.newest", lambda folder: running)
    page = team.as_("analyst").get("/today").text
    assert "A beat is being planned." in page
    assert 'hx-trigger="every 2s"' in page
    assert "/act/plan-beat" not in page
    assert "A beat is being planned." not in team.as_("front_line").get("/today").text


@pytest.mark.parametrize(("role", "act"), [("explore_lead", "plan-beat"), ("analyst", "close-beat")])
def test_whose_role_does_not_plan_or_close_starts_nothing(team: Team, role: str, act: str) -> None:
    assert team.as_(role).post(f"/api/v1/{act}", json={}).status_code == 403
    assert not (team.root / ".takt" / "jobs").exists()
