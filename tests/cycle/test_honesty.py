from __future__ import annotations

from datetime import date

import pytest

from taktgeber.core import (
    Estimate,
    Exact,
    Finding,
    Forecast,
    Money,
    Period,
    Picture,
    Proposal,
    Ratio,
    Refusal,
    Section,
    Table,
    Tile,
    Unknown,
    text,
)
from taktgeber.cycle.honesty import check_section

BEAT = Period.of_weeks(date(2025, 3, 10), 13)
SPEND = Exact(Money(500_00, "GBP"), "GBP", BEAT)
ORDERS = Exact(12, "orders", BEAT)
PERSON = "p-3f2a09c1d2e4"
LONE = text("{sum}", sum=Money(500, "GBP"))


def section(mode="exploit", headline=None, **parts) -> Section:
    whole = {"tiles": (), "pictures": (), "tables": (), "proposals": (), "findings": (), "how": ()}
    return Section("room", mode, headline or text("All is said."), **{**whole, **parts})


def table(*rows, heads=1) -> Table:
    return Table(tuple(text("Column") for _ in range(len(rows[0]))), rows, text("A table"))


def picture(unit="orders", data=None, shown=None) -> Picture:
    return Picture("shares", data or {"label": ["a"], "part": ["b"], "value": [1]}, text("Drawn"), unit,
                   shown or table(("a", ORDERS)))  # fmt: skip


def proposal(mode="explore", says=None, learns=None, forecasts=()) -> Proposal:
    return Proposal("p", "room", mode, says or text("Do it."), (), tuple(forecasts), learns, "sponsor", (), ())


# Every place in which a section can hold a figure; each is tried with each offence below.
PLACES = {
    "headline": lambda v: section(headline=text("It is {v}.", v=v)),
    "tile": lambda v: section(tiles=(Tile(text("It is {v}.", v=v), ORDERS),)),
    "table": lambda v: section(tables=(table((text("{v}", v=v), ORDERS)),)),
    "caption": lambda v: section(tables=(Table((text("C"),), (), text("Of {v}", v=v)),)),
    "picture": lambda v: section(pictures=(picture(shown=table((text("{v}", v=v), ORDERS))),)),
    "finding": lambda v: section(findings=(Finding("c", "note", text("See {v}.", v=v), text("Go on.")),)),
    "how": lambda v: section(how=(text("From {v}.", v=v),)),
    "proposal": lambda v: section(proposals=(proposal("exploit", says=text("Do {v}.", v=v)),)),
    "nested": lambda v: section(headline=text("{t}", t=text("{u}", u=text("{v}", v=v)))),
    "unknown": lambda v: section(tiles=(Tile(text("T"), Unknown(text("{v}", v=v), text("More."))),)),
}
places = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)


def refused(one: Section, rule: int, holders=None) -> str:
    with pytest.raises(Refusal) as caught:
        check_section(one, holders or {})
    assert caught.value.rule == rule
    return str(caught.value)


# rule 9 ------------------------------------------------------------------------------------------


@places
@pytest.mark.parametrize("naked", ["£500", "12.5 %", "1,200 GBP", "£ 3"])
def test_no_number_hides_in_words(place, naked):
    assert "without its period" in refused(place(naked), 9)


def test_no_sum_hides_in_the_words_of_a_message():
    in_headline = section(headline=text("We spent £500 on it."))
    assert "as words, without its period: We spent £500 on it." in refused(in_headline, 9)
    in_table = section(tables=(table(("a", "12 %")),))
    assert "as words, without its period: 12 %" in refused(in_table, 9)


def test_names_that_people_gave_may_hold_numbers():
    named = ("20 %", "The £5 box")
    check_section(section(tables=(table(*((name, ORDERS) for name in named)),)), {})
    check_section(section(headline=text("Stop {name}.", name="The £5 box")), {})
    check_section(section(pictures=(picture(data={"label": ["20 %"], "part": ["£5"], "value": [1]}),)), {})


@places
@pytest.mark.parametrize("bare", [7, 0.5])
def test_no_number_comes_without_unit_and_period(place, bare):
    assert "no unit and no period" in refused(place(bare), 9)


def test_money_in_a_sentence_needs_a_day_or_a_period():
    assert "no period or day beside it" in refused(section(headline=LONE), 9)
    check_section(section(headline=text("{sum} until {day}", sum=Money(500, "GBP"), day=BEAT.last)), {})


@pytest.mark.parametrize(
    "wrong",
    [
        Exact(Money(5, "GBP"), "EUR", BEAT),
        Exact(5, "GBP", BEAT),
        Exact(Ratio(Money(5, "GBP"), Money(4, "GBP")), "GBP", BEAT),
        Exact(Ratio(Money(5, "GBP"), 4), "orders", BEAT),
        Exact(Money(5, "GBP"), "orders", BEAT),
    ],
)
@places
def test_the_unit_says_what_the_value_is(place, wrong):
    assert "does not say what it is" in refused(place(wrong), 9)


def test_a_column_never_mixes_currencies():
    euros = Exact(Money(1, "EUR"), "EUR", BEAT)
    assert "mixes currencies" in refused(section(tables=(table(("a", SPEND), ("b", euros)),)), 9)
    per_order = Exact(Ratio(Money(5, "EUR"), 4), "EUR per order", BEAT)
    dear = Exact(Ratio(Money(5, "GBP"), 4), "GBP per order", BEAT)
    assert "mixes currencies" in refused(section(pictures=(picture(shown=table((dear,), (per_order,))),)), 9)


def test_a_column_of_money_never_mixes_beats_unless_each_row_names_its_own():
    week = Exact(Money(1, "GBP"), "GBP", Period.of_weeks(date(2025, 3, 10), 1))
    assert "mixes periods" in refused(section(tables=(table(("a", SPEND), ("b", week)),)), 9)
    rows = ((text("{p}", p=f.period), f) for f in (SPEND, week))
    check_section(section(tables=(table(*rows),)), {})


def test_now_and_before_are_of_one_unit_and_length():
    week = Exact(1, "orders", Period.of_weeks(date(2025, 3, 3), 1))
    assert "different length" in refused(section(tiles=(Tile(text("Orders"), ORDERS, week),)), 9)
    assert "different units" in refused(section(tiles=(Tile(text("Orders"), ORDERS, SPEND),)), 9)
    declared = Tile(text("Orders, against {week}", week=week.period), ORDERS, week)
    check_section(section(tiles=(declared,)), {})


def test_a_picture_has_a_unit():
    assert "without a unit" in refused(section(pictures=(picture(unit=""),)), 9)


# rule 13 -----------------------------------------------------------------------------------------


@places
def test_no_figure_stands_beside_a_single_person(place):
    assert "single person" in refused(place(text("{who} {n}", who=PERSON, n=ORDERS)), 13)


def test_no_person_is_a_point_of_a_picture():
    drawn = picture(data={"label": [PERSON], "part": ["decisions"], "value": [3]})
    assert "single person" in refused(section(pictures=(drawn,)), 13)


def test_a_person_may_be_named_without_a_figure():
    check_section(section(headline=text("{who} leads the lab since {day}.", who=PERSON, day=BEAT.first)), {})


def test_figures_about_decisions_are_by_role_from_five_holders_up():
    overrides = section(tables=(table(("analyst", Exact(3, "overrides", BEAT))),))
    assert "fewer than five" in refused(overrides, 13, {"analyst": 4})
    check_section(overrides, {"analyst": 5})


# rule 1 ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "figure",
    [
        SPEND,
        Exact(Ratio(Money(5, "GBP"), Money(4, "GBP")), "times", BEAT),
        Exact(Ratio(Money(5, "GBP"), 4), "GBP per insight", BEAT),
        Estimate(5.0, 4.0, 6.0, 0.9, "GBP", BEAT, "drawn", 5),
    ],
)
@pytest.mark.parametrize("where", ["tile", "table", "headline", "forecast"])
def test_no_money_is_said_of_exploration(figure, where):
    forecast = Forecast("chance_of_an_answer_in_time", {}, BEAT, figure)
    made = {
        "tile": section("explore", tiles=(Tile(text("T"), figure),)),
        "table": section("explore", tables=(table(("a", figure)),)),
        "headline": section("explore", headline=text("{v}", v=figure)),
        "forecast": section(None, proposals=(proposal(forecasts=(forecast,)),)),
    }
    assert "money is said of exploration" in refused(made[where], 1)


def test_a_stake_may_be_said_of_exploration_and_nothing_else():
    stake = text("We may lose {lose} until {day}.", lose=Money(500, "GBP"), day=BEAT.last)
    check_section(section("explore", headline=stake), {})
    gain = text("We may win {win} until {day}.", win=Money(500, "GBP"), day=BEAT.last)
    assert "not a stake" in refused(section("explore", headline=gain), 1)


def test_exploration_is_never_forecast_by_a_return_metric():
    forecast = Forecast("roas", {}, BEAT, Exact(Ratio(1, 2), "share", BEAT))
    assert "return metric" in refused(section(None, proposals=(proposal(forecasts=(forecast,)),)), 1)


def test_money_is_never_drawn_of_exploration():
    assert "money is drawn of exploration" in refused(section("explore", pictures=(picture(unit="GBP"),)), 1)
