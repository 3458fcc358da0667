"""Quarantine: good rows go in, bad ones are kept apart with their reason, counted and shown until mended."""

import csv
import gzip
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.core.format import show
from taktgeber.core.spreadsheet import neutral_cell
from taktgeber.data import DuckEngine, current_snapshot, health
from taktgeber.data.health_section import findings

from .workbooks import Wrong, workbook

HEAD = "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks\n"
GOOD = "Spring,2024-03-01,12.50,1000,20\nSpring,2024-03-02,11.25,900,18\n"
BAD = "Spring,2024-03-03,many,5,5\nSpring,2024-03-04,1.00\n"
SPEND = "SELECT count(*), sum(spend) FROM media"


def kept(h):
    (path,) = (h.workspace.inside / "quarantine").iterdir()
    return list(csv.DictReader(path.open(newline="")))


def told(h):
    engine = DuckEngine(h.workspace.tables, h.book)
    seen = health(engine, h.book, current_snapshot(h.book), h.workspace.settings)
    return [show(f.says) for f in findings(seen, "GBP") if f.code == "quarantined"]


def test_without_the_word_a_file_is_whole_or_nothing(house):
    h = house()
    with pytest.raises(Refusal):
        h.load(h.write("a.csv", HEAD + GOOD + BAD), account="a")
    assert h.book.entries == []


def test_good_rows_go_in_and_bad_ones_are_kept_with_row_column_and_reason(house):
    h = house()
    (report,) = h.load(h.write("a.csv", HEAD + GOOD + BAD), account="a", quarantine=True)
    assert (report.rows, report.quarantined) == (2, 2)
    assert h.sql(SPEND) == [(2, 2375)]
    assert [(r["row"], r["column"], r["reason"]) for r in kept(h)] == [
        ("4", "Amount spent (GBP)", '"many" is no number with a decimal point.'),
        ("5", "", "the row has 3 cells, the header has 5."),
    ]
    assert kept(h)[0]["Campaign name"] == "Spring"
    assert report.kept is not None
    assert (h.workspace.root / report.kept).is_file()


def test_the_ledger_counts_what_was_left_out(house):
    h = house()
    h.load(h.write("a.csv", HEAD + GOOD + BAD), account="a", quarantine=True)
    (found,) = [f for f in h.book.entries[0].payload["findings"] if f["code"] == "quarantined"]
    assert found["count"] == 2
    assert b"many" not in h.book.entries[0].body


def test_it_is_shown_until_the_mended_file_takes_its_place(house):
    h = house()
    h.load(h.write("a.csv", HEAD + GOOD + BAD), account="a", quarantine=True)
    assert told(h)
    assert told(h)[0].startswith('2 rows of "a.csv" are bad and were left out')
    h.load(h.write("a.csv", HEAD + GOOD + "Spring,2024-03-03,9.00,5,5\n"), account="a")
    assert told(h) == []
    assert h.sql(SPEND) == [(3, 3275)]


def test_the_same_file_again_changes_nothing_and_still_says_so(house):
    h = house()
    path = h.write("a.csv", HEAD + GOOD + BAD)
    h.load(path, account="a", quarantine=True)
    before = h.bytes_stored()
    (again,) = h.load(path, account="a", quarantine=True)
    assert again.again
    assert again.quarantined == 2
    assert h.bytes_stored() == before


def test_rows_left_out_for_want_of_a_rate_come_in_once_it_is_there(house):
    h = house()
    rows = "Campaign,Day,Currency code,Cost,Impr.,Clicks\nS,2024-03-01,GBP,1,5,1\nS,2024-03-02,GBP,1,5,1\n"
    path = h.write("g.csv", rows + "S,2024-03-02,SEK,10,5,1\n")
    h.load(path, account="a", quarantine=True)
    assert "no rate from SEK to GBP" in kept(h)[0]["reason"]
    h.load(h.write("rates.csv", "date,currency,rate\n2024-01-01,SEK,0.1\n"))
    h.load(path, account="a")
    assert h.sql(SPEND) == [(3, 300)]
    assert told(h) == []


def test_more_than_half_bad_is_refused_whole(house):
    h = house()
    before = h.bytes_stored()
    with pytest.raises(Refusal, match="2 of its 3 rows are bad: too many"):
        h.load(h.write("a.csv", HEAD + GOOD[:32] + BAD), account="a", quarantine=True)
    assert h.bytes_stored() == before


@pytest.mark.parametrize(
    "rows",
    [GOOD + '"Spring,2024-03-03,3.10,5,5\n', GOOD + 'S,2024-03-01,"3,10",5,5\n', GOOD.replace("2024-03-", "03/04/")],
    ids=["an open quote", "two decimal marks", "open days"],
)
def test_a_file_that_cannot_be_understood_as_a_whole_is_refused(house, rows):
    h = house()
    before = h.bytes_stored()
    with pytest.raises(Refusal):
        h.load(h.write("a.csv", HEAD + rows), account="a", quarantine=True)
    assert h.bytes_stored() == before


def test_rows_of_a_workbook_are_named_as_the_spreadsheet_shows_them(house):
    h = house()
    rows = [["S", date(2024, 3, n), 1.5, 5, 1] for n in range(1, 5)]
    wrong = [["S", date(2024, 3, 5), Wrong("#REF!"), 5, 1], ["S", date(2024, 3, 6), 1.5, -5, 1]]
    content = workbook({"S": [[], HEAD.strip().split(","), *rows, [], *wrong]})
    h.load(h.write("a.xlsx", content), account="a", quarantine=True)
    assert [(r["row"], r["column"]) for r in kept(h)] == [("8", "Amount spent (GBP)"), ("9", "Impressions")]
    assert h.sql(SPEND) == [(4, 600)]


def test_no_personal_cell_is_kept(house):
    h = house()
    mapping = 'table = "transactions"\nsource = "s"\naccount = "a"\n[columns]\ntransaction = "No"\nat = "At"\n'
    mapping += 'customer = "Mail"\nquantity = "Pieces"\nrevenue = "Sum"\n[constants]\nkind = "sale"\n'
    rows = "No,At,Mail,Phone,Pieces,Sum\n1,2024-03-01,anna@example.org,0123,1,5.00\n2,2024-03-01,a@b.org,0123,x,5.00\n"
    h.load(h.write("o.csv", rows), mapping=h.write("m.toml", mapping), quarantine=True)
    assert kept(h) == [{"row": "3", "column": "Pieces", "reason": '"x" is no number with a decimal point.',
                        "No": "2", "At": "2024-03-01", "Pieces": "x", "Sum": "5.00"}]  # fmt: skip


def test_nothing_kept_runs_in_a_spreadsheet(house):
    h = house()
    rows = GOOD + '"=HYPERLINK(""x"")",2024-03-03,many,5,5\n'
    h.load(h.write("a.csv.gz", gzip.compress((HEAD + rows).encode())), account="a", quarantine=True)
    assert kept(h)[0]["Campaign name"] == '\'=HYPERLINK("x")'


@given(st.text(max_size=8))
def test_a_neutral_cell_is_the_text_or_the_text_behind_an_apostrophe(value):
    shown = neutral_cell(value)
    assert shown in (value, f"'{value}")
    assert not shown.startswith(("=", "@", "\t", "\r"))
    assert neutral_cell("-12.5") == "-12.5"
    assert neutral_cell("-1+cmd") == "'-1+cmd"


def test_a_quarantined_load_of_times_keeps_its_days(house):
    h = house()
    rows = "event,at,market,kind,text\ne1,2024-03-01 10:00,DE,rival,x\ne2,2024-03-02,DE,gossip,y\n"
    h.load(h.write("e.csv", rows), quarantine=True)
    assert h.sql('SELECT "at" FROM events') == [(datetime(2024, 3, 1, 10),)]  # noqa: DTZ001 (UTC, as stored)
