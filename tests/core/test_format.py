from __future__ import annotations

from datetime import date

import pytest

from taktgeber.core import Estimate, Exact, Money, Period, Ratio, Refusal, Unknown, text
from taktgeber.core.format import number, show

BEAT = Period(date(2025, 9, 8), date(2025, 12, 7))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Money(1234567, "GBP"), "£12,346"),
        (Money(1250, "GBP"), "£12.50"),
        (Money(-1250, "GBP"), "-£12.50"),
        (Exact(1204, "orders", BEAT), "1,204 orders"),
        (Exact(1, "new customers", BEAT), "1 new customer"),
        (Exact(1, "entries", BEAT), "1 entry"),
        (Exact(Ratio(Money(45, "GBP"), Money(100, "GBP")), "share", BEAT), "45 %"),
        (Exact(Ratio(Money(314159, "GBP"), Money(100000, "GBP")), "times", BEAT), "3.14"),
        (Exact(Ratio(Money(2000, "GBP"), 4000), "GBP per 1,000 impressions", BEAT), "£5.00 per 1,000 impressions"),
        (Estimate(12.3, 9.1, 15.5, 0.9, "GBP", BEAT, "m", 13), "£12.30 (90 %: £9.10 to £15.50)"),
        (Estimate(0.5, 0.25, 0.75, 0.9, "share", BEAT, "m", 13), "50 % (90 %: 25 % to 75 %)"),
        (Estimate(96.0, 9.6, 182.4, 0.9, "orders", BEAT, "m", 13), "96 orders (90 %: 9.6 to 182)"),
        (Estimate(12.0, 9.0, 15.0, 0.9, "GBP per order", BEAT, "m", 13), "£12.00 per order (90 %: £9.00 to £15.00)"),
        (Unknown(text("one week of data"), text("six weeks")), "cannot tell: one week of data"),
        (BEAT, "8 Sept 2025 – 7 Dec 2025"),
        (text("spent {amount}", amount=Money(100, "EUR")), "spent €1.00"),
    ],
)
def test_every_value_reads_as_a_person_would_write_it(value, shown):
    assert show(value) == shown


def test_a_refusal_says_where_why_and_what_to_do():
    refused = Refusal("q3.csv, row 118", text("this is wrong."), text("Do that."), entry=41)
    assert (
        str(refused)
        == "refused: q3.csv, row 118: this is wrong.\nDo that. The refusal is kept in the ledger as entry 41."
    )


def test_a_message_without_its_values_is_refused_where_it_is_written():
    with pytest.raises(ValueError, match="wants"):
        text("spent {amount}")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0004, "0.0004"), (0.00412345, "0.00412"), (-0.05, "-0.05"), (3.5e-9, "3.5E-9"), (1e49, "1E49"), (0.0, "0")],
)
def test_small_and_huge_numbers_keep_three_digits(value: float, shown: str) -> None:
    assert number(value, "times") == shown


def test_a_command_that_a_refusal_ends_with_has_its_line_for_itself():
    refused = Refusal("x", text("this is wrong."), text("See: {command}", command="takt lab board"), entry=41)
    assert refused.shown() == (
        "refused: x: this is wrong.\nSee: takt lab board\nThe refusal is kept in the ledger as entry 41."
    )
