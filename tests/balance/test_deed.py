"""Word against deed: what moves which share. The small house books 1,000 pounds in its first beat."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktgeber.balance import booked_money, headline, portfolio, reserve_on
from taktgeber.core import Exact, Money
from taktgeber.core.format import show
from taktgeber.cycle import House
from tests.cycle.small_house import (
    FIRST,
    INITIATIVES,
    LAB_LEAD,
    PLANNED,
    SPONSOR,
    booking_rows,
    load,
    make_house,
    media_rows,
)

SOURCE = "list of projects, 2025-06-01"


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house") as house:
        yield house


def found(house: House):
    beat = house.beat(PLANNED)
    return portfolio(beat, booked_money(beat))


def shares(house: House) -> tuple[Money, Money, Money]:
    now = found(house)
    return tuple(figure.value.over for figure in (now.labelled, now.by_deed, now.disagreed))


def pounds(*sums: int) -> tuple[Money, ...]:
    return tuple(Money(100 * s, "GBP") for s in sums)


def relabel(house: House, name: str, **more) -> None:
    body = next(i for i in INITIATIVES if i["initiative"] == name) | more
    if body["unit"] == "lab":
        house.book.decide("initiative", body, SPONSOR)
    else:
        house.book.found("initiative", body, LAB_LEAD, SOURCE)


def test_the_shares_are_of_all_booked_money_counted_once(house: House):
    now = found(house)
    assert now.total == Money(1000_00, "GBP")
    assert now.period == FIRST
    assert shares(house) == pounds(510, 110, 50)
    assert all(isinstance(f, Exact) and f.period == FIRST for f in (now.labelled, now.by_deed, now.disagreed))


def test_the_first_sentence_is_written_from_the_figures(house: House):
    beat = house.beat(PLANNED)
    assert show(headline(found(house), reserve_on(beat, PLANNED.first))) == (
        "51 % of our budget is called innovation. 11 % is; on another 5 % we disagree."
        " The lab's reserve is intact and too small."
    )


def test_every_test_names_what_it_rests_on(house: House):
    for deed in found(house).deeds:
        assert [t.name for t in deed.tests] == ["mandate", "metrics", "horizon", "channels"]
        assert all(t.rests_on for t in deed.tests)


# Relabelling moves the labelled share alone; what is done moves the other two alone.


@pytest.mark.parametrize(("name", "labels", "labelled"), [("boxes", [], 400), ("circle", ["Innovation"], 560),
                                                         ("reinvent", ["efficiency"], 110)])  # fmt: skip
def test_a_new_label_moves_the_labelled_share_alone(house: House, name, labels, labelled):
    relabel(house, name, labels=labels)
    assert shares(house) == pounds(labelled, 110, 50)


def test_another_horizon_moves_the_deed_alone(house: House):
    relabel(house, "boxes", horizon_beats=4)
    assert shares(house) == pounds(510, 0, 160)
    relabel(house, "circle", horizon_beats=5)
    assert shares(house) == pounds(510, 50, 110)


def test_a_return_metric_moves_the_deed_alone(house: House):
    body = {"goal": "g", "person": LAB_LEAD, "unit": "lab", "metric": "CAC", "first": "2025-04-01", "pay": True}
    house.book.found("goal", body, SPONSOR, SOURCE)
    assert shares(house) == pounds(510, 0, 110)
    house.book.decide("ended", {"subject": "goal:g", "day": "2025-05-01", "reason": "no pay by return"}, SPONSOR)
    assert shares(house) == pounds(510, 110, 50)


def test_a_return_metric_on_one_initiative_moves_it_alone(house: House):
    body = {"goal": "g", "person": LAB_LEAD, "initiative": "boxes", "metric": "ROI", "first": "2025-04-01"}
    house.book.found("goal", body, SPONSOR, SOURCE)
    assert shares(house) == pounds(510, 0, 160)


def test_an_ended_mandate_moves_the_deed_alone(house: House):
    house.book.decide("ended", {"subject": "mandate:lab", "day": "2025-05-01", "reason": "given up"}, SPONSOR)
    assert shares(house) == pounds(510, 0, 110)


def test_bookings_in_todays_channels_move_the_deed_and_what_they_add(house: House):
    load(house, "bookings", booking_rows((("b9", "2025-04-02", "lab", "boxes", "ads", "Meta", 111),)))
    now = found(house)
    assert now.total == Money(1111_00, "GBP")
    assert [d.verdict for d in now.deeds if d.initiative == "boxes"] == ["disagree"]
    load(house, "bookings", booking_rows((("b10", "2025-04-02", "lab", "boxes", "prototypes", None, 2),)))
    assert [d.verdict for d in found(house).deeds if d.initiative == "boxes"] == ["is"]


# Which money belongs to whom.


def test_a_reference_to_media_spend_is_not_added_again(house: House):
    load(house, "bookings", booking_rows((("b9", "2025-04-02", "lab", "boxes", "media:tiktok", None, 999),)))
    assert found(house).total == Money(1000_00, "GBP")


def test_media_belongs_to_the_first_pattern_that_fits(house: House):
    load(house, "media", media_rows((("lab_reels", "TikTok", 100),), "2025-04-03"))
    assert shares(house) == pounds(610, 210, 50)


def test_media_without_a_pattern_is_booked_money_of_no_unit(house: House):
    load(house, "media", media_rows((("spring_sale", "Meta", 250),), "2025-04-03"))
    now = found(house)
    assert (now.total, now.unmapped) == pounds(1250, 250)
    assert now.unmapped_share.value.value == pytest.approx(0.2)


def test_a_row_across_two_beats_counts_in_neither(house: House):
    row = media_rows((("lab_reels", "TikTok", 100),), "2025-06-01")[0] | {"last": "2025-06-15"}
    load(house, "media", [row])
    assert found(house).total == Money(1000_00, "GBP")
    load(house, "media", [row | {"last": "2025-06-08", "account": "b"}])
    assert found(house).total == Money(1100_00, "GBP")


def test_a_beat_without_money_is_said_to_have_none(house: House):
    beat = house.beat(FIRST)
    empty = portfolio(beat, booked_money(beat))
    assert "Nothing is booked" in show(headline(empty, reserve_on(beat, FIRST.first)))
