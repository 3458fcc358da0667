"""One's own account, and people: secrets shown once, roles only by the sponsor's decision, erasure everywhere."""

from __future__ import annotations

import html
import re

import pytest

from taktgeber.govern.permissions import MATRIX, NEVER_BY_TOKEN
from tests.web.team import ORIGIN, PASSWORD, Team, login_of

NEW = "eleven green bicycles"


def names(team: Team, *roles: str) -> None:
    from sqlalchemy import insert

    from taktgeber.govern.database import writing
    from taktgeber.govern.tables import PEOPLE

    with writing(team.web.visits.accounts._engine) as connection:
        for role in roles:
            connection.execute(insert(PEOPLE).values(person=team.people[role], name=f"The {role} by name"))


def test_everybody_sees_their_own_account_and_a_person_without_a_role_too(team: Team) -> None:
    for role in MATRIX:
        page = team.as_(role).get("/account")
        assert page.status_code == 200, role
        assert team.people[role] in page.text
    accounts = team.web.visits.accounts
    person = accounts.people.add("Somebody new")
    accounts.accept(accounts.invite(person), "new", PASSWORD)
    client = team.stranger()
    client.cookies.set("takt", accounts.sign_in("new", PASSWORD, "127.0.0.1").secret)
    assert "hold no role yet" in client.get("/account").text
    assert client.get("/today").status_code == 403


def test_a_language_is_used_at_once(team: Team) -> None:
    auditor = team.as_("auditor")
    assert auditor.post("/act/set-language", data={"language": "de_DE"}).status_code == 303
    assert '<html lang="de-DE">' in auditor.get("/account").text


def test_a_new_password_ends_other_sessions_and_goes_on_with_a_new_secret(team: Team) -> None:
    elsewhere = team.stranger()
    elsewhere.cookies.set("takt", team.sign_in("analyst"))
    here = team.stranger()
    old = team.sign_in("analyst")
    here.cookies.set("takt", old)
    changed = here.post("/act/change-password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert changed.status_code == 303
    fresh = changed.cookies["takt"]
    assert fresh != old
    assert "HttpOnly" in changed.headers["set-cookie"]
    assert elsewhere.get("/account").status_code == 303
    before = team.stranger()
    before.cookies.set("takt", old)
    assert before.get("/account").status_code == 303
    after = team.stranger()
    after.cookies.set("takt", fresh)
    assert "Your password is changed" in after.get("/account").text


@pytest.mark.parametrize(
    ("old", "new", "again"), [("wrong password!", NEW, NEW), (PASSWORD, NEW, "other"), (PASSWORD, "short", "short")]
)
def test_a_wrong_change_of_password_changes_nothing(team: Team, old: str, new: str, again: str) -> None:
    client = team.as_("analyst")
    refused = client.post("/act/change-password", data={"old": old, "new": new, "again": again})
    assert refused.status_code == 409
    assert not [typed for typed in (old, new, again) if f'value="{typed}"' in refused.text]
    assert client.get("/account").status_code == 200


def test_other_sessions_are_ended_one_by_one_or_all(team: Team) -> None:
    client, others = team.as_("partner"), [team.stranger() for _ in range(3)]
    client.post("/act/end-other-sessions")  # whatever the tests that read have left open
    for other in others:
        other.cookies.set("takt", team.sign_in("partner"))
    ids = re.findall(r'name="session" value="([^"]+)"', client.get("/account").text)
    assert len(ids) == 3
    assert team.as_("auditor").post("/api/v1/end-session", json={"session": ids[0]}).status_code == 409
    client.post("/act/end-session", data={"session": ids[0]})
    assert sorted(o.get("/today").status_code for o in others) == [200, 200, 303]
    client.post("/act/end-other-sessions")
    assert [o.get("/today").status_code for o in others] == [303, 303, 303]
    assert client.get("/today").status_code == 200


def test_a_token_is_shown_once_and_kept_nowhere(team: Team) -> None:
    analyst = team.as_("analyst")
    made = analyst.post("/act/make-token", data={"name": "nightly", "permissions": "see.today", "days": "30"})
    assert made.status_code == 200
    (token,) = re.findall(r"takt_[\w-]{20,}", made.text)
    assert token not in analyst.get("/account").text
    assert not [p for p in (team.root / ".takt").rglob("*") if p.is_file() and token.encode() in p.read_bytes()]
    program = team.stranger()
    assert program.get("/today.json", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert program.get("/ledger.json", headers={"authorization": f"Bearer {token}"}).status_code == 403
    (kept,) = re.findall(r'name="token" value="([^"]+)"', analyst.get("/account").text)
    analyst.post("/act/revoke-token", data={"token": kept})
    assert program.get("/today.json", headers={"authorization": f"Bearer {token}"}).status_code == 401


def test_a_token_is_given_no_more_than_its_maker_may(team: Team) -> None:
    analyst = team.as_("analyst")
    for permission in ("decide", "erase.people", *NEVER_BY_TOKEN):
        body = {"name": "x", "permissions": [permission], "days": 1}
        assert analyst.post("/api/v1/make-token", json=body).status_code in (403, 409), permission


def test_no_token_reaches_the_account_behind_it(team: Team) -> None:
    token = team.token("analyst", *(p for p in MATRIX["analyst"] if p not in NEVER_BY_TOKEN))
    program = team.stranger()
    sent = {"headers": {"authorization": f"Bearer {token}"}}
    assert program.get("/account.json", **sent).status_code == 403
    body = {"old": PASSWORD, "new": NEW, "again": NEW}
    assert program.post("/api/v1/change-password", json=body, **sent).status_code == 403
    assert program.post("/api/v1/make-token", json={"name": "x", "permissions": ["see.today"], "days": 1}, **sent
                        ).status_code == 403  # fmt: skip


def test_somebody_new_is_invited_by_name_and_holds_no_role(team: Team) -> None:
    operations = team.as_("operations")
    made = operations.post("/act/invite-person", data={"name": "A new colleague", "days": "3"})
    assert made.status_code == 200
    (path,) = re.findall(r"/join/[\w-]{20,}", html.unescape(made.text))
    assert path not in operations.get("/people").text
    came = team.stranger().post(path, data={"login": "colleague", "password": NEW, "again": NEW})
    assert came.status_code == 303
    client = team.stranger()
    client.cookies.set("takt", came.cookies["takt"])
    assert client.get("/today").status_code == 403
    assert team.stranger().post(path, data={"login": "again", "password": NEW, "again": NEW}).status_code == 409


def test_what_operations_sent_out_opens_nothing_once_a_role_is_decided(team: Team) -> None:
    operations, sponsor = team.as_("operations"), team.as_("sponsor")
    made = operations.post("/api/v1/invite-person", json={"name": "A new colleague", "days": 3}).json()["data"]
    assert made["address"] == f"{ORIGIN}{made['path']}"
    role = {"person": made["person"], "role": "auditor", "first": "2025-06-01"}
    assert sponsor.post("/api/v1/enter-decided-role", json=role).status_code == 200
    form = {"login": "colleague", "password": NEW, "again": NEW}
    refused = team.stranger().post(made["path"], data=form)
    assert refused.status_code == 409
    assert "its person was given a role" in html.unescape(refused.text)
    anew = sponsor.post("/api/v1/invite-person", json={"person": made["person"], "days": 3}).json()["data"]
    came = team.stranger().post(anew["path"], data=form)
    assert came.status_code == 303


def test_who_holds_no_role_is_led_to_the_own_account(team: Team) -> None:
    made = team.as_("operations").post("/api/v1/invite-person", json={"name": "Nobody yet", "days": 3}).json()["data"]
    came = team.stranger().post(made["path"], data={"login": "nobody", "password": NEW, "again": NEW})
    client = team.stranger()
    client.cookies.set("takt", came.cookies["takt"])
    assert client.get("/").headers["location"] == "/account"
    assert team.as_("front_line").get("/").headers["location"] == "/today"
    assert team.stranger().get("/").headers["location"].startswith("/sign-in")


def test_operations_cannot_borrow_a_role_by_inviting_its_holder(team: Team) -> None:
    sponsor = {"person": team.people["sponsor"], "days": 3}
    assert team.as_("operations").post("/api/v1/invite-person", json=sponsor).status_code == 403
    assert team.as_("operations").post("/api/v1/disable-account", json={"person": team.people["auditor"]}
                                       ).status_code == 403  # fmt: skip
    assert team.as_("sponsor").post("/api/v1/invite-person", json={"person": team.people["auditor"], "days": 3}
                                    ).status_code == 200  # fmt: skip


def test_a_closed_account_is_out_at_once(team: Team) -> None:
    auditor = team.as_("auditor")
    assert auditor.get("/today").status_code == 200
    team.as_("sponsor").post("/act/disable-account", data={"person": team.people["auditor"]})
    assert auditor.get("/today").status_code == 303
    assert team.as_("sponsor").post("/api/v1/disable-account", json={"person": team.people["sponsor"]}
                                    ).status_code == 409  # fmt: skip


def test_erasing_reaches_name_account_and_sessions_and_the_ledger_keeps_the_pseudonym(team: Team) -> None:
    names(team, "partner")
    partner, sponsor, person = team.as_("partner"), team.as_("sponsor"), team.people["partner"]
    assert "The partner by name" in sponsor.get("/people").text
    assert sponsor.post("/api/v1/erase-person", json={"person": person}).status_code == 409
    assert sponsor.post("/api/v1/erase-person", json={"person": person, "sure": True}).status_code == 200
    assert partner.get("/today").status_code == 303
    left = sponsor.get("/people").text
    assert "The partner by name" not in left
    assert person in left
    wrong = team.stranger().post("/sign-in", data={"login": login_of("partner"), "password": PASSWORD})
    assert wrong.status_code == 401


def test_names_are_shown_to_who_may_and_each_look_is_noted(team: Team) -> None:
    names(team, "partner")
    assert "The partner by name" not in team.as_("auditor").get("/people").text
    assert "The partner by name" in team.as_("operations").get("/people").text
    log = team.as_("auditor").get("/people/reads").text
    assert team.people["operations"] in log
    assert "Lists with" in team.as_("partner").get("/account").text or "A list with" in (
        team.as_("partner").get("/account").text
    )


def test_a_found_role_is_shown_as_giving_no_permission(team: Team) -> None:
    role = {"person": team.people["partner"], "role": "sponsor", "first": "2025-01-01", "known_from": "a rumour",
            "known_on": "2025-06-01"}  # fmt: skip
    assert team.as_("operations").post("/api/v1/enter-found-role", json=role).status_code == 200
    assert "only found" in team.as_("operations").get("/people").text
    assert team.as_("partner").get("/people").status_code == 403


def test_the_sponsor_decides_a_role_and_nobody_else(team: Team) -> None:
    role = {"person": team.people["partner"], "role": "auditor", "first": "2025-06-09"}
    for other in ("operations", "exploit_lead", "explore_lead", "analyst", "management"):
        assert team.as_(other).post("/api/v1/enter-decided-role", json=role).status_code in (403, 409), other
        assert team.as_("partner").get("/people").status_code == 403
    assert team.as_("sponsor").post("/api/v1/enter-decided-role", json=role).status_code == 200
    assert team.as_("partner").get("/people").status_code == 200
