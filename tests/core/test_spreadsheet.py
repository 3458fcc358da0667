"""Cells of a table for spreadsheets: text stays text, a number keeps its sign."""

from __future__ import annotations

import csv
import io

import pytest

from taktgeber.core.spreadsheet import csv_bytes, neutral_cell


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "\t1", " =1", '=HYPERLINK("x")', "-1+1"]
)
def test_what_a_spreadsheet_would_run_gets_a_quote(cell: str) -> None:
    assert neutral_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-12.5", "+3", "a=b", "1", "p-0001", "2025-06-01", "–5"])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert neutral_cell(cell) == cell


def test_a_table_comes_back_as_it_was() -> None:
    rows = [('a "quoted" cell', "two\nlines"), ("ü, 漢", "")]
    read = list(csv.reader(io.StringIO(csv_bytes(("x", "y"), rows).decode("utf-8-sig"), newline="")))
    assert [tuple(row) for row in read] == [("x", "y"), *rows]
