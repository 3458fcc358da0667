from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taktgeber.balance import MEETINGS, booked_money, explore_shares, proposal, purses, reserve_on, section
from taktgeber.balance.section import breach_table
from taktgeber.core import Money
from taktgeber.core.format import show
from taktgeber.cycle import House, plan_beat
from taktgeber.govern import RESERVE, decide_proposal
from tests.cycle.small_house import LAB_LEAD, PLANNED, SPONSOR, make_house


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        yield house


def reserve(house: House):
    return reserve_on(house.beat(PLANNED), PLANNED.first)


def raid(house: House, target: str = "channel:Meta", day: str = "2025-05-12") -> None:
    body = {"source": "reserve:explore", "target": target, "amount": Money(50_00, "GBP"), "reason": "sales", "day": day}
    house.book.found("transfer", body, SPONSOR, "cost ledger, 2025-05-12")


def proposed(house: House):
    beat = house.beat(PLANNED)
    return proposal(beat, reserve(house), explore_shares(beat, booked_money(beat)))


def path_of(house: House) -> list[tuple[str, float]]:
    body = proposed(house).sets[0].body
    return [(body["first"], body["share"])] + [(step["day"], step["share"]) for step in body["path"]]


def test_a_reserve_below_its_band_is_intact_and_too_small(house: House):
    assert show(reserve(house).says()) == "The lab's reserve is intact and too small."


def test_what_leaves_for_no_exploration_is_a_raid(house: House):
    raid(house)
    assert show(reserve(house).says()) == "The lab's reserve is raided and still too small."
    assert "reserve-raided" in [f.code for f in section(house.beat(PLANNED)).findings]


@pytest.mark.parametrize("target", ["initiative:boxes", "unit:lab"])
def test_what_goes_to_exploration_is_none(house: House, target):
    raid(house, target)
    assert reserve(house).intact


def test_a_raid_before_the_path_in_force_is_history(house: House):
    raid(house, day="2025-02-01")
    assert reserve(house).intact
    assert len(reserve(house).raids) == 1


@pytest.mark.parametrize(("share", "words"), [(0.75, "within its band"), (0.9, "larger than its band")])
def test_a_reserve_in_or_above_its_band_is_said_to_be(house: House, share, words):
    body = {"share": share, "first": "2025-06-09", "reason": "more"}
    house.book.decide("reserve", body, SPONSOR)
    assert words in show(reserve(house).says())


def test_the_path_climbs_in_equal_steps_to_the_band(house: House):
    assert path_of(house) == [
        ("2025-06-09", 0.6), ("2025-09-08", 0.625), ("2025-12-08", 0.65), ("2026-03-09", 0.675), ("2026-06-08", 0.7),
    ]  # fmt: skip


def test_a_path_that_reaches_the_band_is_kept(house: House):
    path = [{"day": "2025-12-08", "share": 0.72}]
    house.book.decide("reserve", {"share": 0.6, "first": "2025-06-01", "path": path, "reason": "path"}, SPONSOR)
    assert path_of(house) == [("2025-06-09", 0.6), ("2025-12-08", 0.72)]


def test_the_sponsors_approval_enters_path_and_meeting(house: House):
    plan_beat(house)
    decide_proposal(house.book, "2025-06-09/balance-reserve", "approve", "Both were heard.", SPONSOR)
    state = house.book.state(RESERVE)
    assert state.share_on(date(2026, 6, 8)) == 0.7
    (meeting,) = house.book.state(MEETINGS)
    assert meeting.day == PLANNED.first
    assert "the lab booked 16 %" in show(meeting.exploit_says)
    assert "2 open assumptions" in show(meeting.explore_says)


def test_the_labs_share_is_what_its_units_booked(house: House):
    beat = house.beat(PLANNED)
    (share,) = explore_shares(beat, booked_money(beat))
    assert share.explore == Money(160_00, "GBP")
    assert share.value == pytest.approx(0.16)
    assert share.reserve == 0.6


def test_purses_hold_what_was_booked_and_the_reserve_its_share(house: House):
    held = purses(house.beat(PLANNED))
    assert held["reserve:explore"] == Money(600_00, "GBP")
    assert held["unit:lab"] == Money(160_00, "GBP")
    assert held["channel:Meta"] == Money(400_00, "GBP")


def test_a_breach_is_shown_with_the_role_that_has_to_mend_it(house: House):
    goal = {"goal": "g-cac", "person": LAB_LEAD, "unit": "lab", "metric": "CAC", "first": "2024-01-01", "pay": True}
    house.book.found("goal", goal, SPONSOR, "HR list, 2025-06-09")
    table = breach_table(house.beat(PLANNED))
    assert [(show(row[0]), show(row[2])) for row in table.rows] == [("rule 1", "explore lead")]
    assert not any(LAB_LEAD in show(cell) for cell in table.rows[0][2:])
