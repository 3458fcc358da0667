"""The door: signing in and out, a page and its twin, and what a stranger gets."""

from __future__ import annotations

from .team import PASSWORD, Team, login_of


def test_a_stranger_is_led_to_the_sign_in_and_back(team: Team) -> None:
    came = team.stranger().get("/today")
    assert (came.status_code, came.headers["location"]) == (303, "/sign-in?next=/today")
    form = {"login": login_of("sponsor"), "password": PASSWORD, "next": "/today"}
    signed = team.stranger().post("/sign-in", data=form)
    assert (signed.status_code, signed.headers["location"]) == (303, "/today")
    assert "HttpOnly" in signed.headers["set-cookie"]
    assert "SameSite=lax" in signed.headers["set-cookie"]


def test_a_machine_without_a_token_is_told_in_one_shape(reading_team: Team) -> None:
    answer = reading_team.stranger().get("/today.json")
    assert answer.status_code == 401
    assert set(answer.json()) == {"refused", "where", "mend", "rule", "entry"}


def test_a_page_and_its_twin_say_the_same(reading_team: Team) -> None:
    lab = reading_team.as_("explore_lead")
    page, twin = lab.get("/today"), lab.get("/today.json").json()
    assert page.status_code == 200
    assert twin["title"] == "Today"
    mine = {d["key"] for d in twin["decisions"] if d["decider"] == "explore_lead"}
    assert mine
    assert mine <= set(page.text.split('"'))


def test_whoever_signed_out_is_out(team: Team) -> None:
    sponsor = team.as_("sponsor")
    assert sponsor.get("/today").status_code == 200
    sponsor.post("/sign-out")
    assert sponsor.get("/today").status_code == 303


def test_a_wrong_password_is_refused_in_the_words_of_an_unknown_login(team: Team) -> None:
    wrong = team.stranger().post("/sign-in", data={"login": login_of("sponsor"), "password": "x" * 12})
    unknown = team.stranger().post("/sign-in", data={"login": "nobody", "password": "x" * 12})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace(login_of("sponsor"), "") == unknown.text.replace("nobody", "")
