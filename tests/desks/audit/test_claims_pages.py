"""Claims on the web: the sentence first, a file audited by who may, kept where it is said; hostile words stay words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from taktgeber.evidence.claims import CLAIMS, keep_claim
from tests.cycle.small_house import EXPLOIT_LEAD, SPONSOR, make_house
from tests.evidence.claims.known_claims import audited, by_lot, film_and_drink, turned_round, written
from tests.web.read_page import first_of, main_of
from tests.web.team import Team, lent_team, let_in

MARKET_LEAD, CLERK, MANAGER = "p-3a4e00000005", "p-f40000000006", "p-3a0000000007"
PEOPLE = {"sponsor": SPONSOR, "exploit_lead": EXPLOIT_LEAD, "market_lead": MARKET_LEAD, "front_line": CLERK,
          "management": MANAGER}  # fmt: skip
HOSTILE = '<script>alert(1)</script> sells "drinks" & 50 %'
ASKED = {"outcome": "drinks", "exposure": "film", "given": "month"}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("claims") / "house"
    with make_house(root) as house:
        unit = {"unit": "uk", "name": "UK team", "mode": "exploit", "market": "UK", "reason": "its own market"}
        house.book.decide("unit", unit, SPONSOR)
        for person, name, of in (
            (EXPLOIT_LEAD, "exploit_lead", {}),
            (MARKET_LEAD, "market_lead", {"unit": "uk"}),
            (CLERK, "front_line", {}),
            (MANAGER, "management", {}),
        ):
            house.book.decide("role", {"person": person, "role": name, "first": "2025-01-01"} | of, SPONSOR)
        for says, audit, on, market, name in (
            ("The summer film makes people drink.", audited(film_and_drink(), "film"), "playbook:films", None, "film"),
            (HOSTILE, audited(turned_round(), "dear"), None, "UK", "dear"),
            ("A call sells.", audited(by_lot(), "called"), None, None, "call"),
        ):
            keep_claim(house.book, says, audit, "d" * 64, SPONSOR, on=on, market=market, name=name, source="a.csv")
        told = {"claim": "told", "says": "Everybody says so.", "day": "2025-03-10"}
        house.book.found("claim", told, SPONSOR, "minutes")
    return let_in(root, PEOPLE)


@pytest.fixture(scope="module")
def reading(company: Path) -> Iterator[Team]:
    yield from lent_team(company)


def claims(team: Team):
    return team.web.visits.house().book.state(CLAIMS).claims


def audit(team: Team, role: str, file: Path, **fields: str):
    """As a browser sends a form with a file."""
    with file.open("rb") as content:
        return team.as_(role).post("/api/v1/audit-claim", data=ASKED | fields, files={"file": (file.name, content)})


def test_how_many_hold_stands_first_and_each_leads_to_its_proof(reading: Team):
    page = reading.as_("exploit_lead").get("/claims").text
    assert first_of(page).startswith("2 claims from data do not hold as they are told, first of all: &lt;script")
    middle = main_of(page)
    for words in ("It would have been so without", "turns round", "It is the mix", "not audited",
                  'href="/claims/film"', "A hidden cause would have to explain", "<svg"):  # fmt: skip
        assert words in middle
    assert "<script>alert" not in page
    assert not [person for person in PEOPLE.values() if person in middle]


def test_the_page_of_one_holds_groups_cause_and_the_way_to_decide_it(reading: Team):
    page = main_of(reading.as_("exploit_lead").get("/claims/film").text)
    for words in ("The summer film makes people drink.", "Within month", "October", "group by group",
                  "takt experiment plan --kind mean", "What builds on it: films.",
                  "/experiments?claim=film"):  # fmt: skip
        assert words in page
    by_entry = claims(reading)["film"].entry
    assert reading.as_("exploit_lead").get(f"/claims/{by_entry}").status_code == 200
    assert reading.as_("exploit_lead").get("/claims/told").status_code == 200
    assert reading.as_("exploit_lead").get("/claims/ghost").status_code == 404
    hostile = reading.as_("exploit_lead").get("/claims/dear").text
    assert "<script>alert" not in hostile


def test_a_twin_for_machines_stands_beside_each_page(reading: Team):
    every = reading.as_("sponsor").get("/claims.json").json()["data"]["claims"]
    assert [one["verdict"] for one in every] == ["reverses", "weakened", "holds", None]
    one = reading.as_("sponsor").get("/claims/film.json").json()["data"]
    assert (one["verdict"], one["audit"]["cause"]["column"], one["on"]) == ("weakened", "month", "playbook:films")
    assert one["audit"]["says"][1].startswith("It would have been so without")


def test_who_sees_no_experiments_sees_no_claims(reading: Team):
    for role in ("front_line", "management"):
        assert reading.as_(role).get("/claims.json").status_code == 403
    assert [one["claim"] for one in reading.as_("market_lead").get("/claims.json").json()["data"]["claims"]] == ["dear"]
    assert reading.as_("market_lead").get("/claims/film").status_code == 404


def test_the_test_that_decides_it_is_laid_into_the_form(reading: Team):
    page = main_of(reading.as_("exploit_lead").get("/experiments?claim=film").text)
    for words in ("film summer (not autumn) moves drinks", "autumn\nsummer", 'value="drinks"'):
        assert words in page
    other = main_of(reading.as_("exploit_lead").get(f"/experiments?claim={quote(HOSTILE)}").text)
    assert "moves drinks" not in other


def test_a_file_is_audited_for_the_reader_alone(team: Team, tmp_path: Path):
    before = len(claims(team))
    made = audit(team, "exploit_lead", written(film_and_drink(), tmp_path / "film.csv"))
    assert made.status_code == 200, made.text
    data = made.json()["data"]
    assert (data["verdict"], data["cause"]["column"], data["kept"]) == ("weakened", "month", None)
    assert len(claims(team)) == before


def test_a_file_with_a_sentence_is_kept(team: Team, tmp_path: Path):
    file = written(by_lot(), tmp_path / "lot.csv")
    made = audit(team, "exploit_lead", file, exposure="called", says="Calls sell drinks.", on="playbook:calls")
    assert made.status_code == 200, made.text
    one = claims(team)["calls-sell-drinks"]
    assert (one.verdict, one.on, one.source, one.standing) == ("holds", "playbook:calls", "lot.csv", "decided")
    assert first_of(team.as_("exploit_lead").get("/claims/calls-sell-drinks").text) == "Calls sell drinks."


def test_a_market_lead_keeps_what_is_of_the_own_market(team: Team, tmp_path: Path):
    file = written(by_lot(), tmp_path / "lot.csv")
    said: dict[str, Any] = {"exposure": "called", "says": "Calls sell here."}
    assert audit(team, "market_lead", file, **said).status_code == 403
    assert audit(team, "market_lead", file, **said, market="UK").status_code == 200
    assert claims(team)["calls-sell-here"].market == "UK"


def test_a_wrong_file_is_refused_in_words_and_nothing_is_kept(team: Team, tmp_path: Path):
    before = len(claims(team))
    file = written(by_lot(), tmp_path / "lot.csv")
    refused = audit(team, "exploit_lead", file, says="It sells.")
    assert refused.status_code == 409
    assert "there is no column" in json.dumps(refused.json())
    assert "called" in json.dumps(refused.json())
    file.write_bytes(b"\x00\x01 no table")
    assert audit(team, "exploit_lead", file, says="It sells.").status_code == 409
    assert audit(team, "front_line", file).status_code == 403
    assert len(claims(team)) == before


def test_an_empty_page_teaches_with_the_film_and_the_drink(tmp_path: Path):
    from taktgeber.desks.audit.claims_page import claims as page
    from tests.desks.visiting import accounts_of, visit_of, words_of

    with make_house(tmp_path / "house", data=False) as house:
        made = page(visit_of(house, accounts_of(house), SPONSOR))
    assert "The film did not make them thirsty: the sun did." in words_of(made)
    assert made.empty is not None
    assert [form.act for form in made.empty.forms] == ["audit-claim"]
