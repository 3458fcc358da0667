"""Numbers and days mean what the file as a whole says, or the person is asked."""

import re
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.data.cells import Cells, Marks
from taktgeber.data.sheet import Cell

HEAD = "Campaign name,Day,Amount spent (GBP),Impressions\n"
CELL = Cell("x", "c0")


def read(value, kind, marks):
    """One cell, read by the engine; "bad" where it is no value."""
    sql = Cells(marks).value(CELL, kind)
    try:
        return duckdb.execute(f"SELECT {sql} FROM (SELECT CAST(? AS VARCHAR) AS c0)", [value]).fetchone()[0]
    except duckdb.Error:
        return "bad"


def written(number, decimal, group):
    whole, _, rest = f"{number:.2f}".partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    parts = re.sub(r"(?<=\d)(?=(\d{3})+$)", group, whole)
    return f"{sign}{parts}{decimal}{rest}"


@given(
    st.integers(-(10**11), 10**11),
    st.sampled_from([".,", ",.", ".", ",", ". ", ",\u00a0", ",\u202f", ".'", ".’"]),
)
def test_a_number_written_in_any_country_is_read_back(pence, marks):
    decimal, group = marks[0], marks[1:]
    assert read(written(pence / 100, decimal, group), "money", Marks(decimal)) * 100 == pence


@given(st.integers(0, 10**15), st.sampled_from(["", ",", " ", "'"]))
def test_a_count_is_read_back(count, group):
    assert read(re.sub(r"(?<=\d)(?=(\d{3})+$)", group, str(count)), "whole", Marks(".")) == count


@given(st.text("0123456789.,eE_-+ aifn%£()", min_size=1, max_size=8))
def test_only_numbers_are_taken_for_numbers(value):
    got = read(value, "money", Marks("."))
    if re.fullmatch(r"\s*(-|--)?\s*", value):
        assert got is None
    elif re.fullmatch(r"\s*[-+]?(([0-9]+|[0-9]{1,3}([, ][0-9]{3})+)(\.[0-9]*)?|\.[0-9]+)\s*", value):
        assert float(got) == pytest.approx(float(value.replace(",", "").replace(" ", "")), abs=1e-6)
    else:
        assert got == "bad"


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y"]))
def test_days_first_and_months_first_are_read_as_said(day, form):
    assert read(day.strftime(form), "day", Marks(dates="dmy")) == day
    turned = form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m")
    assert read(day.strftime(turned), "day", Marks(dates="mdy")) == day


@pytest.mark.parametrize(
    "written",
    ["2024-03-05", "2024/03/05", "20240305", "05.03.2024", "5.3.2024", "05.03.24", "5 Mar 2024", "March 5, 2024",
     "2024-03-05 00:00:00", "2024-03-05T10:11:12", "2024年3月5日", " 2024-03-05 ", "2024-3-5"],
)  # fmt: skip
def test_days_that_can_mean_one_thing_need_no_asking(written):
    assert read(written, "day", Marks()) == date(2024, 3, 5)


@pytest.mark.parametrize("written", ["2024-02-30", "2024-13-01", "2024-03-0x", "2024-03-1x", "yesterday", "45356", "1"])
def test_what_is_no_day_is_no_day(written):
    assert read(written, "day", Marks()) == "bad"


def test_times_with_a_zone_become_universal_time():
    from datetime import datetime

    assert read("2026-01-01 10:00:00 +0900", "time", Marks()) == datetime(2026, 1, 1, 1)  # noqa: DTZ001 (UTC, as stored)


def loads(house, name, *lines, **options):
    h = house()
    h.load(h.write(name, HEAD + "".join(line + "\n" for line in lines)), account="a", **options)
    return h


def test_one_number_decides_for_the_file(house):
    h = loads(house, "a.csv", 'S,2024-03-01,"1.234",5', 'S,2024-03-02,"0,5",5')
    assert h.sql("SELECT spend FROM media ORDER BY 1") == [(50,), (123400,)]


def test_a_count_with_a_group_decides_too(house):
    h = loads(house, "a.csv", 'S,2024-03-01,"1.234",5', 'S,2024-03-02,7,"12.345"')
    assert h.sql("SELECT spend FROM media ORDER BY 1") == [(700,), (123400,)]


@pytest.mark.parametrize(("said", "pence"), [(".", 123), (",", 123400)])
def test_an_open_mark_is_asked_for_and_taken_as_said(house, said, pence):
    with pytest.raises(Refusal, match=r"row 2.*can be 1234 or 1\.234"):
        loads(house, "a.csv", "S,2024-03-01,1.234,5")
    assert loads(house, "a.csv", "S,2024-03-01,1.234,5", decimal=said).sql("SELECT spend FROM media") == [(pence,)]


@pytest.mark.parametrize(("said", "month"), [("dmy", 4), ("mdy", 3)])
def test_an_open_order_is_asked_for_and_taken_as_said(house, said, month):
    h = loads(house, "a.csv", "S,03/04/2024,1.50,5", dates=said)
    assert h.sql('SELECT month("first") FROM media') == [(month,)]


def test_a_day_far_down_decides_the_order(house):
    first = date(2023, 1, 1)
    some = [f"S,{first.strftime('%m/%d/%Y')},1.50,5"] * 21_000
    h = loads(house, "a.csv", *some, f"S,{(first + timedelta(days=30)).strftime('%m/%d/%Y')},1.50,5")
    assert h.sql('SELECT max("first") FROM media') == [(date(2023, 1, 31),)]
