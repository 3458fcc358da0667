from __future__ import annotations

from datetime import date

import pytest

from taktgeber.core import Estimate, Exact, Money, Period, Ratio, Unknown, text
from taktgeber.cycle.calibration import calibration_of, wilson
from taktgeber.cycle.scores import score

BEAT = Period.of_weeks(date(2025, 3, 10), 13)
EXPECTED = Estimate(10.0, 8.0, 12.0, 0.9, "GBP", BEAT, "drawn", 13)


def closed(held: int, missed: int, followed: bool = True, chances=()) -> dict:
    inside = Exact(Money(11_00, "GBP"), "GBP", BEAT)
    outside = Exact(Money(13_00, "GBP"), "GBP", BEAT)
    scores = [score("k", "cost", EXPECTED, o, followed).body() for o in [inside] * held + [outside] * missed]
    for said, happened in chances:
        expected = Exact(Ratio(said, 100), "share", BEAT)
        scores.append(
            score("k", "chance_that_it_holds", expected, Exact(Ratio(happened, 1), "share", BEAT), followed).body()
        )
    return {"beat": {"first": "2025-03-10", "last": "2025-06-08"}, "scores": scores}


def test_intervals_are_counted_as_held_or_not():
    found = calibration_of([closed(8, 1), closed(7, 0)])
    assert (found.held, found.scored) == (15, 16)
    assert found.share_held().value == pytest.approx(15 / 16)
    assert found.share_held().n == 16


def test_fewer_than_ten_are_too_few_to_tell():
    found = calibration_of([closed(9, 0)])
    assert isinstance(found.share_held(), Unknown)
    assert "too few to tell" in found.share_held().why.msgid


def test_what_was_overridden_says_nothing_about_calibration():
    found = calibration_of([closed(3, 0), closed(0, 20, followed=False)])
    assert (found.held, found.scored) == (3, 3)


def test_before_any_close_there_is_no_calibration():
    assert calibration_of([]) is None


def test_chances_are_scored_by_brier_and_not_by_interval():
    found = calibration_of([closed(0, 0, chances=[(70, 1), (70, 0)])])
    assert (found.scored, found.chances) == (0, 2)
    assert found.brier == pytest.approx(0.3**2 + 0.7**2)


def test_an_outcome_that_is_unknown_or_of_another_unit_is_not_scored():
    unknown = Unknown(text("No data."), text("Load it."))
    assert score("k", "cost", EXPECTED, unknown, True).inside is None
    assert score("k", "cost", EXPECTED, Exact(Money(11_00, "EUR"), "EUR", BEAT), True).inside is None
    assert score("k", "cost", Exact(Money(11_00, "GBP"), "GBP", BEAT), EXPECTED, True).inside is None


# Known answers: Newcombe 1998 (Statistics in Medicine 17, 857-872), table I, method 3.
@pytest.mark.parametrize(
    ("held", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]
)
def test_the_interval_of_a_share_is_the_published_one(held, n, low, high):
    assert wilson(held, n, 0.95) == pytest.approx((low, high), abs=5e-5)
