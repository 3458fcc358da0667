"""The first page: the same sentence for everyone, proofs and files as far as each role goes."""

from __future__ import annotations

import json
import re

import pytest

from taktgeber.govern.permissions import MATRIX, ROLES
from tests.web.team import Team

ROOMS = {"/exploit": "see.exploit", "/lab": "see.lab", "/balance": "see.balance"}


@pytest.mark.parametrize("role", ROLES)
def test_no_link_of_the_first_page_leads_anyone_to_a_refusal(reading_team: Team, role: str) -> None:
    client = reading_team.as_(role)
    page = client.get("/today").text
    for address in set(re.findall(r'href="(/[^"#]*)"', page)) - {"/"}:
        if not address.startswith(("/static", "/account", "/operations", "/ledger", "/people", "/front-line")):
            assert client.get(address.replace("&amp;", "&")).status_code == 200, (role, address)


@pytest.mark.parametrize("role", ROLES)
def test_everyone_reads_the_sentence_and_both_hands_and_opens_only_own_proofs(reading_team: Team, role: str) -> None:
    page = reading_team.as_(role).get("/today").text
    assert "of our budget is called innovation" in page.replace("</a>", "").replace("</b>", "")
    assert page.count('class="hand ') == 2
    for address, permission in ROOMS.items():
        whole = MATRIX[role].get(permission) == "all"
        assert (f'href="{address}"' in page.partition("<main")[2]) is whole, (role, address)


def test_a_front_line_sees_no_room_and_no_proposal_of_others(reading_team: Team) -> None:
    client = reading_team.as_("front_line")
    data = client.get("/today.json").json()["data"]
    assert data["sections"] == data["decisions"] == []
    assert len(data["hands"]) == 2
    page = client.get("/today").text
    assert "/act/decide" not in page
    assert "explore lead" in page, "who decides is said"


def test_the_twin_of_who_sees_everything_is_the_brief(reading_team: Team) -> None:
    sponsor = reading_team.as_("sponsor")
    brief = json.loads(sponsor.get("/today/brief-data.json").content)
    assert sponsor.get("/today.json").json()["data"] == brief


@pytest.mark.parametrize(
    ("role", "status"), [("sponsor", 200), ("auditor", 200), ("exploit_lead", 403), ("partner", 403)]
)
def test_the_brief_holds_every_room_so_only_who_sees_all_has_it(reading_team: Team, role: str, status: int) -> None:
    answer = reading_team.as_(role).get("/today/brief.html")
    assert answer.status_code == status
    if status == 200:
        assert "style-src 'sha256-" in answer.headers["content-security-policy"]
        assert "<script" not in answer.text
        assert 'href="#balance"' in answer.text, "in the file a figure opens its proof in the same file"


def test_a_beat_of_the_past_has_its_address_and_an_unknown_one_says_so(reading_team: Team) -> None:
    sponsor = reading_team.as_("sponsor")
    assert sponsor.get("/today?beat=2025-06-09").status_code == 200
    unknown = sponsor.get("/today?beat=2031-01-06")
    assert unknown.status_code == 409
    assert "no beat that begins on" in unknown.text


def test_no_pseudonym_stands_on_the_pages_of_the_hands(reading_team: Team) -> None:
    for path in ("/today", "/management", "/exploit", "/lab", "/balance"):
        page = reading_team.as_("sponsor").get(path).text
        assert not [person for person in reading_team.people.values() if person in page]
