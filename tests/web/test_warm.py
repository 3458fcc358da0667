"""Pages are made before the door opens, for nobody, and again where what they show has changed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from taktgeber.charts import drawing
from taktgeber.web import warm as warming
from taktgeber.web.warm import keep_warm, steps, take, warm, what_stands

from .team import Team

PAGES = ("/today", "/management", "/exploit", "/exploit/kpi?by=period", "/lab", "/balance", "/operations", "/ledger")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is drawn while the test runs; nothing was drawn before."""
    found: list[Any] = []
    draw = drawing._drawn
    monkeypatch.setattr(drawing, "_drawn", lambda *of: found.append(of) or draw(*of))
    monkeypatch.setattr(drawing, "_kept", drawing.Kept())
    return found


def test_a_warm_house_draws_nothing_for_who_comes(team: Team, drawn: list[Any]) -> None:
    warm(team.web.visits)
    assert drawn
    drawn.clear()
    for path in PAGES:
        assert team.as_("sponsor").get(path).status_code == 200
    assert drawn == []


def test_pages_are_made_in_the_languages_that_people_chose(team: Team, drawn: list[Any]) -> None:
    team.web.visits.accounts.set_locale(team.people["explore_lead"], "zh_CN")
    warm(team.web.visits)
    assert {locale for _, _, locale in drawn} == {"en_GB", "zh_CN"}
    drawn.clear()
    assert "探索" in team.as_("explore_lead").get("/lab").text
    assert drawn == []


def test_every_page_that_needs_no_part_is_made_for_every_role(team: Team) -> None:
    visits = team.web.visits
    every = steps(visits)
    assert {step.roles[0].role for step in every} == set(team.people)
    assert {"/today", "/exploit", "/exploit/kpi", "/ledger/breaches"} <= {step.path for step in every}
    board = next(step for step in every if step.path == "/exploit/kpi" and step.roles[0].role == "analyst")
    assert "/exploit/kpi?by=period" in {step.path for step in take(visits, board)}


def test_nobody_reads_a_name_while_pages_are_made(team: Team) -> None:
    accounts = team.web.visits.accounts
    accounts.invite(accounts.people.add("a name to be read by few"))
    warm(team.web.visits)
    assert accounts.reads() == ()
    assert "a name to be read by few" in team.as_("sponsor").get("/people").text
    assert accounts.reads()


def test_a_page_that_cannot_be_made_keeps_the_door_shut_for_nobody(
    team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a page with a fault")

    monkeypatch.setattr(warming, "make_page", broken)
    warm(team.web.visits)
    assert "/today could not be made ahead: a page with a fault" in caplog.text


def test_pages_are_made_again_where_plan_or_data_have_changed(
    team: Team, drawn: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = team.web.visits
    monkeypatch.setattr(warming, "EVERY", 0.01)
    visits.warm = ("an older plan", "older data")

    async def until_warm() -> None:
        keeping = asyncio.create_task(keep_warm(visits))
        while visits.warm != what_stands(visits.house()):
            await asyncio.sleep(0.02)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(until_warm(), 60))
    assert drawn


def test_a_house_that_was_not_warm_is_not_kept_so(team: Team) -> None:
    asyncio.run(asyncio.wait_for(keep_warm(team.web.visits), 1))
    assert team.web.visits.warm is None
