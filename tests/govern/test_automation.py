"""The stop switch: anybody stops at once, who answers for it starts again, and a reason is owed until it is given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from taktgeber.core import Money, Refusal
from taktgeber.govern import AUTOMATION, POLICIES, LedgerBook

from .cast import CLERK, CREW, LAB, SPONSOR

PAUSE = {"policy": "pause", "scope": "performance", "autonomy": "auto", "limit": Money(50_000, "GBP"),
         "accountable": CREW, "stopped": False}  # fmt: skip
ACT = {"policy": "pause", "what": "paused an ad", "amount": Money(20_000, "GBP"), "accountable": CREW}


@pytest.fixture
def running(firm: LedgerBook) -> LedgerBook:
    firm.decide("policy", PAUSE, SPONSOR)
    return firm


def test_a_found_stop_stops_what_was_decided_and_the_next_action_is_refused(running: LedgerBook) -> None:
    running.decide("automatic", ACT, CREW)
    stop = running.found("halt", {"policy": "pause", "sake": True}, CLERK, "stop switch")
    assert running.state(POLICIES)["pause"].stopped
    with pytest.raises(Refusal, match=f"is stopped \\(entry {stop.seq}\\)") as refused:
        running.decide("automatic", ACT, CREW)
    assert refused.value.rule == 4
    assert running.state(AUTOMATION).of("pause").count == 1


def test_a_found_policy_does_not_undo_a_stop(running: LedgerBook) -> None:
    running.found("halt", {"policy": "pause", "sake": False, "reason": "wrong prices"}, CLERK, "stop switch")
    running.found("policy", PAUSE, CLERK, "a list")
    assert running.state(POLICIES)["pause"].stopped


@pytest.mark.parametrize("actor", [CREW, SPONSOR])
def test_who_answers_for_it_or_the_sponsor_starts_it_again(running: LedgerBook, actor: str) -> None:
    running.found("halt", {"policy": "pause", "sake": True}, CLERK, "stop switch")
    running.decide("policy", PAUSE, actor)
    running.decide("automatic", ACT, CREW)


def test_a_holder_of_the_same_role_starts_it_again_and_nobody_else_does(running: LedgerBook) -> None:
    for person in (CREW, CLERK):
        role = {"person": person, "role": "operations", "first": "2025-03-10"}
        running.decide("role", role, SPONSOR)
    running.found("halt", {"policy": "pause", "sake": True}, LAB, "stop switch")
    with pytest.raises(Refusal, match="does not answer for it"):
        running.decide("policy", PAUSE, LAB)
    running.decide("policy", PAUSE, CLERK)


def test_a_reason_is_owed_until_it_is_given_and_due_in_a_day(running: LedgerBook) -> None:
    stop = running.found("halt", {"policy": "pause", "sake": True}, CLERK, "stop switch")
    owed = running.state(AUTOMATION).owed
    assert [(h.entry, h.by, h.due - h.at) for h in owed] == [(stop.seq, CLERK, timedelta(days=1))]
    running.found("reason", {"halt": stop.seq, "reason": "A customer was told a wrong price."}, CLERK, "stop switch")
    assert running.state(AUTOMATION).owed == ()
    assert running.state(AUTOMATION).of("pause").halts[-1].reason == "A customer was told a wrong price."


def test_the_newest_come_first_and_only_as_far_as_they_are_taken(running: LedgerBook) -> None:
    running.found_all([("event", {"event": f"e{n}", "says": "x"}) for n in range(600)], CLERK, "press")
    backwards = [entry.seq for entry in running.newest()]
    assert backwards == list(range(running.count(), 0, -1))
    assert [e.kind for e in running.newest(kind="policy")] == ["policy"]
    assert next(running.newest(before=10)).seq == 9
    assert running.entry(1).seq == 1  # type: ignore[union-attr]
    assert running.entry(10**9) is None
