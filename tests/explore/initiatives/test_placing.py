"""Placed between incremental and radical; what is a small step leaves the lab by decision of both leads."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from taktgeber.core import Money, Refusal
from taktgeber.core.format import show
from taktgeber.cycle import House
from taktgeber.evidence import REGISTRY
from taktgeber.explore import LAB
from taktgeber.explore.initiatives import (
    change_initiative,
    place_initiative,
    placed,
    placement_findings,
    proved_incremental,
    release_proposals,
    start_initiative,
    step_of,
)
from taktgeber.explore.initiatives.board import board, lab_initiatives, stage_table, stand_of
from taktgeber.explore.initiatives.placement_words import placement_picture, placement_table
from taktgeber.govern import BREACHES, INITIATIVES, Initiative
from tests.cycle.small_house import EXPLOIT_LEAD, FIRST, LAB_LEAD, PLANNED, SPONSOR, make_house

NEAR = {"technology": 0, "market": 0, "proposition": 1}
FAR = {"technology": 1, "market": 1, "proposition": 2}
PARTS = ("technology", "market", "proposition")


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


@pytest.fixture
def shelf(house: House) -> str:
    body = {"name": "Shelf", "unknown": "whether it comes back", "lose": Money(300_00, "GBP"), "until": "2025-09-07"}
    return start_initiative(house.book, body, LAB_LEAD).payload["initiative"]


def running(house: House) -> list[Initiative]:
    return [one for one in lab_initiatives(house.book) if one.state != "stopped"]


def proposals(house: House):
    return {one.id: one for one in release_proposals(house.beat(PLANNED), running(house))}


def approve(house: House, which: str, actor: str) -> None:
    for setting in proposals(house)[which].sets:
        house.book.decide(setting.kind, setting.body, actor)


# placing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", list(product((0, 1, 2), repeat=3)))
def test_incremental_is_what_house_rule_11_calls_so_and_radical_lies_farther(steps: tuple[int, int, int]):
    distance = dict(zip(PARTS, steps, strict=True))
    step = step_of(distance)
    one = Initiative("i", "lab", "I", (), (), 1, distance, "x", None, None, "running", "decided", 1)
    assert (step == "incremental") == one.incremental
    assert (step == "radical") == (sum(steps) >= 4)


def test_a_placement_far_from_today_is_decided_with_its_reason(house: House, shelf: str):
    with pytest.raises(Refusal, match="this field is empty"):
        place_initiative(house.book, shelf, FAR, " ", LAB_LEAD)
    entry = place_initiative(house.book, shelf, FAR, "Nobody lends here.", LAB_LEAD)
    assert entry.standing == "decided"
    one = placed(house.book.state(INITIATIVES), shelf)
    assert one is not None
    assert (dict(one.distance), one.why) == (FAR, "Nobody lends here.")


def test_a_small_step_is_found_and_opens_a_breach_and_is_not_forgotten(house: House, shelf: str):
    entry = place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    assert entry.standing == "found"
    assert [one.rule for one in house.book.state(BREACHES) if one.entry == entry.seq] == [11]
    with pytest.raises(Refusal, match="was said already"):
        change_initiative(house.book, shelf, {"maturity": "trial"}, LAB_LEAD)
    with pytest.raises(Refusal, match="small step") as refused:
        change_initiative(house.book, shelf, {"distance": NEAR, "why": "as before"}, LAB_LEAD)
    assert refused.value.rule == 11
    with pytest.raises(Refusal, match="says why"):
        change_initiative(house.book, shelf, {"distance": FAR}, LAB_LEAD)
    assert proved_incremental(house.book.state(INITIATIVES), shelf)


def test_what_is_not_placed_gets_no_tranche_and_reaches_no_gate(house: House, shelf: str):
    move = {"source": "reserve:explore", "target": f"initiative:{shelf}", "amount": Money(100, "GBP"),
            "day": "2025-06-09", "reason": "a tranche"}  # fmt: skip
    for actor in (LAB_LEAD, SPONSOR):
        with pytest.raises(Refusal, match="nobody has said how far"):
            house.book.decide("transfer", move, actor)
    with pytest.raises(Refusal, match="nobody has said how far"):
        change_initiative(house.book, shelf, {"state": "at_gate"}, LAB_LEAD)
    (finding,) = placement_findings(house.book, running(house))
    assert "Shelf" in show(finding.says)
    place_initiative(house.book, shelf, FAR, "Nobody lends here.", LAB_LEAD)
    assert house.book.decide("transfer", move, LAB_LEAD)
    assert change_initiative(house.book, shelf, {"state": "at_gate"}, LAB_LEAD)
    assert not list(placement_findings(house.book, running(house)))


def test_what_is_found_without_distance_is_no_way_round(house: House):
    body = {"initiative": "quiet", "unit": "lab", "name": "Quiet", "labels": [], "metrics": [], "horizon_beats": 8,
            "unknown": "x", "state": "running"}  # fmt: skip
    house.book.found("initiative", body, LAB_LEAD, "list of projects, 2025-03-10")
    move = {"source": "reserve:explore", "target": "initiative:quiet", "amount": Money(100, "GBP"), "day": "2025-06-09",
            "reason": "a tranche"}  # fmt: skip
    with pytest.raises(Refusal, match="nobody has said how far"):
        house.book.decide("transfer", move, SPONSOR)
    with pytest.raises(Refusal) as refused:
        house.book.decide("transfer", move, LAB_LEAD)
    assert refused.value.rule == 3
    assert "Quiet" in show(next(iter(placement_findings(house.book, running(house)))).says)


def test_nothing_of_the_reserve_goes_to_a_small_step(house: House, shelf: str):
    place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    move = {"source": "reserve:explore", "target": f"initiative:{shelf}", "amount": Money(100, "GBP"),
            "day": "2025-06-09"}  # fmt: skip
    with pytest.raises(Refusal, match="the reserve is not for it"):
        house.book.decide("transfer", move, LAB_LEAD)


# leaving the lab ---------------------------------------------------------------------------------


def test_two_proposals_ask_both_leads(house: House, shelf: str):
    assert proposals(house) == {}
    place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    made = proposals(house)
    assert {(name, one.decider, one.mode) for name, one in made.items()} == {
        ("explore-release-shelf", "explore_lead", "explore"),
        ("exploit-take-shelf", "exploit_lead", "exploit"),
    }
    assert all(one.moves == () and one.forecasts == () for one in made.values())


def test_released_it_stops_in_the_lab_and_leaves_an_insight(house: House, shelf: str):
    place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    approve(house, "explore-release-shelf", LAB_LEAD)
    one = house.book.state(INITIATIVES)[shelf]
    assert (one.state, one.unit) == ("stopped", "lab")
    (learned,) = house.book.state(LAB).insights_on(shelf)
    assert house.book.state(REGISTRY).insights[learned].says.endswith("Only the wording is new.")
    assert [b for b in house.book.state(BREACHES) if b.rule == 11 and b.mended is None] == []
    assert proposals(house) == {}


def test_taken_it_is_a_new_initiative_with_metrics_and_money_of_its_own(house: House, shelf: str):
    place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    approve(house, "exploit-take-shelf", EXPLOIT_LEAD)
    one = house.book.state(INITIATIVES)["shelf-in-performance"]
    assert (one.unit, one.metrics, one.lose, one.state) == ("performance", (), None, "running")
    assert "exploit-take-shelf" not in proposals(house)


def test_a_whole_plan_holds_them_and_both_leads_approve(house: House, shelf: str):
    from taktgeber.cycle import plan_beat
    from taktgeber.govern import PROPOSALS

    place_initiative(house.book, shelf, NEAR, "Only the wording is new.", LAB_LEAD)
    role = {"person": EXPLOIT_LEAD, "role": "exploit_lead", "unit": "performance", "first": "2024-01-01"}
    house.book.decide("role", role, SPONSOR)
    plan_beat(house)
    waiting = house.book.state(PROPOSALS).all

    def approves(which: str, actor: str) -> None:
        held = next(one for one in waiting.values() if one.proposal.id == which)
        body = {"proposal": held.key, "plan": held.plan.digest, "digest": held.digest, "verdict": "approve"}
        house.book.decide("decision", body, actor)

    with pytest.raises(Refusal, match="Shelf was not released by the lab yet"):
        approves("exploit-take-shelf", EXPLOIT_LEAD)
    assert "shelf-in-performance" not in house.book.state(INITIATIVES).said
    approves("explore-release-shelf", LAB_LEAD)
    approves("exploit-take-shelf", EXPLOIT_LEAD)
    known = house.book.state(INITIATIVES)
    assert (known[shelf].state, known["shelf-in-performance"].state) == ("stopped", "running")


# the map and the board ---------------------------------------------------------------------------


def test_the_map_says_where_each_stands_and_who_has_not_said_it(house: House, shelf: str):
    table = placement_table(house.book.state(INITIATIVES), running(house))
    assert [[show(cell) for cell in row][:5] for row in table.rows] == [
        ["Boxes", "adjacent", "today's", "new", "between"],
        ["Circle", "adjacent", "today's", "new", "between"],
        ["Shelf", "not said", "not said", "not said", "not said"],
    ]
    assert placement_picture(house.book.state(INITIATIVES), running(house), FIRST).data["count"] == [0, 2, 0, 1]


def test_the_board_counts_by_stage_and_sorts_by_learning(house: House, shelf: str):
    stages = board(house.book)
    assert [one.initiative for one in stages["running"]] == ["circle", "boxes", "shelf"]
    stands = [stand_of(house.book, one) for one in stages["running"]]
    assert [(one.settled, one.open) for one in stands] == [(1, 0), (0, 2), (0, 0)]
    table = stage_table(house.book, stages["running"], "running", FIRST, first=1, most=1)
    assert [row[0] for row in table.rows] == ["Boxes"]
    assert show(table.caption) == "running: 3 initiatives, those that taught most first; shown: 2 to 2"
