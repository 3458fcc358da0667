"""The demo's history: every chapter of docs/demo.md stands in the ledger, and was entered by the true way."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.balance import booked_money, explore_shares, portfolio
from taktgeber.core import Exact, Ratio, Refusal
from taktgeber.cycle import House
from taktgeber.demo.calendar import DAY_T, quarter
from taktgeber.demo.found import INITIATIVES
from taktgeber.evidence import REGISTRY
from taktgeber.explore import LAB
from taktgeber.govern import BREACHES, PEOPLE, PROPOSALS, REFUSALS, RESERVE
from tests.demo_company import Made

from .conftest import copied


def share(figure: object) -> float:
    assert isinstance(figure, Exact)
    assert isinstance(figure.value, Ratio)
    return figure.value.value


def test_the_ledger_is_whole_and_holds_no_name(made: Made, house: House) -> None:
    from taktgeber.demo.cast import MEMBERS

    assert house.book.verify() is None
    stored = b"".join(entry.body for entry in house.book.entries()).decode()
    assert not [called for called, terms in MEMBERS.values() if called in stored or (terms and terms in stored)]


def test_what_was_found_names_source_and_day_and_opened_breaches_of_rules_1_3_and_11(house: House) -> None:
    found = [e for e in house.book.entries() if e.standing == "found" and e.at.date() == DAY_T and e.kind != "breach"]
    assert len(found) > 30
    assert all(any(map(str.isdigit, entry.source)) for entry in found if entry.kind != "loaded")
    opened = {b.rule for b in house.book.state(BREACHES) if b.since == DAY_T}
    assert opened == {1, 3, 11}


def test_breaches_of_day_t_are_mended_and_those_of_the_tool_left_alone_and_the_small_step_wait(house: House) -> None:
    breaches = house.book.state(BREACHES)
    assert all(b.mended is not None for b in breaches if b.since == DAY_T)
    waiting = [b for b in breaches if b.mended is None]
    assert [b.rule for b in waiting] == [4, 11]
    assert all(b.owner for b in waiting)


def test_a_policy_with_a_limit_mends_the_breach_of_the_tool_left_alone(made: Made, tmp_path: Path) -> None:
    limit = {"is": "Money", "minor": 50_000, "currency": "GBP"}
    policy = {"policy": "smart-bidding", "scope": "bids of one campaign", "autonomy": "notify", "limit": limit,
              "accountable": made.demo.cast.performance, "stopped": False}  # fmt: skip
    with copied(made, tmp_path) as other:
        other.book.decide("policy", policy, made.demo.cast.owner)
        assert all(b.mended is not None for b in other.book.state(BREACHES) if b.rule == 4)


def test_the_bonus_has_ended_and_learning_took_its_place(made: Made, house: House) -> None:
    people = house.book.state(PEOPLE)
    goals = {g.goal for g in people.goals(quarter(9).first) if g.person == made.demo.cast.lab}
    assert goals == {"lab-learning"}
    assert "lab-bonus" in {g.goal for g in people.goals(quarter(6).last)}


def test_the_reserve_is_twelve_per_cent_with_a_dated_path_to_its_band(house: House) -> None:
    reserve = house.book.state(RESERVE)
    assert reserve.share_on(quarter(9).first) == 0.12
    assert reserve.share_on(quarter(12).first) == reserve.low == 0.30


def test_the_raid_of_october_is_found_and_the_second_one_is_refused_and_kept(house: House) -> None:
    raids = house.book.state(RESERVE).transfers
    assert [(t.standing, t.day.isoformat()) for t in raids] == [("found", "2024-10-14")]
    refused = [r for r in house.book.state(REFUSALS) if r.kind == "transfer"]
    assert [(r.rule, r.at.isoformat()) for r in refused] == [(3, "2025-05-12")]


def test_a_clerk_overrode_a_test_with_a_reason_and_the_event_occurred(made: Made, house: House) -> None:
    held = house.book.state(PROPOSALS).all["2025-03-10/exploit-pulse-meta"]
    assert held.decision is not None
    assert held.decision.verdict == "override"
    assert held.decision.actor == made.demo.cast.clerk
    assert "strike" in held.decision.reason
    events = [e for e in house.book.entries(kinds=("event",)) if e.payload["event"] == "carriers-strike"]
    assert len(events) == 1
    assert events[0].at > held.decision.at


def test_a_bet_failed_and_what_it_taught_is_reused_by_service(house: House) -> None:
    bet = house.book.state(PROPOSALS).all["2025-03-10/explore-bet-party-box"]
    assert bet.decision is not None
    assert bet.decision.verdict == "approve"
    assert "party-box" in house.book.state(LAB).stopped
    registry = house.book.state(REGISTRY)
    learned = registry.insights["packing-lists"]
    assert (learned.holds, learned.on, registry.used_by("packing-lists")) == (False, "party-box", ("service",))


def test_approved_proposals_had_numeric_forecasts_and_close_scored_them(house: House) -> None:
    """In quarter 7 the bet's stated chance alone: the test was overridden, so what it forecast never ran."""
    for beat, least in ((quarter(7), 1), (quarter(8), 4)):
        closed = [
            e
            for e in house.book.entries(kinds=("closed",))
            if e.payload["beat"]["first"]["day"] == beat.first.isoformat()
        ]
        assert len(closed) == 1
        scored = [s for s in closed[0].payload["scores"] if s["inside"] is not None or s.get("brier") is not None]
        assert len(scored) >= least


def test_the_claim_tested_in_quarter_8_is_far_above_what_was_caused(made: Made, house: House) -> None:
    """The reading's interval holds what the truth says, and the platform's claim lies outside of it."""
    (closed,) = [e for e in house.book.entries(kinds=("closed",)) if e.payload["beat"]["first"]["day"] == "2025-06-09"]
    caused = next(s["outcome"] for s in closed.payload["scores"] if s["metric"] == "caused_new_customers")
    effect = next(e for e in made.truth("effects") if e["quarter"] == 8 and e["channel"] == "Meta")
    assert caused["low"] <= effect["new_customers_caused"] <= caused["high"]
    assert effect["claimed_conversions"] > caused["high"]


def test_word_and_deed_stand_as_the_story_says(house: House) -> None:
    beat = house.beat(quarter(9))
    now = portfolio(beat, booked_money(beat))
    assert share(now.labelled) == pytest.approx(0.45, abs=0.005)
    assert share(now.by_deed) == pytest.approx(0.11, abs=0.005)
    assert share(now.disagreed) == pytest.approx(0.05, abs=0.005)
    assert now.unmapped.minor == 0


def test_the_labs_share_fell_quarter_by_quarter_while_nobody_held_it(house: House) -> None:
    beat = house.beat(quarter(9))
    shares = [s.value for s in explore_shares(beat, booked_money(beat))]
    assert len(shares) == 8
    found = shares[:6]
    assert found == sorted(found, reverse=True)
    assert shares[-1] is not None
    assert found[-1] is not None
    assert shares[-1] > found[-1]


def test_relabelling_an_initiative_moves_the_labelled_share_alone(made: Made, tmp_path: Path) -> None:
    with copied(made, tmp_path) as other:
        before = portfolio(other.beat(quarter(9)), booked_money(other.beat(quarter(9))))
        body = {"initiative": "creators", **INITIATIVES["creators"], "labels": ["routine"]}
        other.book.decide("initiative", body, made.demo.cast.performance)
        after = portfolio(other.beat(quarter(9)), booked_money(other.beat(quarter(9))))
    assert share(after.labelled) < share(before.labelled) - 0.1
    assert (after.by_deed, after.disagreed) == (before.by_deed, before.disagreed)


def test_a_longer_horizon_moves_what_we_disagree_on_into_deed_alone(made: Made, tmp_path: Path) -> None:
    with copied(made, tmp_path) as other:
        before = portfolio(other.beat(quarter(9)), booked_money(other.beat(quarter(9))))
        body = {"initiative": "displays", **INITIATIVES["displays"], "horizon_beats": 5}
        other.book.decide("initiative", body, made.demo.cast.lab)
        after = portfolio(other.beat(quarter(9)), booked_money(other.beat(quarter(9))))
    assert after.labelled == before.labelled
    assert share(after.disagreed) == 0
    assert share(after.by_deed) == pytest.approx(share(before.by_deed) + share(before.disagreed))


def test_the_next_raid_is_refused_as_well(made: Made, house: House) -> None:
    head = house.book.head()
    amount = {"is": "Money", "minor": 100, "currency": "GBP"}
    body = {"source": "reserve:explore", "target": "channel:Meta", "amount": amount, "day": "2025-09-08"}
    with pytest.raises(Refusal, match="Means leave exploration only by the sponsor"):
        house.book.decide("transfer", body, made.demo.cast.owner)
    assert house.book.head() != head
