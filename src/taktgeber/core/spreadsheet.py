"""Tables for spreadsheets: CSV whose cells stay text. A cell that a spreadsheet would run gets a quote before it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def neutral_cell(cell: str) -> str:
    """A number keeps its sign; what begins like a formula and is none does not."""
    if not cell.lstrip().startswith(_RUNS) and not cell.startswith(_RUNS):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return f"'{cell}" if cell[0] in "\t\r" else cell


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it, lines as RFC 4180 ends them."""
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    for row in (head, *rows):
        sheet.writerow([neutral_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + written.getvalue().encode()
