from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Money, Ratio

minor = st.integers(-(10**15), 10**15)


@given(minor, minor, minor)
def test_money_adds_and_subtracts_to_the_penny(a, b, c):
    money = [Money(x, "GBP") for x in (a, b, c)]
    assert money[0] + money[1] + money[2] - money[1] == Money(a + c, "GBP")
    assert -money[0] + money[0] == Money(0, "GBP")


def test_two_currencies_never_add_up():
    with pytest.raises(ValueError, match="convert by a dated rate"):
        Money(1, "GBP") + Money(1, "EUR")


def test_a_ratio_of_two_currencies_is_refused():
    with pytest.raises(ValueError, match="convert by a dated rate"):
        Ratio(Money(1, "GBP"), Money(1, "EUR"))


def test_a_ratio_over_nothing_is_refused():
    for nothing in (0, Money(0, "GBP")):
        with pytest.raises(ValueError, match="nothing to divide by"):
            Ratio(Money(1, "GBP"), nothing)


def test_yen_have_no_minor_unit():
    assert Money(1500, "JPY").major == 1500
    assert Money(1500, "GBP").major == 15


def test_a_fraction_of_a_penny_is_no_money():
    with pytest.raises(TypeError, match="whole minor units"):
        Money(1.5, "GBP")  # type: ignore[arg-type]
