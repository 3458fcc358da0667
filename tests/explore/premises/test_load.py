"""How much rests on a premise: hand-checked shares of the 1,000 pounds that the small house books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from taktgeber.core import Exact, Figure, Money, Ratio, Unknown
from taktgeber.cycle import House
from taktgeber.explore.premises import PREMISES, say_premise, standing_of
from taktgeber.explore.premises.consequences import consequences
from taktgeber.explore.premises.load import Load, ground_of, load_of
from taktgeber.explore.premises.reference import Reference, carried
from tests.cycle.small_house import FIRST, LAB_LEAD, PLANNED, SPONSOR

from .cast import SOURCE, premise
from .resting_house import make_resting_house, shake


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with make_resting_house(tmp_path / "house") as made:
        yield made


def load(house: House, name: str) -> Load:
    beat, known = house.beat(PLANNED), house.book.state(PREMISES)
    return load_of(known, known.premises[name], ground_of(beat))


def share(figure: Figure | None) -> float:
    assert isinstance(figure, Exact)
    assert isinstance(figure.value, Ratio)
    assert (figure.unit, figure.period) == ("share", FIRST)
    return figure.value.value


def test_each_line_counts_once_also_by_way_of_other_premises(house: House):
    # Meta's 400 are also the UK's; the lab's 160 rest on it by way of another premise.
    assert share(load(house, "meta-lasts").booked) == pytest.approx(0.56)
    assert share(load(house, "clicks-count").booked) == pytest.approx(0.16)
    assert load(house, "meta-lasts").band == "high"


def test_what_no_booking_shows_is_what_people_stated(house: House):
    boxes = load(house, "boxes-are-loved")
    assert boxes.booked is None
    assert share(boxes.stated) == 0.05
    assert boxes.band == "low"
    assert load(house, "nobody-asked").band == "unknown"


def test_the_larger_of_booked_and_stated_sets_the_band(house: House):
    said = {"premise": "radio", "says": "Radio is heard.", "refutes": "Silence.", "rests": ["channel:Radio"]}
    say_premise(house.book, said | {"share": 0.3}, LAB_LEAD)
    radio = load(house, "radio")
    assert (share(radio.booked), share(radio.stated), radio.band) == (0, 0.3, "high")


def test_a_booking_counts_in_the_market_of_its_unit(house: House):
    house.book.decide("unit", {"unit": "performance", "name": "Performance", "mode": "exploit", "market": "UK",
                               "reason": "its own"}, SPONSOR)  # fmt: skip
    say_premise(house.book, {"premise": "uk", "says": "The UK buys.", "refutes": "It does not.",
                             "rests": ["market:uk"]}, LAB_LEAD)  # fmt: skip
    assert share(load(house, "uk").booked) == pytest.approx(0.84)


def test_where_nothing_is_booked_it_cannot_be_told(tmp_path: Path):
    with make_resting_house(tmp_path / "empty", data=False) as house:
        meta = load(house, "meta-lasts")
        assert isinstance(meta.booked, Unknown)
        assert meta.band == "unknown"


def test_a_circle_of_premises_ends(house: House):
    for name, other in (("one", "two"), ("two", "one")):
        house.book.found("premise", premise(name, rests=[f"premise:{other}", f"channel:{name}"]), LAB_LEAD, SOURCE)
    names = [str(one) for one in carried(house.book.state(PREMISES), "one")]
    assert names == ["premise:two", "channel:one", "channel:two"]


def test_what_a_broken_premise_takes_with_it(house: House):
    shake(house)
    taken = consequences(standing_of(house.beat(PLANNED)), "meta-lasts", house.book)
    assert [(str(one.what), one.booked.value if one.booked else None, one.attacks) for one in taken] == [
        ("channel:Meta", Money(400_00, "GBP"), False),
        ("market:UK", Money(400_00, "GBP"), False),
        ("premise:clicks-count", None, False),
        ("playbook:spring", None, False),
        ("unit:lab", Money(160_00, "GBP"), False),
        ("initiative:boxes", None, True),
    ]


def test_what_was_found_without_a_kind_is_kept_as_it_was_written(house: House):
    house.book.found("premise", premise("loose", rests=["the whole shop", "cloud:x"]), LAB_LEAD, SOURCE)
    assert carried(house.book.state(PREMISES), "loose") == (Reference("", "the whole shop"), Reference("", "cloud:x"))
    assert load(house, "loose").booked is None
