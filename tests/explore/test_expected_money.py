"""House rule 1 in words: money that a bet is to bring is refused; honest sums and honest words of return are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from taktgeber.core import Money, Refusal
from taktgeber.cycle import House
from taktgeber.explore.expected_money import expected_money
from taktgeber.explore.initiatives import start_initiative
from taktgeber.explore.opportunities import OPPORTUNITIES, change_opportunity, say_opportunity
from tests.cycle.small_house import LAB_LEAD, SPONSOR, make_house


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


@pytest.mark.parametrize(
    "said",
    [
        "We expect revenue of about €300,000 a year.",
        "£2m of extra annual revenue in 2027",
        "Turnover will reach GBP 1 million in the third year.",
        "profit: $40k",
        "It grows revenue by £2m.",
        "An ROI of 300 %",
        "R.O.I. of 3x",
        "ＮＰＶ: 1.2m euros",
        "Wir erwarten 2 Mio. Euro Umsatz.",
        "Deckungsbeitrag von rund 300.000 € im Jahr",
        "fatturato di circa 2 milioni di euro",
        "ricavi di 300.000 €",
        "预计营收500万元",
        "每年500万元利润",
    ],
)
def test_money_that_it_is_to_bring_is_seen(said: str):
    assert expected_money(said)


@pytest.mark.parametrize(
    "said",
    [
        "It saves a family £200 a year.",
        "Families earn £300 more income a year.",
        "They profit by £300 a year.",
        "Rivals live on sales; a set costs £20.",
        "Shops with a turnover of £50,000 lend already.",
        "Sales calls cost us £200 each, and the sales price is £5.",
        "Whether revenue covers £20,000 of cost",
        "a margin of error of 3 %",
        "The return on doubt: 5 % of parcels come back, 3 euros each.",
        "Haushalte sparen 20 € im Monat, Gewinn haben alle.",
        "Sie kommen aus Rom und zahlen 20 € je Nacht.",
        "Utile: risparmia 20 € al mese.",
        "家庭每月节省50元",
        "每月增加收入500元",
        "",
    ],
)
def test_an_honest_sentence_is_not(said: str):
    assert expected_money(said) is None


def test_an_opportunity_and_a_charter_that_name_it_are_refused_under_house_rule_1(house: House):
    entries = len(tuple(house.book.entries()))
    three = {"name": "Sets", "unknown": "Do families lend?", "lose": Money(50_000, "GBP"), "until": "2026-01-31"}
    for refused in (
        lambda: say_opportunity(house.book, {"says": "Lend sets.", "worth": "£2m of revenue a year"}, LAB_LEAD),
        lambda: start_initiative(house.book, {**three, "charter": "It brings a profit of £40,000."}, LAB_LEAD),
    ):
        with pytest.raises(Refusal, match="names money that it is to bring") as told:
            refused()
        assert told.value.rule == 1
    kinds = [entry.kind for entry in tuple(house.book.entries())[entries:]]
    assert kinds == ["refused", "refused"]


def test_what_was_found_so_can_be_dropped_and_changed_elsewhere_and_never_said_anew(house: House):
    said = {
        "opportunity": "sets",
        "says": "Lend sets.",
        "worth": "£2m of revenue",
        "day": date(2025, 3, 10).isoformat(),
    }
    house.book.found("opportunity", said, SPONSOR, "a deck, 2025-03-10")
    change_opportunity(house.book, "sets", {"segment": "families"}, LAB_LEAD)
    with pytest.raises(Refusal, match="£3m of revenue"):
        change_opportunity(house.book, "sets", {"worth": "£3m of revenue"}, LAB_LEAD)
    change_opportunity(house.book, "sets", {"state": "dropped", "reason": "It was never tested."}, LAB_LEAD)
    assert house.book.state(OPPORTUNITIES).by_name["sets"].state == "dropped"
