"""The whole matrix: every role gets in on every route exactly where the table of permissions says so (G4)."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from taktgeber.govern.permissions import MATRIX, NEVER_BY_TOKEN, PERMISSIONS, ROLES, SIGNED_IN

from .routes import PUBLIC, Way, bound, ways
from .team import Team

# Bound by the page they are asked for, or by being signed in; no desk offers them.
BESIDE = {
    ("GET", "/charts/vega.js"): (SIGNED_IN, "script"),
    ("GET", "/charts/{digest}.json"): (SIGNED_IN, "chart"),
}
# Whoever may ask may still be refused: the whole of something is for who may see all of its parts.
STRICTER = ("/today/brief",)
IN = {200, 303, 404, 409}
NOTHING = {"no_such_field": "x"}  # so that an act that is allowed is refused for its fields, and does nothing


def all_ways(team: Team) -> tuple[Way, ...]:
    return ways(team.web.inside, BESIDE)


def sent(client: TestClient, way: Way, **more: Any) -> Any:
    if way.method == "GET":
        return client.get(way.address, **more)
    if way.kind == "form":
        return client.post(way.address, data=NOTHING, **more)
    return client.post(way.address, json=NOTHING, **more)


def test_every_route_is_public_by_name_or_bound_to_a_permission(reading_team: Team) -> None:
    loose = [(way.method, way.path) for way in all_ways(reading_team) if way.permission == "?"]
    assert loose == [], "neither in PUBLIC nor bound: say which permission it asks for"
    unknown = {way.permission for way in all_ways(reading_team)} - {None, SIGNED_IN, *PERMISSIONS}
    assert unknown == set()


def test_what_is_public_and_what_desks_offer_is_there(reading_team: Team) -> None:
    there = {(way.method, way.path) for way in all_ways(reading_team)}
    assert set(PUBLIC) <= there
    assert set(bound()) <= there


def test_no_permission_of_an_act_or_page_is_left_without_a_holder(reading_team: Team) -> None:
    held = {permission for row in MATRIX.values() for permission in row} | {SIGNED_IN, None}
    assert [way for way in all_ways(reading_team) if way.permission not in held] == []


def test_a_stranger_gets_nothing_but_the_sign_in(reading_team: Team) -> None:
    stranger = reading_team.stranger()
    for way in all_ways(reading_team):
        if way.permission is None:
            continue
        answer = sent(stranger, way)
        machine = way.path.startswith("/api/") or way.path.endswith(".json")
        assert answer.status_code == (401 if machine or way.kind == "chart" else 303), (way, answer.status_code)
        if not machine:
            assert answer.headers["location"].startswith("/sign-in?next="), way


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_in_exactly_where_the_matrix_says(reading_team: Team, role: str) -> None:
    client = reading_team.as_(role)
    for way in all_ways(reading_team):
        if way.permission is None:
            continue
        status = sent(client, way).status_code
        scope = "all" if way.permission == SIGNED_IN else MATRIX[role].get(way.permission)
        if scope is None:
            assert status == 403, (role, way, status)
        elif (scope == "all" and not way.path.startswith(STRICTER)) or way.method == "POST":
            assert status in IN, (role, way, status)
        else:  # the page itself may show less to who sees a part only
            assert status in {*IN, 403}, (role, way, status)


@pytest.mark.parametrize("permission", [p for p in PERMISSIONS if p not in NEVER_BY_TOKEN])
def test_a_token_reaches_what_it_names_and_nothing_else(reading_team: Team, permission: str) -> None:
    role = next(role for role in ROLES if permission in MATRIX[role])
    headers = {"authorization": f"Bearer {reading_team.token(role, permission)}"}
    program = reading_team.stranger()
    for way in all_ways(reading_team):
        if way.permission is None or way.kind not in ("twin", "file", "call"):
            continue
        status = sent(program, way, headers=headers).status_code
        if way.permission != permission:
            assert status == 403, (permission, way, status)
        else:
            assert status in {*IN, 403} if way.method == "GET" else status in IN, (permission, way, status)


def test_a_token_of_somebody_who_lost_the_role_is_worth_nothing(team: Team) -> None:
    from taktgeber.govern import open_book

    from .team import NOW, SPONSOR

    headers = {"authorization": f"Bearer {team.token('partner', 'see.operations')}"}
    program = team.stranger()
    assert program.get("/operations.json", headers=headers).status_code == 200
    with open_book(team.root / ".takt/ledger.sqlite", clock=lambda: NOW) as book:
        book.decide("ended", {"subject": f"role:{team.people['partner']}/partner", "day": "2025-06-08"}, SPONSOR)
    assert program.get("/operations.json", headers=headers).status_code == 403
