from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taktgeber.core import Refusal
from taktgeber.cycle import House, close_beat, plan_beat
from taktgeber.govern import PROPOSALS, decide_proposal

from .small_house import LAB_LEAD, PLANNED, booking_rows, load, make_house, media_rows

BET = "2025-06-09/explore-bet-boxes"
ASKED = {"initiative": "boxes", "assumption": "shops fill a box by themselves"}


@pytest.fixture
def decided(tmp_path: Path):
    """The bet is approved; the stop and the balance wait."""
    with make_house(tmp_path / "house") as house:
        plan_beat(house)
        decide_proposal(house.book, BET, "approve", "We want to know.", LAB_LEAD)
        yield house


def end_the_beat(house: House) -> None:
    load(house, "media", media_rows((("perf_summer", "Meta", 100),), "2025-08-30"))
    load(house, "bookings", booking_rows((("b9", "2025-09-07", "lab", "boxes", "prototypes", None, 10),)))


def test_a_beat_that_has_not_ended_in_the_data_is_not_closed(decided: House):
    head = decided.book.head()
    with pytest.raises(Refusal, match="has not ended in the data"):
        close_beat(decided)
    assert decided.book.head() == head


def order_row(day: str) -> dict:
    said = {"transaction": "t1", "line": 1, "at": f"{day} 10:00:00", "product": "p", "quantity": 1.0, "revenue": 100}
    rest = {"customer": None, "margin": None, "market": "UK", "kind": "sale", "source": "shop", "account": "a"}
    return said | rest


def test_a_beat_whose_orders_were_forgotten_is_not_closed(decided: House):
    end_the_beat(decided)
    load(decided, "transactions", [order_row("2025-06-08")])
    with pytest.raises(Refusal, match="orders reach 8 Jun 2025"):
        close_beat(decided)
    load(decided, "transactions", [order_row("2025-08-20") | {"transaction": "t2"}])
    assert close_beat(decided).fresh


def test_an_answer_in_time_is_scored_and_the_stated_chance_with_it(decided: House):
    end_the_beat(decided)
    decided.book.found(
        "assumption", ASKED | {"state": "refuted", "day": "2025-08-01"}, LAB_LEAD, "lab book, 2025-08-01"
    )
    closed = close_beat(decided)
    assert closed.fresh
    assert closed.beat == PLANNED
    by_metric = {s.metric: s for s in closed.scores}
    assert by_metric["chance_of_an_answer_in_time"].outcome.value.value == 1
    assert by_metric["chance_that_it_holds"].brier == pytest.approx(0.3**2)
    assert decided.book.state(PROPOSALS).all[BET].state == "closed"


def test_only_what_was_approved_or_overridden_is_scored(decided: House):
    end_the_beat(decided)
    closed = close_beat(decided)
    assert {s.proposal for s in closed.scores} == {BET}
    assert [s.outcome.value.value for s in closed.scores if s.metric == "chance_of_an_answer_in_time"] == [0]


def test_closing_twice_changes_nothing(decided: House):
    end_the_beat(decided)
    first = close_beat(decided)
    head = decided.book.head()
    second = close_beat(decided, PLANNED)
    assert not second.fresh
    assert decided.book.head() == head
    assert (second.scores, second.entry, second.calibration) == (first.scores, first.entry, first.calibration)


def test_with_every_beat_closed_there_is_nothing_to_close(decided: House):
    end_the_beat(decided)
    close_beat(decided)
    with pytest.raises(Refusal, match="no planned beat waits"):
        close_beat(decided)


def test_a_beat_that_was_never_planned_is_not_closed(decided: House):
    end_the_beat(decided)
    head = decided.book.head()
    with pytest.raises(Refusal, match="was never planned"):
        close_beat(decided, decided.settings.beat(date(2000, 1, 1)))
    assert decided.book.head() == head
