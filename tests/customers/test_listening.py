"""Counts and words from five reporters up; fewer stand together or stay closed."""

from __future__ import annotations

from datetime import UTC, datetime

from taktgeber.customers import Kept, groups

NOON = datetime(2025, 6, 9, 12, tzinfo=UTC)


def heard(reporters: int, market: str | None, about: str = "price", each: int = 1) -> list[Kept]:
    return [
        Kept(f"h-{market}-{n}-{k}", f"p-{market}-{n}", NOON, f"{market} {n} {k}", about, market, None, f"{n}{k}", True)
        for n in range(reporters)
        for k in range(each)
    ]


def test_five_people_open_a_group_and_four_do_not():
    (five,) = groups(heard(5, "UK"))
    (four,) = groups(heard(4, "UK", each=9))
    assert (five.reports, len(five.words)) == (5, 5)
    assert (four.reports, four.words, four.pooled) == (None, (), ("UK",))


def test_small_markets_stand_together_and_open_when_five_have_spoken_among_them():
    both = groups(heard(3, "UK") + heard(2, "Germany"))
    assert [(g.market, g.pooled, g.reports) for g in both] == [(None, ("Germany", "UK"), 5)]


def test_a_small_market_cannot_be_told_by_difference():
    made = groups(heard(5, "UK") + heard(1, "Germany"))
    assert [(g.market, g.reports) for g in made] == [("UK", 5), (None, None)]
    assert not any("Germany" in words for g in made for words in g.words)


def test_words_stand_in_no_order_of_reporters():
    (one,) = groups([*reversed(heard(6, "UK"))])
    (two,) = groups(heard(6, "UK"))
    assert one.words == two.words
