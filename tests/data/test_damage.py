# ruff: noqa: E501 (a table of cases reads best with a case a line)
"""Damaged files: each with its own defect is refused in its own words, and nothing stored changes."""

import gzip

import pytest

from taktgeber.core import Refusal

from .workbooks import Formula, Placed, Wrong, workbook, zipped

META = "Campaign name,Day,Amount spent (GBP),Impressions,Link clicks\n"
GOOGLE = "Campaign,Day,Currency code,Cost,Impr.,Clicks\n"
GOOD = META + "Spring,2024-03-01,12.50,1000,20\nSpring,2024-03-02,11.25,900,18\n"


def sheet(*rows):
    return workbook({"S": [META.strip().split(","), *rows]})


SHEET = sheet(["Spring", "2024-03-01", 12.5, 1000, 20])
ZIPPED = zipped({"export.csv": GOOD.encode()})
STRAY = workbook({"S": [["x"], [Placed("XFD1048576", 1)]]})
LEDGER = "booking,date,unit,account,amount\n"

# name of the case: (file name, its bytes or text, options, what the refusal says, what the way on says)
DAMAGED = {
    "nothing in it": ("a.csv", "", {}, "the file is empty", "Export it again"),
    "only a header": ("a.csv", META, {}, "a header and no rows", "export again"),
    "half a workbook": ("a.xlsx", SHEET[:-40], {}, "archive of the workbook is damaged", "save it as XLSX"),
    "no workbook in the archive": ("a.zip", ZIPPED, {}, "no workbook (XLSX) is in it", "Unpack it"),
    "a locked workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 99, {}, "locked with a password", "without password"),
    "a workbook of the old kind": ("a.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 900, {}, "of the old kind (XLS)", "save it as XLSX"),
    "a web page called a workbook": ("a.xls", "<html><body><table><tr><td>Campaign name</td></tr></table></body></html>", {}, "a web page or XML", "save it as XLSX"),
    "a printed page": ("a.csv", b"%PDF-1.7\n%\xe2\xe3", {}, "a printed page (PDF)", "Export the table itself"),
    "a workbook that unpacks to a disk full": ("a.xlsx", workbook({"S": [["x"]]}, more={"xl/media/image1.bmp": bytes(30_000_000)}), {}, "200 times its size", "Ask who sent it"),
    "an archive that unpacks to a disk full": ("a.csv.gz", gzip.compress(META.encode() + b"0" * 30_000_000), {}, "200 times its size", "Ask who sent it"),
    "a stray cell in the last row": ("a.xlsx", STRAY, {}, "reach to row 1048576 and column XFD", "Delete the stray cells"),
    "an empty workbook": ("a.xlsx", workbook({"S": []}), {}, "no sheet of the workbook holds a cell", "Export it again"),
    "two sheets": ("a.xlsx", workbook({"One": [["x"]], "Two": [["y"]]}), {}, "2 sheets of the workbook hold data: One and Two", "--sheet NAME"),
    "a sheet that is not there": ("a.xlsx", SHEET, {"sheet": "Two"}, 'has no sheet "Two"', "Its sheets are: S"),
    "a sheet of a text": ("a.csv", GOOD, {"sheet": "Two"}, "only a workbook has sheets", "Leave out --sheet"),
    "an error cell": ("a.xlsx", sheet(["S", "2024-03-01", Wrong("#REF!"), 5, 5]), {}, 'row 2, column "Amount spent (GBP)": the cell has no value: #REF!', "Mend the formula"),
    "a formula never calculated": ("a.xlsx", sheet(["S", "2024-03-01", 1.5, Formula("5+5"), 5]), {}, 'column "Impressions": the cell has no value: a formula that was never', "Mend the formula"),
    "merged cells": ("a.xlsx", workbook({"S": [META.strip().split(","), ["S", "2024-03-01", 1, 5, 5], [None, "2024-03-02", 1, 5, 5]]}, ["A2:A3"]), {}, "rows 2 to 3: cells are merged", "Undo the merge"),
    "a word in a workbook": ("a.xlsx", sheet(["S", "2024-03-01", 1.5, "some", 5]), {}, 'row 2, column "Impressions": "some" is no whole number', "Mend"),
    "zero bytes far down": ("a.csv", (GOOD + "Spring,2024-03-03,3.10,5,5\n" * 12_000).encode() + b"\x00\n", {}, "zero bytes", "XLSX"),
    "wide letters cut in half": ("a.csv", GOOD.encode("utf-16")[:-1], {}, "in no known encoding", "UTF-8"),
    "a letter of no encoding": ("a.csv", META.encode() + b"Spr\x81ng,2024-03-01,1.5,5,5\n", {}, "byte 64 is in no known encoding", "UTF-8"),
    "zero bytes": ("a.csv", b"a,b\n\x00\x01\n", {}, "zero bytes", "CSV"),
    "half in one encoding, half in another": ("a.csv", META.encode() + "Frühling,2024-03-01,1.5,5,5\n".encode() + "Grün,2024-03-02,1.5,5,5\n".encode("cp1252"), {}, "goes on in another encoding", "UTF-8"),
    "two exports in one file": ("a.csv", GOOD + GOOD, {}, 'row 4, column "Day": "Day" is no date', "--dates"),
    "a row of spaces too long": ("a.txt", " id date n value\n1 19970101 1 2.00\n\n2 19970101 1 2.00 9\n", {"mapping": "cdnow"}, "row 4: the row has 5 cells, the header has 4", "Mend"),
    "a row of spaces too short": ("a.txt", " id date n value\n1 19970101 1\n", {"mapping": "cdnow"}, "row 2: the row has 3 cells, the header has 4", "Mend"),
    "half an archive": ("a.csv.gz", gzip.compress((GOOD * 50).encode())[:-20], {}, "the archive is damaged", "Export"),
    "no export at all": ("a.csv", "name,phone\nx,1\n", {}, "of no export", "mapping file"),
    "a row too short": ("a.csv", GOOD + "Spring,2024-03-03,3.10\n", {}, "row 4: the row has 3 cells, the header has 5", ""),
    "a row too long": ("a.csv", GOOD + "Spring,2024-03-03,3.10,5,5,5\n", {}, "row 4: the row has 6 cells", "Mend the row"),
    "a quote never closed": ("a.csv", GOOD + '"Spring,2024-03-03,3.10,5,5\n', {}, "quotation mark", "Mend the row"),
    "a word for money": ("a.csv", GOOD + "Spring,2024-03-03,about 3,5,5\n", {}, 'row 4, column "Amount spent (GBP)": "about 3" is no number', "Mend"),
    "a sign of currency": ("a.csv", GOOD + "Spring,2024-03-03,£3.10,5,5\n", {}, '"£3.10" is no number', "Mend"),
    "an exponent": ("a.csv", GOOD + "Spring,2024-03-03,1E+5,5,5\n", {}, '"1E+5" is no number', "Mend"),
    "half a view": ("a.csv", GOOD + "Spring,2024-03-03,3.10,5.5,5\n", {}, 'column "Impressions": "5.5" is no whole number', ""),
    "a day that is none": ("a.csv", GOOD + "Spring,2024-02-30,3.10,5,5\n", {}, '"2024-02-30" is no date', "--dates"),
    "a day and more": ("a.csv", GOOD + "Spring,2024-03-03x,3.10,5,5\n", {}, '"2024-03-03x" is no date', "--dates"),
    "a day missing": ("a.csv", GOOD + "Spring,,3.10,5,5\n", {}, 'row 4, column "Day": the cell is empty', "Fill"),
    "a day to come": ("a.csv", GOOD + "Spring,2031-03-03,3.10,5,5\n", {}, "has not come yet", "--dates"),
    "a day of another age": ("a.csv", GOOD + "Spring,1924-03-03,3.10,5,5\n", {}, "outside 1990-01-01", "--dates"),
    "money back from a platform": ("a.csv", GOOD + "Spring,2024-03-03,-3.10,5,5\n", {}, '"-3.10": the value lies below 0', "bookings"),
    "views below nothing": ("a.csv", GOOD + "Spring,2024-03-03,3.10,-5,5\n", {}, 'column "Impressions": "-5"', "mend the cell"),
    "views without their money": ("a.csv", GOOD + "Spring,2024-03-03,,5,5\n", {}, 'column "Amount spent (GBP)": the cell is empty', ""),
    "a campaign without name": ("a.csv", GOOD + ",2024-03-03,3.10,5,5\n", {}, 'column "Campaign name": the cell is empty', ""),
    "too much money": ("a.csv", GOOD + f"Spring,2024-03-03,{'9' * 30},5,5\n", {}, "is no number", "Mend"),
    "a cell as long as a book": ("a.csv", GOOD + f"Spring,2024-03-03,{'x' * 200_000},5,5\n", {}, f'row 4, column "Amount spent (GBP)": "{"x" * 80}…" is no number', "Mend"),
    "two decimal marks": ("a.csv", META + 'S,2024-03-01,"3,10",5,5\nS,2024-03-02,3.10,5,5\n', {}, "the decimal mark changes", "one way"),
    "a mark against what was said": ("a.csv", GOOD, {"decimal": ","}, '"12.50" is no number with a decimal comma', "Mend"),
    "an open decimal mark": ("a.csv", META + "S,2024-03-01,1.234,5,5\n", {}, '"1.234" can be 1234 or 1.234', "--decimal"),
    "an open order of days": ("a.csv", META + "S,03/04/2024,3.10,5,5\n", {}, '"03/04/2024" can have the day or the month', "--dates dmy"),
    "two orders of days": ("a.csv", META + "S,13/04/2024,3.1,5,5\nS,04/13/2024,3.1,5,5\n", {}, "has the day first", "one way"),
    "an order against what was said": ("a.csv", META + "S,13/04/2024,3.1,5,5\n", {"dates": "mdy"}, "month first", "--dates"),
    "no day anywhere": ("a.csv", "Campaign name,Amount spent (GBP),Impressions\nS,3.1,5\n", {}, "which day a row is about", "by day"),
    "no money anywhere": ("a.csv", "Campaign name,Day,Impressions\nS,2024-03-01,5\n", {"importer": "meta"}, "no row of its head holds the headers", "Export"),
    "no campaign anywhere": ("a.csv", "Day,Amount spent (GBP),Impressions\n2024-03-01,3.1,5\n", {}, "no column names the campaign", "name"),
    "money twice in the header": ("a.csv", "Campaign name,Day,Amount spent (GBP),Amount spent (EUR),Impressions\nS,2024-03-01,1.1,1.2,5\n", {}, "stands 2 times", "one of them"),
    "another currency said": ("a.csv", GOOD, {"currency": "EUR"}, "the header says GBP, you say EUR", "Leave out"),
    "no currency said": ("a.csv", "Campaign,Day,Cost,Impr.\nS,2024-03-01,3.1,5\n", {}, "in which currency", "--currency"),
    "a currency that is none": ("a.csv", GOOGLE + "S,2024-03-01,EURO,3.1,5,1\n", {}, 'column "Currency code": "EURO": the value is no currency', ""),
    "a currency without a rate": ("a.csv", GOOGLE + "S,2024-03-01,SEK,3.1,5,1\n", {}, "no rate from SEK to GBP", "Load a table of rates"),
    "a total that ends before it begins": ("a.csv", "Campaign name,Reporting starts,Reporting ends,Amount spent (GBP),Impressions\nS,2024-03-31,2024-03-01,3.1,5\n", {}, "ends before it begins", "Mend"),
    "a month and one of its days": ("a.csv", "Campaign name,Reporting starts,Reporting ends,Amount spent (GBP),Impressions\nS,2024-03-01,2024-03-31,3.1,5\nS,2024-03-05,2024-03-05,3.1,5\n", {}, "overlap: the money would count twice", "not both"),
    "a booking twice": ("a.csv", LEDGER + "b1,2024-03-01,lab,rent,5.0\nb1,2024-03-01,lab,rent,5.0\n", {}, "booking b1 stands twice", "Keep one"),
    "a rate of nothing": ("a.csv", "date,currency,rate\n2024-03-01,EUR,0\n", {}, 'column "rate": "0": the value must lie above 0', ""),
    "Parquet cut short": ("a.parquet", b"PAR1\x00\x01\x02\x03", {}, "the Parquet file cannot be read", "Write it again"),
}  # fmt: skip


@pytest.fixture
def furnished(house):
    from datetime import date

    h = house("GBP")
    h.load(h.write("before.csv", GOOD), account="shop", today=date(2025, 1, 1))
    return h


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_file_is_refused_in_its_own_words_and_changes_nothing(case, furnished):
    from datetime import date

    name, content, options, says, mend = DAMAGED[case]
    path = furnished.write(name, content)
    before = furnished.bytes_stored()
    with pytest.raises(Refusal) as refused:
        furnished.load(path, account="other", today=date(2025, 1, 1), **options)
    shown = str(refused.value)
    assert says in shown
    assert mend in shown.splitlines()[-1]
    assert name in shown.splitlines()[0]
    assert furnished.bytes_stored() == before


def test_no_two_defects_read_the_same():
    assert len({case[3] for case in DAMAGED.values()}) >= len(DAMAGED) - 5
    assert len(DAMAGED) >= 60


def test_a_file_that_is_not_there_is_refused(furnished):
    with pytest.raises(Refusal, match="no such file"):
        furnished.load(furnished.files / "none.csv")


def test_the_row_named_is_the_files_own_line_even_after_line_breaks_in_cells(house):
    h = house()
    text = META + '"two\nlines",2024-03-01,1.5,5,5\n\nSpring,2024-03-02,x,5,5\n'
    with pytest.raises(Refusal, match="row 5, column"):
        h.load(h.write("a.csv", text), account="a")


def test_a_refused_first_load_leaves_the_workspace_as_it_was(house):
    h = house()
    before = h.bytes_stored()
    with pytest.raises(Refusal):
        h.load(h.write("a.csv", META + "S,2024-03-01,x,5,5\n"), account="a")
    assert h.bytes_stored() == before


def test_a_refusal_names_what_was_loaded_before_it(house):
    h = house()
    good, bad = h.write("good.csv", GOOD), h.write("bad.csv", META + "S,2024-04-01,x,5,5\n")
    with pytest.raises(Refusal) as refused:
        h.load(good, bad, account="a")
    assert "Loaded before it: good.csv." in str(refused.value)
    assert h.sql("SELECT count(*) FROM media") == [(2,)]


def test_lines_that_end_in_two_ways_are_told_where_no_row_can_be_named(house):
    """Found by random damage: the engine ended a line where the reader that names rows did not."""
    head = "tool,vendor,category,capabilities,owner,scope,seats,annual_cost,integrates_Rith"
    h = house("EUR")
    file = h.write("tools.csv", f",operations,everywhere,5,1200.50,Shop\nMailer,Acme,mail,\r\n{head}\n")
    before = h.bytes_stored()
    with pytest.raises(Refusal, match="its lines end in different ways"):
        h.load(file)
    assert h.bytes_stored() == before
