"""An answer for people (sentences, tables) or for machines (JSON); a refusal on standard error."""

from __future__ import annotations

import json
import sys

from taktgeber.core import Answer, Refusal, Table, Text
from taktgeber.core.format import show


def print_answer(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.data, ensure_ascii=False, indent=2))
        return
    for sentence in answer.says:
        print(show(sentence))
    for table in answer.tables:
        _print_table(table)
    for finding in answer.findings:
        print(f"{finding.severity}: {show(finding)}")


def print_refusal(refused: Refusal, as_json: bool) -> None:
    if as_json:
        data = {
            "refused": show(refused.says),
            "where": refused.where,
            "mend": show(refused.mend),
            "rule": refused.rule,
            "entry": refused.entry,
        }
        print(json.dumps(data, ensure_ascii=False, indent=2))
    print(str(refused), file=sys.stderr)


def _print_table(table: Table) -> None:
    from rich.console import Console
    from rich.table import Table as RichTable

    shown = RichTable(title=show(table.caption), title_justify="left", box=None, pad_edge=False)
    for i, column in enumerate(table.columns):
        words = all(isinstance(row[i], str | Text) for row in table.rows)
        shown.add_column(show(column), justify="left" if words else "right", overflow="fold")
    for row in table.rows:
        shown.add_row(*(show(cell) for cell in row))
    # A pipe has no edge to wrap at.
    console = Console() if sys.stdout.isatty() else Console(width=240)
    console.print(shown, markup=False)
