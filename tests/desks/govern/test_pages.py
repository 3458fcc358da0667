"""The ledger on the web: read by question, entered by form, stopped at once; each sees what its role sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from taktgeber.core import Money
from taktgeber.govern import AUTOMATION, POLICIES, open_book
from tests.cycle.small_house import EXPLOIT_LEAD, LAB_LEAD, SPONSOR
from tests.web.team import NOW, Team

GOAL = {"goal": "lab-bonus", "person": LAB_LEAD, "unit": "lab", "metric": "ROAS", "first": "2025-01-06", "pay": "true",
        "known_from": "HR list", "known_on": "2025-06-01"}  # fmt: skip
POLICY = {"policy": "pause", "scope": "performance", "autonomy": "auto", "limit": Money(50_000, "GBP"),
          "accountable": EXPLOIT_LEAD, "stopped": False}  # fmt: skip


def enter(team: Team, *items: tuple[str, dict[str, Any]], decided: bool = True) -> None:
    with open_book(team.root / ".takt/ledger.sqlite", clock=lambda: NOW) as book:
        for kind, body in items:
            if decided:
                book.decide(kind, body, SPONSOR)
            else:
                book.found(kind, body, SPONSOR, "press, 2025-06-01")


def test_the_ledger_says_that_it_is_whole_and_shows_the_newest_first(reading_team: Team) -> None:
    page = reading_team.as_("auditor").get("/ledger.json").json()
    numbers = [entry["entry"] for entry in page["data"]["entries"]]
    assert numbers == sorted(numbers, reverse=True)
    assert f"The ledger is whole: {numbers[0]} entries" in page["sentence"]


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("kind=mandate", lambda e: e["kind"] == "mandate"),
        (f"person={LAB_LEAD}", lambda e: LAB_LEAD in str(e)),
        ("q=CIRCLE", lambda e: "circle" in str(e)),
        ("before=5", lambda e: e["entry"] < 5),
    ],
)
def test_a_question_shows_what_answers_it(
    reading_team: Team, asked: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    found = reading_team.as_("auditor").get(f"/ledger.json?{asked}").json()["data"]["entries"]
    assert found
    assert all(map(holds, found))
    assert len(reading_team.as_("auditor").get("/ledger.json").json()["data"]["entries"]) > len(found)


def test_a_question_of_a_long_ledger_looks_back_a_stretch_and_goes_on_from_there(team: Team) -> None:
    path = team.root / ".takt/ledger.sqlite"
    with open_book(path, clock=lambda: NOW) as book:
        book.found_all([("event", {"event": f"e{n}", "says": "x"}) for n in range(6000)], SPONSOR, "press")
    auditor = team.as_("auditor")
    first = auditor.get("/ledger.json?q=boxes").json()["data"]
    assert first["entries"] == []
    assert first["before"] == first["back_to"]
    then = auditor.get(f"/ledger.json?q=boxes&before={first['before']}").json()["data"]
    assert then["entries"]
    assert "Look further back" in auditor.get("/ledger?q=boxes").text


def test_an_entry_says_its_body_its_links_and_its_place_in_the_chain(reading_team: Team) -> None:
    auditor = reading_team.as_("auditor")
    planned = auditor.get("/ledger.json?kind=planned").json()["data"]["entries"][0]
    page = auditor.get(f"/ledger/{planned['entry']}").text
    assert planned["hash"] in page
    assert all(each["proposal"]["id"] in page for each in planned["body"]["proposals"])
    sponsor = auditor.get("/ledger/1").text
    assert "sponsor" in sponsor


def test_a_decision_is_linked_to_its_plan(team: Team) -> None:
    lab = team.as_("explore_lead")
    mine = [d["key"] for d in lab.get("/today.json").json()["decisions"] if d["decider"] == "explore_lead"]
    assert (
        lab.post("/api/v1/decide", json={"key": mine[0], "verdict": "reject", "reason": "not now"}).status_code == 200
    )
    auditor = team.as_("auditor")
    decision = auditor.get("/ledger.json?kind=decision").json()["data"]["entries"][0]["entry"]
    planned = auditor.get("/ledger.json?kind=planned").json()["data"]["entries"][0]["entry"]
    assert planned in auditor.get(f"/ledger/{decision}.json").json()["data"]["links"]
    assert decision in auditor.get(f"/ledger/{planned}.json").json()["data"]["links"]


@pytest.mark.parametrize("role", ["exploit_lead", "explore_lead", "market_lead", "front_line", "operations", "partner"])
def test_a_narrow_role_sees_its_own_part_and_no_more(reading_team: Team, role: str) -> None:
    own = {"exploit_lead": "exploit", "explore_lead": "explore"}.get(role)
    every = reading_team.as_("auditor").get("/ledger.json").json()["data"]["entries"]
    seen = reading_team.as_(role).get("/ledger.json").json()["data"]["entries"]
    assert {e["entry"] for e in seen} < {e["entry"] for e in every}
    other = {"exploit": "lab", "explore": "performance"}.get(own or "")
    person = reading_team.people[role]
    for entry in seen:
        about_me = person in str(entry["body"]) or entry["actor"] == person
        assert about_me or (own and f"'unit': '{other}'" not in str(entry["body"]))
    hidden = ({e["entry"] for e in every} - {e["entry"] for e in seen}).pop()
    assert reading_team.as_(role).get(f"/ledger/{hidden}").status_code == 403
    assert reading_team.as_(role).get("/ledger/as-of").status_code == 403


def test_what_is_found_is_accepted_and_its_breach_is_shown_with_who_can_mend_it(team: Team) -> None:
    analyst = team.as_("analyst")
    assert analyst.post("/act/enter-found-goal", data=GOAL).status_code == 303
    told = analyst.get("/ledger/enter/goal").text
    assert "Entered as found" in told
    assert "can mend it" in told
    breaches = team.as_("auditor").get("/ledger/breaches").text
    assert "House rule 1" in breaches
    assert "explore lead" in breaches


def test_a_refused_decision_names_the_rule_and_the_entry_that_keeps_it(team: Team) -> None:
    body = {name: value for name, value in GOAL.items() if not name.startswith("known")} | {"pay": True}
    answer = team.as_("sponsor").post("/api/v1/enter-decided-goal", json=body)
    assert answer.status_code == 409
    assert answer.json()["rule"] == 1
    refusals = team.as_("auditor").get("/ledger/refusals").text
    assert f"/ledger/{answer.json()['entry']}" in refusals


def test_a_lead_decides_nothing_of_the_other_hand(team: Team) -> None:
    goal = {"goal": "g", "person": LAB_LEAD, "unit": "lab", "metric": "lessons learned", "first": "2025-06-09"}
    assert team.as_("exploit_lead").post("/api/v1/enter-decided-goal", json=goal).status_code == 403
    assert team.as_("explore_lead").post("/api/v1/enter-decided-goal", json=goal).status_code == 200
    metric = {"metric": "smiles", "measures": "other", "unit": "smiles"}
    assert team.as_("explore_lead").post("/api/v1/enter-decided-metric", json=metric).status_code == 403
    taken = {"unit": "lab", "name": "Lab", "mode": "exploit"}
    assert team.as_("exploit_lead").post("/api/v1/enter-decided-unit", json=taken).status_code == 403


@pytest.mark.parametrize(("written", "share"), [("12.5", 0.125), ("12,5 %", 0.125), ("100", 1.0)])
def test_a_share_is_written_in_per_cent(team: Team, written: str, share: float) -> None:
    body = {"share": written, "first": "2025-06-09", "band_low": "10", "band_high": "100", "path": "2026-01-05 40",
            "reason": "test"}  # fmt: skip
    sent = team.as_("sponsor").post(
        "/api/v1/enter-found-reserve", json=body | {"known_from": "x", "known_on": "2025-06-09"}
    )
    assert sent.status_code == 200, sent.text
    kept = sent.json()["data"]["entry"]["body"]
    assert (kept["share"], kept["band"], kept["path"]) == (
        share, {"low": 0.1, "high": 1.0}, [{"day": "2026-01-05", "share": 0.4}],
    )  # fmt: skip


def test_every_kind_has_a_form_with_words_and_lets_what_is_so_in(team: Team) -> None:
    from taktgeber.govern.entering import enterable

    sponsor = team.as_("sponsor")
    for one in enterable():
        page = sponsor.get(f"/ledger/enter/{one.kind}")
        assert page.status_code == 200, one.kind
        assert f'action="/act/enter-found-{one.kind}"' in page.text
    event = {"event": "rival-opens", "kind": "rival", "says": "It opens next door.", "day": "2025-06-01"}
    said = sponsor.post("/api/v1/enter-found-event", json=event | {"known_from": "press", "known_on": "2025-06-01"})
    assert said.status_code == 200, said.text


def test_the_front_line_stops_at_once_and_owes_a_reason_until_it_is_given(team: Team) -> None:
    enter(team, ("policy", POLICY))
    front = team.as_("front_line")
    assert "Stop" in front.get("/operations/automation").text
    assert front.post("/api/v1/stop-automatic", json={"policy": "pause"}).status_code == 409
    stopped = front.post("/api/v1/stop-automatic", json={"policy": "pause", "sake": True})
    assert stopped.status_code == 200
    with open_book(team.root / ".takt/ledger.sqlite") as book:
        assert book.state(POLICIES)["pause"].stopped
    page = team.as_("exploit_lead").get("/operations/automation").text
    assert "owed" in page
    halt = stopped.json()["data"]["entry"]["entry"]
    reason = {"halt": halt, "reason": "A customer was promised another price."}
    assert team.as_("operations").post("/api/v1/reason-automatic", json=reason).status_code == 409
    assert front.post("/api/v1/reason-automatic", json=reason).status_code == 200
    with open_book(team.root / ".takt/ledger.sqlite") as book:
        assert book.state(AUTOMATION).owed == ()


def test_who_answers_for_a_policy_starts_it_again_and_the_other_hand_does_not(team: Team) -> None:
    enter(team, ("policy", POLICY))
    assert (
        team.as_("front_line").post("/api/v1/stop-automatic", json={"policy": "pause", "sake": True}).status_code == 200
    )
    for role, status in (("front_line", 403), ("explore_lead", 403), ("exploit_lead", 200)):
        answer = team.as_(role).post("/api/v1/start-automatic", json={"policy": "pause"})
        assert answer.status_code == status, (role, answer.text)


def test_verifying_says_whether_a_head_stands_in_the_chain(reading_team: Team) -> None:
    auditor = reading_team.as_("auditor")
    head = auditor.get("/ledger.json").json()["data"]["head"]
    assert "is whole" in auditor.post("/api/v1/verify-ledger", json={"head": head}).json()["says"][0]
    lost = auditor.post("/api/v1/verify-ledger", json={"head": "0" * 63 + "1"}).json()
    assert lost["code"] == 1
    assert "nowhere in this ledger" in lost["says"][0]
    assert auditor.post("/api/v1/verify-ledger", json={"head": "abc"}).status_code == 409


def test_a_long_ledger_is_verified_aside_and_says_how_long_it_takes(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from taktgeber.desks.govern import verifying
    from taktgeber.govern.aside import wait

    monkeypatch.setattr(verifying, "AT_ONCE", 5)
    monkeypatch.setattr(verifying, "QUIETLY", 5)
    auditor = team.as_("auditor")
    assert "not been verified" in auditor.get("/ledger.json").json()["sentence"]
    said = auditor.post("/api/v1/verify-ledger", json={}).json()
    assert "takes about 1 s" in said["says"][0]
    done = wait(team.root / ".takt/ledger.sqlite")
    assert done is not None
    assert done.broken is None
    assert "is whole" in auditor.get("/ledger.json").json()["sentence"]


def test_a_formula_stays_text_in_the_table_for_spreadsheets(team: Team) -> None:
    enter(team, ("event", {"event": "e", "says": "x"}), decided=False)
    with open_book(team.root / ".takt/ledger.sqlite") as book:
        book.found("event", {"event": "f", "says": "x"}, SPONSOR, '=HYPERLINK("http://x.example")')
    sheet = team.as_("auditor").get("/ledger/entries.csv?kind=event")
    assert sheet.headers["content-disposition"].startswith("attachment")
    assert "\"'=HYPERLINK" in sheet.text
    assert ",=HYPERLINK" not in sheet.text


def test_the_past_is_what_the_ledger_knew_that_evening(reading_team: Team) -> None:
    auditor = reading_team.as_("auditor")
    assert auditor.get("/ledger/as-of.json?day=2025-06-08").json()["data"]["units"] == []
    assert auditor.get(f"/ledger/as-of.json?day={NOW.date()}").json()["data"]["units"]


def test_no_entry_is_said_in_words(reading_team: Team) -> None:
    for asked in ("0", "999999", "x", "9" * 40, "1%00"):
        answer = reading_team.as_("auditor").get(f"/ledger/{asked}.json")
        assert answer.status_code == 404, asked
        assert "no entry" in answer.json()["refused"]


def test_an_entry_that_only_looks_like_a_house_value_is_shown_as_it_is(team: Team) -> None:
    odd = {"event": "odd", "says": {"is": "Text", "msgid": "{x.__class__}", "values": {"x.__class__": 1}}}
    enter(team, ("event", odd), decided=False)
    auditor = team.as_("auditor")
    number = auditor.get("/ledger.json?kind=event").json()["data"]["entries"][0]["entry"]
    assert auditor.get("/ledger").status_code == 200
    assert auditor.get(f"/ledger/{number}").status_code == 200


def test_an_entry_leads_only_to_entries_that_its_reader_may_open(team: Team) -> None:
    enter(team, ("policy", POLICY))
    clerk = team.as_("front_line")
    stop = clerk.post("/api/v1/stop-automatic", json={"policy": "pause", "reason": "it annoys"}).json()
    mine = stop["data"]["entry"]["entry"]
    linked = set(re.findall(r'href="(/ledger/\d+)"', clerk.get(f"/ledger/{mine}").text))
    assert [path for path in linked if clerk.get(path).status_code != 200] == []
    assert f"/ledger/{mine - 1}" not in linked
    assert f'href="/ledger/{mine - 1}"' in team.as_("auditor").get(f"/ledger/{mine}").text
