"""Premises of the demo: one begins to give way, the signal that saw it came months before the house's own figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from taktgeber.cycle import House
from taktgeber.demo.calendar import DAY_T, quarter
from taktgeber.demo.premises_story import CARRIERS, DELIVERY, LARGE, ONE_HOUSE, PLATFORM
from taktgeber.demo.quarters import STRIKE
from taktgeber.demo.signals_story import RIVAL, SCANNED, STRIKE_HEARD, SURCHARGE
from taktgeber.demo.watched import HIRING, LAWS, REACH, RETURNS
from taktgeber.explore.premises import PREMISES, Standing, standing_of
from taktgeber.explore.signals import SIGNALS, section
from taktgeber.explore.signals.record import record
from taktgeber.explore.signals.signal import Signal
from taktgeber.govern import PROPOSALS
from tests.demo_company import Made


@pytest.fixture
def standing(house: House) -> Standing:
    return standing_of(house.beat(quarter(9)))


@pytest.fixture
def signals(house: House) -> dict[str, Signal]:
    """By what they are about, those that were heard by name."""
    known = house.book.state(SIGNALS).signals.values()
    return {one.signal if one.how == "heard" else one.about: one for one in known}


def test_five_premises_were_said_on_day_t_with_refuter_owner_and_review(house: House) -> None:
    said = house.book.state(PREMISES).premises.values()
    assert {one.premise for one in said} == {PLATFORM, ONE_HOUSE, DELIVERY, CARRIERS, LARGE}
    assert all(one.day == DAY_T and one.refutes and one.owner and one.review and one.rests for one in said)


def test_one_premise_gives_way_by_the_sponsors_decision(made: Made, house: House, standing: Standing) -> None:
    assert [one.premise.premise for one in standing.giving_way()] == [PLATFORM]
    (turn,) = standing.target(PLATFORM).premise.turns
    assert (turn.state, turn.day, turn.standing) == ("wobbling", date(2025, 6, 11), "decided")
    held = house.book.state(PROPOSALS).all[f"2025-06-09/premises-{PLATFORM}"]
    assert held.decision is not None
    assert held.decision.actor == made.demo.cast.owner
    assert not standing.target(PLATFORM).gap


def test_the_strike_spoke_against_the_carriers_and_the_sponsor_let_the_premise_stand(standing: Standing) -> None:
    carriers = standing.target(CARRIERS)
    assert [turn.state for turn in carriers.premise.turns] == ["holds"]
    assert [(piece.speaks, piece.new) for piece in carriers.seen.pieces] == [("against", False)]
    assert not carriers.gives_way


def test_the_repeated_win_speaks_for_its_premise_as_a_sound_test(standing: Standing) -> None:
    best = standing.target(DELIVERY).seen.strongest("for")
    assert best is not None
    assert best.level >= 4
    assert standing.target(DELIVERY).doubt == "tested"


def test_what_carries_most_and_was_never_tested_is_attacked_first(standing: Standing) -> None:
    first = standing.targets[0]
    assert (first.premise.premise, first.load.band, first.doubt) == (ONE_HOUSE, "high", "untested")


def test_one_review_is_overdue(standing: Standing) -> None:
    day = quarter(9).first
    assert [one.premise.premise for one in standing.targets if one.premise.overdue(day)] == [LARGE]


def test_the_scan_saw_the_reach_fall_within_a_month_and_months_before_the_house_did(signals: dict[str, Signal]) -> None:
    law = next(law for law in LAWS if law.name == REACH)
    seen = signals[REACH]
    assert law.since < seen.day <= SCANNED[0] <= law.since + timedelta(weeks=4)
    assert [fate.fate for fate in seen.fates] == ["shakes", "proved"]
    assert seen.fates[0].premise == PLATFORM
    assert seen.lead == (quarter(8).last - seen.day).days > 150


def test_every_alarm_of_a_scan_was_in_the_ledger_within_a_week_of_its_week_and_no_quiet_series_raised_one(
    house: House, signals: dict[str, Signal]
) -> None:
    at = {e.payload["signal"]: e.at.date() for e in house.book.entries(kinds=("signal",))}
    scanned = [one for one in signals.values() if one.how != "heard"]
    assert {one.about for one in scanned} == {REACH, RETURNS, HIRING} == {law.name for law in LAWS if law.shift}
    assert all(timedelta(0) < at[one.signal] - one.day <= timedelta(weeks=1) for one in scanned)


def test_each_fate_is_there_once_and_one_signal_waits(signals: dict[str, Signal]) -> None:
    assert {name: one.state for name, one in signals.items()} == {
        REACH: "proved", STRIKE_HEARD: "proved", SURCHARGE: "proved", RIVAL: "false_alarm", RETURNS: "dismissed",
        HIRING: "raised",
    }  # fmt: skip
    assert signals[RETURNS].fates[-1].reason
    assert signals[STRIKE_HEARD].lead == (STRIKE[0] - signals[STRIKE_HEARD].day).days == 41
    assert signals[SURCHARGE].missed


def test_the_brief_says_how_early_the_house_hears_and_that_nothing_waits_too_long(house: House) -> None:
    kept = record(house.book.state(SIGNALS), quarter(9).first)
    assert (kept.true, kept.false, kept.put_aside, kept.missed) == (2, 1, 1, 1)
    assert section(house.beat(quarter(9))).findings == ()


def test_the_weekly_figures_lie_in_the_table_of_series_as_they_were_scanned(house: House) -> None:
    rows, names, last = house.engine.sql(
        house.snapshot(), "select count(*), count(distinct name), max(date) from series"
    )[0]
    assert names == len(LAWS)
    assert rows % names == 0
    assert SCANNED[-1] - timedelta(weeks=1) == date.fromisoformat(str(last)[:10])
