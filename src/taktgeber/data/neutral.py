"""Cells that a spreadsheet would run as formulas, made harmless in every table that is written for people."""

from __future__ import annotations

_RUN = ("=", "+", "-", "@", "\t", "\r")


def neutral_cell(value: str) -> str:
    """The text with an apostrophe before it, where a spreadsheet would take it for a formula; numbers stay."""
    if not value.startswith(_RUN):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return f"'{value}" if value[0] in "\t\r" else value
