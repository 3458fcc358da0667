"""The one formatter in four languages: numbers, money, dates, intervals, lists, counts."""

from __future__ import annotations

from datetime import date

import pytest

from taktgeber.core import Estimate, Exact, Money, Period, Ratio, text, text_n
from taktgeber.core.format import sentences, show, unit_of

BEAT = Period(date(2025, 3, 10), date(2025, 6, 8))
DE, IT, ZH = "de_DE", "it_IT", "zh_CN"


@pytest.mark.parametrize(
    ("value", "locale", "shown"),
    [
        (Money(123450, "EUR"), DE, "1.234\xa0€"),
        (Money(1250, "EUR"), DE, "12,50\xa0€"),
        (Money(1250, "EUR"), IT, "12,50\xa0€"),
        (Money(-1250, "EUR"), DE, "-12,50\xa0€"),
        (Money(123450, "CNY"), ZH, "¥1,234"),
        (Money(123450, "GBP"), ZH, "£1,234"),
        (Exact(Ratio(12, 100), "share", BEAT), DE, "12\xa0%"),
        (Exact(Ratio(12, 100), "share", BEAT), IT, "12%"),
        (Exact(1204, "orders", BEAT), DE, "1.204 Bestellungen"),
        (Exact(1, "new customers", BEAT), IT, "1 nuovo cliente"),
        (Exact(1204, "orders", BEAT), ZH, "1,204 笔订单"),
        (Estimate(12.0, 9.0, 15.0, 0.9, "GBP per order", BEAT, "m", 13), DE,
         "12,00\xa0£ je Bestellung (90\xa0%: 9,00\xa0£ bis 15,00\xa0£)"),
        (Estimate(96.0, 9.6, 182.4, 0.9, "orders", BEAT, "m", 13), ZH, "96 笔订单（90%：9.6至182）"),
        (date(2025, 3, 10), DE, "10. März 2025"),
        (date(2025, 3, 10), IT, "10 mar 2025"),
        (date(2025, 3, 10), ZH, "2025年3月10日"),
        (BEAT, ZH, "2025年3月10日至2025年6月8日"),
        (("Meta", "TikTok", "Google"), "en_GB", "Meta, TikTok and Google"),
        (("Meta", "TikTok", "Google"), DE, "Meta, TikTok und Google"),
        (("Meta", "TikTok", "Google"), IT, "Meta, TikTok e Google"),
        (("Meta", "TikTok", "Google"), ZH, "Meta、TikTok和Google"),
        (text_n("one row", "{n} rows", 1), DE, "eine Zeile"),
        (text_n("one row", "{n} rows", 1204), IT, "1.204 righe"),
    ],
)  # fmt: skip
def test_each_language_writes_values_its_own_way(value, locale, shown):
    assert show(value, locale) == shown


@pytest.mark.parametrize(
    ("day", "shown"), [(8, "entro l’8 giu 2026"), (11, "entro l’11 giu 2026"), (1, "entro il 1 giu 2026")]
)
def test_italian_sets_its_articles_by_the_number_that_follows(day, shown):
    said = text("Meet on {day} and set the reserve at {share}, on a path to {goal} by {until}.", day=BEAT.first,
                share=Exact(Ratio(8, 10), "share", BEAT), goal=Exact(Ratio(11, 100), "share", BEAT),
                until=date(2026, 6, day))  # fmt: skip
    assert shown in show(said, IT)
    assert "al 80%" not in show(said, IT)
    assert "all’80%" in show(said, IT)


def test_sentences_stand_side_by_side_as_the_language_sets_them():
    both = (text("Three letters."), text("Fill it in."))
    assert sentences(both) == "Three letters. Fill it in."
    assert sentences(both, ZH) == "三个字母。请填写。"


def test_the_name_of_a_unit_over_a_column_needs_no_count():
    assert unit_of("orders", ZH) == "订单"
    assert unit_of("GBP per new customer", DE) == "je Neukunde"
    assert unit_of("GBP", DE) == unit_of("share", DE) == unit_of("times", DE) == ""
