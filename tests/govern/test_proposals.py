"""Proposals and decisions: who may decide what, once, on which version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taktgeber.core import Money, Move, Period, encode
from taktgeber.govern import (
    MACHINE,
    PROPOSALS,
    UNITS,
    LedgerBook,
    amend_proposal,
    append_plan,
    close_entry,
    decide_proposal,
)  # fmt: skip

from .cast import BEAT, CLERK, CREW, LAB, SPONSOR, plan, proposal, refused, role, setting, unit
from .stores import both_stores

place = both_stores
KEY = "2025-06-09/pulse"
INSTEAD = (Move("unit:performance", "held", Money(40_000, "GBP")),)


@pytest.fixture
def planned(firm: LedgerBook) -> LedgerBook:
    firm.decide("role", role(CLERK, "analyst"), SPONSOR)
    append_plan(firm, plan(proposal("pulse"), proposal("holdout", excludes=("pulse",))), "d" * 64)
    return firm


def state_of(book: LedgerBook, key: str = KEY) -> str:
    return book.state(PROPOSALS).all[key].state


def test_a_proposal_waits_and_is_approved_by_who_holds_its_role(planned: LedgerBook):
    assert planned.state(PROPOSALS).waiting == (KEY, "2025-06-09/holdout")
    entry = decide_proposal(planned, "pulse", "approve", "", CREW)
    held = planned.state(PROPOSALS).all[KEY]
    assert (held.state, held.decision.actor, held.decision.alone) == ("approved", CREW, False)  # type: ignore[union-attr]
    assert entry.payload["digest"] == held.digest
    assert held.proposal == proposal("pulse")


def test_the_sponsor_may_decide_in_the_leads_place(planned: LedgerBook):
    assert decide_proposal(planned, KEY, "approve", "", SPONSOR).standing == "decided"


@pytest.mark.parametrize("actor", [CLERK, LAB, "p-0000", MACHINE])
def test_nobody_else_decides_it(planned: LedgerBook, actor: str):
    wrong = refused(decide_proposal, planned, KEY, "approve", "", actor)
    assert wrong.rule is None
    assert wrong.entry == planned.count()
    assert state_of(planned) == "waiting"


def test_a_role_that_was_only_found_permits_nothing(planned: LedgerBook):
    planned.found("role", role(CLERK, "exploit_lead"), CLERK, "HR list, 2025-03-10")
    assert "not exploit lead by decision" in str(refused(decide_proposal, planned, KEY, "approve", "", CLERK))


@pytest.mark.parametrize(
    ("verdict", "reason", "instead", "why"),
    [
        ("override", "", INSTEAD, "says why"),
        ("override", "the trade fair", (), "what happens instead"),
        ("reject", " ", (), "says why"),
        ("approve", "", INSTEAD, "only an override"),
        ("override", "so", (Move("unit:performance", "my pocket", Money(1, "GBP")),), "not a list of moves"),
    ],
)
def test_a_decision_is_whole(planned: LedgerBook, verdict: str, reason: str, instead: tuple[Move, ...], why: str):
    assert why in str(refused(decide_proposal, planned, KEY, verdict, reason, CREW, instead))
    assert state_of(planned) == "waiting"


def test_an_override_keeps_its_reason_and_what_happens_instead(planned: LedgerBook):
    decide_proposal(planned, KEY, "override", "the trade fair empties the stock", CREW, INSTEAD)
    held = planned.state(PROPOSALS).all[KEY]
    assert (held.state, held.decision.instead) == ("overridden", INSTEAD)  # type: ignore[union-attr]


def test_a_proposal_is_decided_once(planned: LedgerBook):
    decide_proposal(planned, KEY, "reject", "not now", CREW)
    assert "it is rejected" in str(refused(decide_proposal, planned, KEY, "approve", "", CREW))


def test_two_that_exclude_each_other_are_not_both_approved_whoever_says_so(planned: LedgerBook):
    decide_proposal(planned, KEY, "approve", "", CREW)
    assert "it excludes 2025-06-09/pulse" in str(refused(decide_proposal, planned, "holdout", "approve", "", CREW))
    assert decide_proposal(planned, "holdout", "reject", "the other runs", CREW).kind == "decision"


def test_an_edit_is_a_new_version_and_voids_the_approval(planned: LedgerBook):
    decide_proposal(planned, KEY, "approve", "", CREW)
    smaller = encode(replace(proposal("pulse"), moves=INSTEAD))
    amend_proposal(planned, KEY, smaller, CLERK)
    held = planned.state(PROPOSALS).all[KEY]
    assert (held.state, held.version, held.author, held.decision) == ("waiting", 2, CLERK, None)


def test_a_stale_digest_decides_nothing(planned: LedgerBook):
    old = planned.state(PROPOSALS).all[KEY]
    amend_proposal(planned, KEY, encode(replace(proposal("pulse"), moves=INSTEAD)), CLERK)
    body = {"proposal": KEY, "plan": old.plan.digest, "digest": old.digest, "verdict": "approve"}
    assert "changed after it was read" in str(refused(planned.decide, "decision", body, CREW))


def test_an_amendment_does_not_hand_itself_to_another_decider(planned: LedgerBook):
    easier = encode(replace(proposal("pulse"), decider="analyst"))
    assert "who decides" in str(refused(amend_proposal, planned, KEY, easier, CLERK))


def test_who_wrote_a_version_does_not_approve_it(planned: LedgerBook):
    amend_proposal(planned, KEY, encode(replace(proposal("pulse"), moves=INSTEAD)), CREW)
    assert "does not approve it too" in str(refused(decide_proposal, planned, KEY, "approve", "", CREW))
    planned.decide("firm", {"people": 4}, SPONSOR)
    assert refused(decide_proposal, planned, KEY, "approve", "", CREW).rule is None
    planned.found("firm", {"people": 1}, CREW, "register, 2025-03-10")
    assert refused(decide_proposal, planned, KEY, "approve", "", CREW).rule is None
    assert "no sponsor" in str(refused(planned.decide, "firm", {"people": 2}, CREW))
    planned.decide("firm", {"people": 3}, SPONSOR)
    entry = decide_proposal(planned, KEY, "approve", "", CREW)
    assert entry.payload["alone"] is True
    assert planned.state(PROPOSALS).all[KEY].decision.alone  # type: ignore[union-attr]


def test_a_later_beat_expires_what_waits_and_keeps_what_was_decided(planned: LedgerBook):
    decide_proposal(planned, KEY, "approve", "", CREW)
    append_plan(planned, plan(proposal("next"), beat=BEAT.after()), "e" * 64)
    assert state_of(planned) == "approved"
    assert state_of(planned, "2025-06-09/holdout") == "expired"
    assert "it is expired" in str(refused(decide_proposal, planned, "2025-06-09/holdout", "approve", "", CREW))
    decide_proposal(planned, "2025-09-08/next", "approve", "", CREW)
    assert "later beat has been planned" in str(refused(append_plan, planned, plan(proposal("late")), "f" * 64))


def test_a_later_plan_that_nobody_decided_on_gives_way_to_an_earlier_beat(planned: LedgerBook):
    append_plan(planned, plan(proposal("next"), beat=BEAT.after()), "e" * 64)
    append_plan(planned, plan(proposal("early")), "f" * 64)
    assert state_of(planned, "2025-09-08/next") == "expired"
    assert state_of(planned, "2025-06-09/early") == "waiting"


def test_a_new_plan_of_the_same_beat_changes_only_what_waits(planned: LedgerBook):
    decide_proposal(planned, KEY, "approve", "", CREW)
    changed = replace(proposal("holdout"), moves=INSTEAD)
    append_plan(planned, plan(replace(proposal("pulse"), moves=INSTEAD), changed), "e" * 64)
    assert state_of(planned) == "approved"
    assert planned.state(PROPOSALS).all["2025-06-09/holdout"].version == 2


def score(key: str = KEY) -> dict[str, object]:
    return {"proposal": key, "metric": "orders", "expected": 40, "outcome": 38, "inside": True}


def test_close_scores_what_was_approved_once(planned: LedgerBook):
    assert "nothing to score" in str(refused(close_entry, planned, BEAT, [score()]))
    decide_proposal(planned, KEY, "approve", "", CREW)
    close_entry(planned, BEAT, [score()])
    assert state_of(planned) == "closed"
    assert planned.state(PROPOSALS).all[KEY].scores == (score(),)
    assert "has been scored" in str(refused(close_entry, planned, BEAT, [score()]))
    assert refused(planned.decide, "closed", {"beat": encode(BEAT), "scores": [score()]}, CREW).rule is None


def test_people_author_no_plan_and_no_digest_is_made_up(firm: LedgerBook):
    body = {"plan": "d" * 64, "beat": encode(BEAT), "past": encode(BEAT.before()), "snapshot": "s",
            "proposals": [{"digest": "0" * 64, "proposal": encode(proposal("pulse"))}]}  # fmt: skip
    assert "gathered by the machine" in str(refused(firm.decide, "planned", body, CREW))
    assert "is not its own" in str(refused(firm.decide, "planned", body, MACHINE))


def test_a_found_plan_or_decision_moves_no_proposal(planned: LedgerBook):
    old = planned.state(PROPOSALS)
    body = {"proposal": KEY, "plan": "d" * 64, "digest": old.all[KEY].digest, "verdict": "approve"}
    planned.found("decision", body, CREW, "minutes, 2025-06-01")
    assert planned.state(PROPOSALS) is old


def test_what_an_approved_proposal_sets_is_decided_with_it_by_any_way_in(firm: LedgerBook):
    append_plan(firm, plan(proposal("open", sets=(setting("unit", **unit("crm", "exploit")),))), "d" * 64)
    held = firm.state(PROPOSALS).all["2025-06-09/open"]
    body = {"proposal": held.key, "plan": "d" * 64, "digest": held.digest, "verdict": "approve"}
    firm.decide("decision", body, CREW)
    assert firm.state(UNITS).units["crm"].standing == "decided"


def test_a_plan_reaches_the_fold_as_it_was(planned: LedgerBook):
    (ref,) = planned.state(PROPOSALS).plans
    assert (ref.digest, ref.beat, ref.past, ref.snapshot) == ("d" * 64, BEAT, BEAT.before(), "snapshot")
    assert isinstance(ref.beat, Period)
