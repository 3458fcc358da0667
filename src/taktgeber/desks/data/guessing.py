"""What takt load --guess says of unknown files: nothing is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktgeber.core import Answer, Table, Text, text
from taktgeber.core.format import show
from taktgeber.core.names import named
from taktgeber.data import Guess, guess_mapping


def guessed(files: list[Path], sheet: str | None) -> Answer:
    guesses = [guess_mapping(file, sheet) for file in files]
    return Answer(
        tuple(_guess_said(g) for g in guesses),
        tables=tuple(_guess_table(g) for g in guesses),
        data={"guesses": [_guess_plain(g) for g in guesses]},
    )


def _guess_said(guess: Guess) -> Text:
    if guess.missing:
        return text("{file} seems to be a table of {table}; no column seems to be {names}. Nothing was loaded.",
                    file=guess.file, table=named(guess.table), names=guess.missing)  # fmt: skip
    return text("{file} seems to be a table of {table}. Nothing was loaded.", file=guess.file, table=named(guess.table))


def _guess_table(guess: Guess) -> Table:
    rows = tuple((c.column, c.target or "", c.channel or "", c.why, ", ".join(c.examples)) for c in guess.columns)
    head = (text("Column of the file"), text("Seems to be"), text("Channel"), text("Why"), text("Examples"))
    return Table(head, rows, text("Columns of {file}", file=guess.file))


def _guess_plain(guess: Guess) -> dict[str, Any]:
    columns = [
        {"column": c.column, "target": c.target, "channel": c.channel, "sure": c.sure, "why": show(c.why),
         "examples": list(c.examples)}
        for c in guess.columns
    ]  # fmt: skip
    return {"file": guess.file, "table": guess.table, "missing": list(guess.missing), "columns": columns}
