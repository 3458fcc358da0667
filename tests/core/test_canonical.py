from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import (
    Estimate,
    Exact,
    Money,
    Period,
    Ratio,
    Table,
    Tile,
    Unknown,
    canonical_bytes,
    decode,
    digest_of,
    encode,
    text,
)

days = st.dates(date(2000, 1, 1), date(2040, 1, 1))
periods = st.builds(lambda d, n: Period(d, d + timedelta(days=n)), days, st.integers(0, 400))
monies = st.builds(Money, st.integers(-(10**12), 10**12), st.sampled_from(["GBP", "EUR", "JPY"]))
ratios = st.builds(
    lambda over, under: Ratio(Money(over, "EUR"), under), st.integers(-(10**9), 10**9), st.integers(1, 10**9)
)
exacts = st.builds(lambda v, p: Exact(v, "orders", p), st.integers(-(10**9), 10**9), periods) | st.builds(
    lambda v, p: Exact(v, "EUR per order", p), ratios, periods
)
unknowns = st.builds(lambda a: Unknown(text("too few {what}", what=a), text("more weeks")), st.text(max_size=9))
figures = exacts | unknowns
texts = st.builds(lambda f, m: text("we spent {m} for {f}", f=f, m=m), figures, monies)


@given(texts, figures)
def test_a_value_comes_back_as_it_was(words, figure):
    tile = Tile(words, figure, None, {"at": ("2025-01-06",), "value": (1.5,)})
    assert decode(encode(tile)) == tile


@given(texts)
def test_equal_values_have_equal_bytes_whatever_the_order_of_their_keys(words):
    turned = text(words.msgid, **dict(reversed(list(words.values.items()))))
    assert digest_of(canonical_bytes(words)) == digest_of(canonical_bytes(turned))


def test_no_number_that_is_none_is_stored():
    with pytest.raises(ValueError, match="JSON"):
        canonical_bytes({"x": float("nan")})


def test_the_key_of_house_values_cannot_be_forged_by_a_mapping():
    with pytest.raises(ValueError, match="kept for house values"):
        encode({"is": "Money", "minor": 1, "currency": "GBP"})


def test_a_table_with_a_missing_cell_is_no_table():
    with pytest.raises(ValueError, match="one cell a column"):
        Table((text("a"), text("b")), (("only one",),), text("t"))


def test_an_estimate_outside_its_interval_is_no_estimate():
    week = Period(date(2025, 1, 6), date(2025, 1, 12))
    for wrong in ((3.0, 1.0, 2.0), (float("nan"), 0.0, 1.0), (1.0, 0.0, float("inf"))):
        with pytest.raises(ValueError, match=r"interval|finite"):
            Estimate(*wrong, 0.9, "orders", week, "m", 3)
