"""The columns of a claim, out of a file: as they stand where they are few, else as what is alike, counted.

A large file is reduced where it lies, by one query: rows that are alike in every column count once, with how many they
are. Nothing is lost by it. Where even that leaves too many, a sample is taken, always the same one, and told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.source import Source, quoted

if TYPE_CHECKING:
    from .column import Column

MOST = 200_000  # rows that are read as they stand, or alike
_SEED = 7


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """columns: by name, of one length; weight: the column that says how many rows a row stands for; rows: of the file;
    sampled: how many of them were read, None where all were; digest: of the file's bytes."""

    columns: Mapping[str, Column]
    weight: str | None
    rows: int
    sampled: int | None
    digest: str


def read_claim(
    file: Path, options: Mapping[str, Sequence[str]], *, time: str | None = None, weight: str | None = None
) -> ClaimTable:
    """options: by option (--outcome, --given), the columns that it names, or one level of one ("channel=TikTok"); time
    and weight too, where they are given. Raises Refusal with file, row and column."""
    named = {**options, "--time": (time,) if time else (), "--weight": (weight,) if weight else ()}
    with closing(Source(file, [time] if time else [])) as source:
        wanted = tuple(
            dict.fromkeys(_needed(source, option, name) for option, names in named.items() for name in names)
        )
        ((rows,),) = source.ask(f"SELECT count(*) FROM {source.relation}")
        if not rows:
            raise source.without_rows()
        asked, counted, sampled = _asked(source, wanted, time, weight, int(rows))
        found = source.arrays(asked)
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    columns = {name: _column(found[f"c{n}"]) for n, name in enumerate(wanted)}
    if counted is not None:
        columns[counted] = _column(found["alike"])
    return ClaimTable(columns, counted or weight, int(rows), sampled, digest)


def _needed(source: Source, option: str, name: str) -> str:
    """The column that is meant."""
    column = name.partition("=")[0]
    meant = column if name not in source.columns and column in source.columns else name
    if option == "--weight":
        source.need_number(meant, option)
    else:
        source.need(meant, option)
    return meant


def _asked(
    source: Source, wanted: Sequence[str], time: str | None, weight: str | None, rows: int
) -> tuple[str, str | None, int | None]:
    """The query, the name of the column that counts what is alike, and the size of the sample."""
    listed = [f"{_value(source, name, name == time)} AS c{n}" for n, name in enumerate(wanted)]
    relation = f"(SELECT {', '.join(listed)} FROM {source.relation})"
    if rows <= MOST:
        return f"SELECT * FROM {relation}", None, None
    keys = ", ".join(f"c{n}" for n, name in enumerate(wanted) if name != weight)
    own = "count(*)" if weight is None else f"sum(c{wanted.index(weight)})"
    source.ask(f"CREATE TEMP TABLE counted AS SELECT {keys}, {own} AS alike FROM {relation} GROUP BY {keys}")
    ((groups,),) = source.ask("SELECT count(*) FROM counted")
    if int(groups) > MOST:
        sample = f"SELECT * FROM {relation} USING SAMPLE reservoir({MOST} ROWS) REPEATABLE ({_SEED})"
        return sample, None, MOST
    if weight is None:
        return "SELECT * FROM counted ORDER BY ALL", _unused("rows alike", wanted), None
    return f"SELECT *, alike AS c{wanted.index(weight)} FROM counted ORDER BY ALL", None, None


def _unused(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _unused(f"{name} ", taken)


def _value(source: Source, column: str, is_time: bool) -> str:
    """As a number, a day or a text: what arrays can hold."""
    name, type_ = quoted(column), source.columns[column]
    if is_time:
        return _time(source, column)
    if type_ == "BOOLEAN" or type_.startswith(("DATE", "TIME", "UUID", "ENUM", "INTERVAL")):
        return f"{name}::VARCHAR"
    return name if type_ == "VARCHAR" else f"{name}::DOUBLE"


def _time(source: Source, column: str) -> str:
    """Periods by number as they are, else days; a cell that holds neither is refused with its row."""
    name = quoted(column)
    odd = f"{name} IS NOT NULL AND try_cast({name}::VARCHAR AS DOUBLE) IS NULL"
    if source.row_where(odd) is None:
        return f"{name}::VARCHAR::DOUBLE"
    day = f"({source.time_of(column)})::DATE"
    wrong = source.row_where(f"{name} IS NOT NULL AND {day} IS NULL")
    if wrong is not None:
        raise Refusal(place(source.file.name, row=wrong, column=column), text("here stands no day."),
                      text("Write days as 2026-01-31, then read the file again."))  # fmt: skip
    return f"{day}::VARCHAR"


def _column(found: Any) -> Column:
    """nan or None where a cell is empty."""
    import numpy as np

    masked = np.ma.getmaskarray(found)
    plain = np.ma.getdata(found)
    if plain.dtype == object:
        return [None if hidden else value for value, hidden in zip(plain.tolist(), masked.tolist(), strict=True)]
    numbers = plain.astype(float)
    numbers[masked] = np.nan
    return numbers
