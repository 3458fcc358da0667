"""An answer for people (sentences, tables) or for machines (JSON); a refusal on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any

from taktgeber.core import Answer, Refusal, Table, Text, text
from taktgeber.core.catalogue import ENGLISH
from taktgeber.core.format import show


def print_answer(answer: Answer, as_json: bool, locale: str = ENGLISH, asked: bool = False) -> None:
    """asked: whether the reader asked for the locale; else sentences for machines stay English."""
    if as_json:
        print(json.dumps(answer.plain(locale if asked else ENGLISH), ensure_ascii=False, indent=2))
        return
    for sentence in answer.says:
        print(show(sentence, locale))
    for table in answer.tables:
        _print_table(table, locale)
    for finding in answer.findings:
        print(show(_FINDINGS[finding.severity](show(finding, locale)), locale))


_FINDINGS = {
    "note": lambda says: text("to know: {says}", says=says),
    "warn": lambda says: text("to watch: {says}", says=says),
    "stop": lambda says: text("to mend: {says}", says=says),
}


def print_refusal(refused: Refusal, as_json: bool, locale: str = ENGLISH, asked: bool = False) -> None:
    if as_json:
        print(json.dumps(refused.plain(locale if asked else ENGLISH), ensure_ascii=False, indent=2))
    print(refused.shown(locale), file=sys.stderr)


def print_usage(wrong: Text, context: Any, locale: str) -> None:
    if context is not None:
        print(context.get_usage(), file=sys.stderr)
        print(show(text("See: {command}", command=f"{context.command_path} --help"), locale), file=sys.stderr)
    print(show(text("wrong usage: {what}", what=wrong), locale), file=sys.stderr)


def _print_table(table: Table, locale: str) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable

    shown = RichTable(title=show(table.caption, locale), title_justify="left", box=None, pad_edge=False)
    for i, column in enumerate(table.columns):
        words = all(isinstance(row[i], str | Text) for row in table.rows)
        shown.add_column(show(column, locale), justify="left" if words else "right", overflow="fold")
    for row in table.rows:
        shown.add_row(*(show(cell, locale) for cell in row))
    # A pipe has no edge to wrap at.
    console = Console() if sys.stdout.isatty() else Console(width=240)
    console.print(shown, markup=False)
