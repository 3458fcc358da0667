"""Ticks are few, round and worded by the house's formatter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.charts.axis import day_axis, place, tick, value_axis


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=20), st.integers(2, 8))
def test_an_axis_holds_every_value_with_few_ticks(values, most):
    axis = value_axis(values, "times", most=most)
    slack = 1e-6 * (axis.high - axis.low)
    assert axis.low <= min(values) + slack
    assert axis.high >= max(values) - slack
    assert 2 <= len(axis.at) <= most + 2
    assert len(axis.labels) == len(axis.at)


@given(st.sets(st.integers(730_000, 740_000), min_size=1, max_size=30), st.integers(2, 6))
def test_days_are_ticked_on_days_of_the_data_the_newest_among_them(days, most):
    axis = day_axis([float(d) for d in days], most=most)
    assert set(axis.at) <= set(map(float, days))
    assert max(days) in axis.at
    assert len(axis.at) <= most
    assert (axis.low, max(days)) == (min(days), axis.at[-1])


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1250, "GBP per new customer", "£1,250"), (0.125, "share", "12.5 %"), (2.5, "times", "2.5"), (40, "orders", "40")],
)
def test_a_tick_leaves_the_word_of_its_unit_to_the_caption(value, unit, shown):
    assert tick(value, unit) == shown


def test_a_day_stands_where_its_text_stands():
    assert place("2025-03-10") - place("2025-03-03") == 7
