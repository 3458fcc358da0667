"""What of the own tables is listened to: whole weeks only, the newest texts, and what enough people have heard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from taktgeber.customers import HEARD, Told, Words, report
from taktgeber.cycle import House
from taktgeber.explore.signals.own_tables import heard_weeks, own_tables
from taktgeber.govern.database import open_database
from tests.cycle.small_house import FIRST, NOON, load, make_house

MONDAY = date(2025, 3, 10)


@pytest.fixture
def house(tmp_path: Path):
    with make_house(tmp_path / "house", data=False) as house:
        yield house


def listened(house: House):
    return own_tables(house.engine, house.snapshot())


def test_weeks_that_are_not_whole_are_left_out(house):
    """From a Wednesday to a Tuesday: one whole week, of seven."""
    days = [MONDAY + timedelta(n) for n in range(2, 16)]
    load(house, "outcomes", [{"date": day, "market": "UK", "kpi": "orders", "value": 1.0} for day in days])
    (orders,), _ = listened(house)
    assert (orders.name, orders.days, orders.values) == ("orders, UK", (MONDAY + timedelta(7),), (7.0,))


def test_watched_series_come_as_they_are(house):
    load(house, "series", [{"name": "vix", "date": MONDAY + timedelta(n), "value": v, "source": "cboe"}
                           for n, v in ((1, 12.5), (0, 11.0))])  # fmt: skip
    (vix,), _ = listened(house)
    assert (vix.name, vix.days, vix.values) == ("vix", (MONDAY, MONDAY + timedelta(1)), (11.0, 12.5))


def test_a_channel_that_pauses_has_weeks_of_nought(house):
    rows = []
    for day, channel, clicks in ((0, "Meta", 5), (6, "Meta", 2), (7, "Google", 1), (20, "Meta", 9)):
        at = (MONDAY + timedelta(day)).isoformat()
        rows.append({
            "first": at, "last": at, "source": "x", "account": "a", "market": "UK", "channel": channel,
            "campaign": "c", "ad": f"{day}", "breakdown": "", "spend": 100, "spend_original": 100, "currency": "GBP",
            "impressions": 10, "clicks": clicks, "claimed_conversions": None, "claimed_revenue": None,
        })  # fmt: skip
    load(house, "media", rows)
    series, _ = listened(house)
    assert {one.name: one.values for one in series} == {
        "Google, clicks": (0.0, 1.0, 0.0), "Google, spend": (0.0, 100.0, 0.0),
        "Meta, clicks": (7.0, 0.0, 9.0), "Meta, spend": (200.0, 0.0, 100.0),
    }  # fmt: skip


def test_texts_come_with_their_day_title_and_body(house):
    load(house, "texts", [
        {"document": name, "kind": "news", "language": "en", "title": title, "body": "a body",
         "at": datetime(2025, 3, day, 23, 59, tzinfo=UTC)}
        for name, title, day in (("b", None, 11), ("a", "A title", 10))
    ])  # fmt: skip
    _, texts = listened(house)
    assert [(one.day, one.words) for one in texts] == [(MONDAY, "A title a body"), (date(2025, 3, 11), "a body")]


def test_an_empty_workspace_is_listened_to_without_a_word(house):
    assert listened(house) == ((), ())


@pytest.mark.parametrize(("people", "heard"), [(4, 0), (5, 1)])
def test_a_theme_is_counted_once_five_people_have_spoken(house, people, heard):
    engine = open_database(house.workspace.people_address)
    try:
        store = Words(engine)
        for n in range(people):
            report(house.book, store, house.settings, Told("too dear", "price", "UK", None, True), f"p-{n:04x}", NOON)
        later = NOON.date() + timedelta(14)
        series = heard_weeks(house.book.state(HEARD), store, later)
    finally:
        engine.dispose()
    assert len(series) == heard
    if heard:
        assert series[0].name == "heard, price"
        assert sum(value or 0.0 for value in series[0].values) == people
        assert series[0].days[0] == FIRST.after().first
