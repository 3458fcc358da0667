"""The markets of a pooling: one row each with its estimate and standard error.

Columns are guessed by the names that people and programs give them; what cannot be pooled is refused by file, row
and column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from taktgeber.core import Refusal, place, text

from .grid import Grid, read_grid

MOST = 300
LARGEST = 1e15  # in size; what is larger, or smaller than one over it, cannot be shown
WIDEST = 1e6  # largest error over the smallest

GUESSES = {
    "--estimate": ("estimate", "effect", "lift", "difference", "diff", "yi"),
    "--error": ("se", "standard error", "std error", "stderr", "error", "sei"),
    "--name": ("market", "study", "name", "experiment", "trial", "region", "country", "city"),
}
_NUMBER = re.compile(r"[-+−]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")
_GROUPED = re.compile(r"[-+−]?[1-9]\d{0,2},\d{3}")
_ONE_ROW_A_MARKET = text("Give one row a market: its name, its estimate, its standard error.")


@dataclass(frozen=True, slots=True)
class Measured:
    """A market's name, its estimate and the standard error of that, in one unit."""

    name: str
    estimate: float
    error: float


def read_markets(
    file: Path, estimate: str | None = None, error: str | None = None, name: str | None = None
) -> tuple[Measured, ...]:
    """At least two markets. estimate, error, name: columns, guessed where None; without a column of names a market
    is named by its row. Raises Refusal."""
    grid = read_grid(file, MOST)
    value = _needed(grid, "--estimate", estimate)
    spread = _needed(grid, "--error", error)
    named = _column(grid, "--name", name)
    if value == spread:
        raise Refusal(
            place(grid.file, column=grid.head[value]),
            text("one column cannot be both the estimate and its standard error."),
            text("Name two columns: --estimate and --error."),
        )
    if not 1 < len(grid.rows) <= MOST:
        raise _too_few_or_many(grid)
    _refuse_unclear_commas(grid, (value, spread))
    markets = tuple(
        Measured(
            _name(grid, row, cells, named),
            _number(grid, row, cells, value),
            _error(grid, row, cells, spread),
        )
        for row, cells in grid.rows
    )
    _refuse_two_of_a_name(grid, markets, named)
    _refuse_two_units(grid, markets, spread)
    return markets


def _needed(grid: Grid, option: str, asked: str | None) -> int:
    at = _column(grid, option, asked)
    if at is None:
        raise Refusal(
            place(grid.file),
            text("no column is named as {option} usually is.", option=option),
            text("Name it: {option} COLUMN. The file has {columns}.", option=option, columns=grid.head),
        )
    return at


def _column(grid: Grid, option: str, asked: str | None) -> int | None:
    """The column asked for, else the first that is named as usual; refused where it stands twice."""
    for word in GUESSES[option] if asked is None else (_plain(asked),):
        exact = [at for at, name in enumerate(grid.head) if name == asked]
        found = exact or [at for at, name in enumerate(grid.head) if _plain(name) == word]
        if len(found) > 1:
            raise Refusal(
                place(grid.file, column=grid.head[found[0]]),
                text("the header stands {times} times; which one counts cannot be told.", times=str(len(found))),
                text("Export it with one of them, or rename one."),
            )
        if found:
            return found[0]
    if asked is not None:
        raise Refusal(
            place(grid.file),
            text('there is no column "{column}".', column=asked),
            text("The file has {columns}.", columns=grid.head),
        )
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", " ", name).strip().casefold()


def _refuse_unclear_commas(grid: Grid, columns: Sequence[int]) -> None:
    """Where both marks stand, or where 1,234 may be a thousand; else a comma stands before decimals."""
    cells = [(row, at, line[at]) for row, line in grid.rows for at in columns if _NUMBER.fullmatch(line[at])]
    comma = [cell for cell in cells if "," in cell[2]]
    point = any("." in cell[2] for cell in cells)
    if comma and (point or all(_GROUPED.fullmatch(value) for _, _, value in comma)):
        row, at, value = comma[0]
        raise Refusal(
            place(grid.file, row=row, column=grid.head[at]),
            text('whether the comma in "{value}" stands before decimals or thousands cannot be told.', value=value),
            text("Write all numbers with a point before the decimals and nothing between thousands."),
        )


def _number(grid: Grid, row: int, cells: Sequence[str], at: int) -> float:
    written = cells[at]
    where = place(grid.file, row=row, column=grid.head[at])
    if not written:
        raise Refusal(
            where,
            text("the cell is empty."),
            text("Fill it in, or leave out the row: a market without estimate and error tells nothing."),
        )
    if not _NUMBER.fullmatch(written):
        raise Refusal(
            where,
            text('"{value}" is no number.', value=written),
            text("Write plain numbers, as 0.032: no words, no signs of per cent or currency."),
        )
    value = float(written.replace("−", "-").replace(",", "."))
    if abs(value) > LARGEST:
        raise Refusal(
            where,
            text('"{value}" is too large to compute with.', value=written),
            text("Write all estimates and errors in a larger unit."),
        )
    return value


def _error(grid: Grid, row: int, cells: Sequence[str], at: int) -> float:
    value = _number(grid, row, cells, at)
    if value > 0:
        return value
    says = text("a standard error is never negative, and here it is {value}.", value=cells[at])
    if value == 0:
        says = text("a standard error of zero says that nothing is uncertain, which no test can show.")
    raise Refusal(
        place(grid.file, row=row, column=grid.head[at]),
        says,
        text("Give the standard error of the estimate; of a 95 % interval it is the width divided by 3.92."),
    )


def _name(grid: Grid, row: int, cells: Sequence[str], at: int | None) -> str:
    if at is not None and not cells[at]:
        raise Refusal(
            place(grid.file, row=row, column=grid.head[at]), text("the market has no name."), text("Name it.")
        )
    return str(row) if at is None else cells[at]


def _too_few_or_many(grid: Grid) -> Refusal:
    if not grid.rows:
        return Refusal(place(grid.file), text("there is no row under the header."), _ONE_ROW_A_MARKET)
    if len(grid.rows) == 1:
        return Refusal(
            place(grid.file),
            text("one market alone cannot tell whether its effect holds elsewhere."),
            text("Add a row for each other market that tested the same; for the one test: takt experiment read."),
        )
    return Refusal(
        place(grid.file), text("more than {most} rows are no table of markets.", most=MOST), _ONE_ROW_A_MARKET
    )


def _refuse_two_of_a_name(grid: Grid, markets: Sequence[Measured], at: int | None) -> None:
    seen: dict[str, int] = {}
    for (row, _), market in zip(grid.rows, markets, strict=True):
        if at is not None and market.name in seen:
            raise Refusal(
                place(grid.file, row=row, column=grid.head[at]),
                text('"{name}" stands in row {first} already.', name=market.name, first=str(seen[market.name])),
                text("Keep one row a market: pool its own tests first, or name each test."),
            )
        seen[market.name] = row


def _refuse_two_units(grid: Grid, markets: Sequence[Measured], at: int) -> None:
    errors = [market.error for market in markets]
    least = min(range(len(errors)), key=errors.__getitem__)
    if errors[least] < 1 / LARGEST or max(errors) >= WIDEST * errors[least]:
        raise Refusal(
            place(grid.file, row=grid.rows[least][0], column=grid.head[at]),
            text("this error is a million times smaller than the largest: they are not in one unit."),
            text("Write all estimates and errors in one unit."),
        )
