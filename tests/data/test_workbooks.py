"""Workbooks: numbers and days as they are typed, one sheet, and every doubtful cell by its row and column."""

from datetime import date, datetime

import pytest

from taktgeber.core import Refusal

from .workbooks import Formula, Wrong, workbook

HEAD = ["Campaign name", "Day", "Amount spent (EUR)", "Impressions", "Link clicks", "CPC"]
TOTALS = "SELECT count(*), sum(spend), sum(impressions), sum(clicks) FROM media"
ROWS = [
    ["Spring", date(2024, 3, 4), 1.234, 1000, 20, None],
    ["Spring", date(2024, 3, 5), 1234, 12000, 3, None],
]


def loaded(house, rows, merged=(), name="m.xlsx", **options):
    h = house("EUR")
    h.load(h.write(name, workbook({"Report": rows}, merged)), account="DE", **options)
    return h


def test_typed_numbers_and_days_need_no_asking(house):
    h = loaded(house, [HEAD, *ROWS])
    assert h.sql(TOTALS) == [(2, 123523, 13000, 23)]
    assert h.sql('SELECT DISTINCT month("first") FROM media') == [(3,)]


def test_titles_empty_rows_and_totals_are_passed_over(house):
    total = [None, None, 1235.23, 13000, 23, None]
    h = loaded(house, [[], ["Report of March"], [], HEAD, [], *ROWS, [], total])
    assert h.sql(TOTALS) == [(2, 123523, 13000, 23)]


def test_a_column_of_numbers_with_dashes_for_nothing_stays_a_column_of_numbers(house):
    h = loaded(house, [HEAD, ["S", date(2024, 3, 1), 1.5, 5, "--", None], *ROWS])
    assert h.sql(TOTALS) == [(3, 123673, 13005, 23)]


def test_numbers_written_as_text_are_read_as_in_any_file(house):
    h = loaded(house, [HEAD, ["S", "01.03.2024", "1.234,50", 5, 1, None], ["S", "13.03.2024", "0,5", 5, 1, None]])
    assert h.sql(TOTALS) == [(2, 123500, 10, 2)]


def test_numbers_and_texts_in_one_column_that_speak_against_each_other_are_refused(house):
    with pytest.raises(Refusal, match="the decimal mark changes"):
        loaded(house, [HEAD, ["S", date(2024, 3, 1), "1,50", 5, 1, None], *ROWS])


def test_a_typed_number_in_a_mixed_column_is_never_ambiguous(house):
    rows = [HEAD, ["S", date(2024, 3, 1), 1.234, 5, 1, None], ["S", date(2024, 3, 2), "7", 5, 1, None]]
    assert loaded(house, rows).sql("SELECT spend FROM media ORDER BY 1") == [(123,), (700,)]


def test_numbers_that_name_things_keep_no_decimals(house):
    h = loaded(house, [HEAD, [916, date(2024, 3, 1), 1.5, 5, 1, None]])
    assert h.sql("SELECT campaign FROM media") == [("916",)]


def test_what_a_formula_last_gave_is_its_value(house):
    h = loaded(house, [HEAD, ["S", date(2024, 3, 1), Formula("A1*2", 7.5), 5, 1, None]])
    assert h.sql("SELECT spend FROM media") == [(750,)]


@pytest.mark.parametrize(
    ("cell", "says"), [(Wrong("#REF!"), "#REF!"), (Formula("A1*2"), "never calculated")], ids=["error", "formula"]
)
def test_a_cell_without_a_value_is_named_as_the_spreadsheet_shows_it(house, cell, says):
    with pytest.raises(Refusal, match=f'm.xlsx, row 5, column "Amount spent .EUR.": .*{says}'):
        loaded(house, [[], [], HEAD, *ROWS[:1], ["S", date(2024, 3, 1), cell, 5, 1, None]])


def test_a_cell_without_a_value_where_nothing_is_read_does_no_harm(house):
    h = loaded(house, [HEAD, ["S", date(2024, 3, 1), 1.5, 5, 1, Wrong("#DIV/0!")]])
    assert h.sql(TOTALS) == [(1, 150, 5, 1)]


def test_a_bad_cell_is_named_by_the_row_the_spreadsheet_shows(house):
    with pytest.raises(Refusal, match='row 6, column "Impressions": "many" is no whole number'):
        loaded(house, [[], ["Title"], HEAD, [], *ROWS[:1], ["S", date(2024, 3, 1), 1.5, "many", 1, None]])


def test_a_header_of_two_rows_is_read_by_the_row_that_names_the_columns(house):
    groups = ["Campaign name", "Day", "Money", "Reach", None, None]
    h = loaded(house, [groups, [None, None, *HEAD[2:]], *ROWS], merged=("A1:A2", "B1:B2", "D1:E1"))
    assert h.sql(TOTALS) == [(2, 123523, 13000, 23)]


def test_cells_merged_over_rows_of_data_are_refused(house):
    rows = [HEAD, ROWS[0], [None, *ROWS[1][1:]]]
    with pytest.raises(Refusal, match="rows 2 to 3: cells are merged"):
        loaded(house, rows, merged=("A2:A3",))


def test_of_several_sheets_with_data_one_is_asked_for(house):
    h = house("EUR")
    path = h.write("m.xlsx", workbook({"Notes": [["made", "by"], ["hand", "x"]], "Data": [HEAD, *ROWS], "Empty": []}))
    with pytest.raises(Refusal, match="2 sheets of the workbook hold data: Notes and Data"):
        h.load(path, account="DE")
    with pytest.raises(Refusal, match='no sheet "data"'):
        h.load(path, account="DE", sheet="data")
    h.load(path, account="DE", sheet="Data")
    assert h.sql(TOTALS) == [(2, 123523, 13000, 23)]


def test_the_sheet_can_stand_in_the_workspaces_sources(house):
    h = house("EUR", '[[sources]]\nfiles = "m*.xlsx"\nimporter = "meta"\naccount = "DE"\nsheet = "Data"\n')
    h.load(h.write("m.xlsx", workbook({"Notes": [["x"]], "Data": [HEAD, *ROWS]})))
    assert h.sql(TOTALS) == [(2, 123523, 13000, 23)]


def test_two_sheets_of_one_workbook_are_two_loads(house):
    h = house("EUR")
    later = [["Spring", date(2024, 4, 1), 1.0, 1, 1, None]]
    path = h.write("m.xlsx", workbook({"March": [HEAD, *ROWS], "April": [HEAD, *later]}))
    h.load(path, account="DE", sheet="March")
    (report,) = h.load(path, account="DE", sheet="April")
    assert not report.again
    assert h.sql(TOTALS) == [(3, 123623, 13001, 24)]


def test_times_of_a_workbook_are_kept(house):
    h = house("EUR")
    mapping = 'table = "transactions"\nsource = "s"\naccount = "a"\n[columns]\ntransaction = "No"\nat = "At"\n'
    mapping += 'quantity = "Pieces"\nrevenue = "Sum"\n[constants]\nkind = "sale"\n'
    rows = [["No", "At", "Pieces", "Sum"], [17, datetime(2024, 3, 1, 10, 30), 2, 15.5]]  # noqa: DTZ001 (a spreadsheet knows no zones)
    h.load(h.write("o.xlsx", workbook({"S": rows})), mapping=h.write("m.toml", mapping))
    found = h.sql('SELECT "transaction", "at", revenue FROM transactions')
    assert found == [("17", datetime(2024, 3, 1, 10, 30), 1550)]  # noqa: DTZ001 (UTC, as stored)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_letters_with_and_without_their_mark(house, encoding):
    h = house("EUR")
    rows = "Campaign report\nDay\tCampaign\tCurrency code\tCost\tImpr.\tClicks\n2024-03-01\t春季\tEUR\t1,234.50\t7\t2\n"
    h.load(h.write("g.csv", rows.encode(encoding)), account="DE")
    assert h.sql("SELECT campaign, spend FROM media") == [("春季", 123450)]


def test_a_bad_cell_of_wide_letters_is_named_by_its_line(house):
    h = house("EUR")
    rows = "Day\tCampaign\tCurrency code\tCost\tImpr.\tClicks\n2024-03-01\tS\tEUR\tmany\t7\t2\n"
    with pytest.raises(Refusal, match='row 2, column "Cost": "many"'):
        h.load(h.write("g.csv", rows.encode("utf-16-le")), account="DE")
