"""Deciding on the web: who may, what is asked for, and what the second approver is told."""

from __future__ import annotations

import pytest

from taktgeber.govern import PROPOSALS
from tests.web.team import Team


def waiting(team: Team, decider: str) -> str:
    """The key of the proposal that asks for the role."""
    decisions = team.as_("sponsor").get("/today.json").json()["data"]["decisions"]
    return next(d["key"] for d in decisions if d["decider"] == decider)


def decide(team: Team, role: str, key: str, verdict: str = "approve", **more: object):
    return team.as_(role).post("/api/v1/decide", json={"key": key, "verdict": verdict, **more})


def state(team: Team, key: str):
    return team.web.visits.house().book.state(PROPOSALS).all[key]


def test_who_holds_the_role_approves_and_is_told_the_entry_and_the_head(team: Team) -> None:
    key = waiting(team, "explore_lead")
    answer = decide(team, "explore_lead", key).json()
    assert answer["data"]["head"] == team.web.visits.house().book.head()
    assert str(answer["data"]["entry"]) in answer["says"][0]
    assert answer["data"]["sets"], "an approved bet enters its test with it"
    assert state(team, key).decision.actor == team.people["explore_lead"]


@pytest.mark.parametrize("role", ["exploit_lead", "sponsor", "market_lead"])
def test_a_proposal_of_another_hand_is_refused_and_says_who_decides(team: Team, role: str) -> None:
    head = team.web.visits.house().book.head()
    answer = decide(team, role, waiting(team, "explore_lead"))
    assert answer.status_code == 403
    assert "explore lead" in answer.json()["refused"]
    assert team.web.visits.house().book.head() == head


def test_the_second_approver_is_told_who_decided_and_when(team: Team) -> None:
    key = waiting(team, "sponsor")
    first = decide(team, "sponsor", key).json()["data"]
    second = decide(team, "sponsor", key, "reject", reason="too late")
    assert second.status_code == 409
    assert "approved already, by the sponsor on 9 Jun 2025 at 12:00 UTC" in second.json()["refused"]
    assert f"(entry {first['entry']})" in second.json()["refused"]


def test_a_version_that_was_not_read_is_not_decided(team: Team) -> None:
    key = waiting(team, "explore_lead")
    answer = decide(team, "explore_lead", key, digest="0" * 64)
    assert answer.status_code == 409
    assert "changed after it was read" in answer.json()["refused"]
    assert state(team, key).state == "waiting"


def test_an_override_moves_what_was_typed_and_nothing_else(team: Team) -> None:
    key = waiting(team, "explore_lead")
    decide(team, "explore_lead", key, "override", amount=["40.50"], reason="half of it is enough")
    instead = state(team, key).decision.instead
    assert [(m.source, m.target, m.amount.minor) for m in instead] == [
        (m.source, m.target, 4050) for m in state(team, key).proposal.moves
    ]


@pytest.mark.parametrize(
    ("verdict", "more"), [("override", {"amount": ["40.50"]}), ("reject", {}), ("override", {"reason": "x"})]
)
def test_an_override_or_a_rejection_without_its_reason_or_amount_changes_nothing(team: Team, verdict, more) -> None:
    key = waiting(team, "explore_lead")
    assert decide(team, "explore_lead", key, verdict, **more).status_code == 409
    assert state(team, key).state == "waiting"


def test_the_form_of_the_page_decides_and_the_page_then_says_so(team: Team) -> None:
    lead, key = team.as_("explore_lead"), waiting(team, "explore_lead")
    page = lead.get("/today").text
    assert "Override" in page
    assert f'value="{key}"' in page
    digest = state(team, key).digest
    form = {"key": key, "verdict": "approve", "digest": digest, "_back": "/today"}
    assert lead.post("/act/decide", data=form).headers["location"] == "/today"
    after = lead.get("/today").text
    assert "Approved. It stands in the ledger as entry" in after
    assert "✓ approved" in after
    assert team.people["explore_lead"] not in after


def test_a_refused_form_keeps_what_was_typed(team: Team) -> None:
    lead, key = team.as_("explore_lead"), waiting(team, "explore_lead")
    form = {"key": key, "verdict": "override", "amount": "1,5", "reason": "because of this", "_back": "/today",
            "digest": state(team, key).digest}  # fmt: skip
    refused = lead.post("/act/decide", data=form)
    assert refused.status_code == 409
    assert "because of this" in refused.text
    assert "1,5" in refused.text


def test_of_two_who_approve_at_once_one_decides_and_the_other_is_told(team: Team, monkeypatch) -> None:
    """The second finds the proposal waiting when it looks, and decided when it writes."""
    from taktgeber import govern

    key, write = waiting(team, "sponsor"), govern.decide_proposal

    def faster(book, key, verdict, reason, actor, instead):
        write(book, key, "approve", "", actor, instead)
        return write(book, key, verdict, reason, actor, instead)

    monkeypatch.setattr(govern, "decide_proposal", faster)
    answer = decide(team, "sponsor", key, "reject", reason="too late")
    assert answer.status_code == 409
    assert "approved already, by the sponsor" in answer.json()["refused"]
    assert answer.json()["entry"] == team.web.visits.house().book.count()
    assert state(team, key).state == "approved"
