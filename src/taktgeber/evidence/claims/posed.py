"""The question as it can be computed: outcome, exposure, controls and time of the rows where nothing is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import filterfalse
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from taktgeber.core import Refusal, Text, text
from taktgeber.stats.controlled import Rows

from .column import Column, Read, one_level, read_columns

FEWEST = 8  # rows below which nothing is compared


class Names(NamedTuple):
    """As they were asked for."""

    outcome: str
    exposure: str
    given: tuple[str, ...]
    time: str | None
    after: tuple[str, ...]
    weight: str | None
    negative: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Posed:
    """y, x: (n,) numbers, of two levels 0 and 1; levels: of each, None for numbers; negative: (n,) or None."""

    names: Names
    y: NDArray[np.float64]
    x: NDArray[np.float64]
    outcome_levels: tuple[str, str] | None
    levels: tuple[str, str] | None
    controls: tuple[Read, ...]
    time: Read | None
    negative: NDArray[np.float64] | None
    rows: Rows
    left_out: int

    def taken(self, which: NDArray[np.bool_]) -> Posed:
        return replace(
            self,
            y=self.y[which],
            x=self.x[which],
            controls=tuple(one.taken(which) for one in self.controls),
            time=self.time.taken(which) if self.time else None,
            negative=None if self.negative is None else self.negative[which],
            rows=self.rows.taken(which),
        )

    def complete(self) -> Posed:
        """Without rows where a control is missing."""
        missing = np.zeros(len(self.y), bool)
        for one in self.controls:
            missing |= one.missing
        if not missing.any():
            return self
        left = self.taken(~missing)
        _require_rows(left)
        return replace(left, left_out=self.left_out + int(missing.sum()))


def pose(table: Mapping[str, Column], names: Names) -> Posed:
    """Raises Refusal where the table cannot carry the question."""
    if names.outcome == names.exposure:
        raise Refusal(names.exposure, text("a column always goes with itself."), text("Name another column."))
    sought = {name: _column_of(table, name) for name in (names.outcome, names.exposure)}
    single = [one for one in (names.time, names.weight, names.negative) if one]
    reads = read_columns(table, [sought[names.outcome][0], sought[names.exposure][0], *names.given, *single])
    outcome, outcome_levels = _side(reads, sought[names.outcome], text("An outcome is a number or yes/no."))
    exposure, levels = _side(reads, sought[names.exposure], text("An exposure is a number or has two levels."))
    weight = _weight(reads[names.weight]) if names.weight else np.ones(len(outcome))
    negative = _negative(reads, names.negative)
    time = _time(reads[names.time]) if names.time else None
    there = ~(np.isnan(outcome) | np.isnan(exposure) | np.isnan(weight)) & (weight != 0)
    for one in (negative, time.values if time else None):
        if one is not None:
            there &= ~np.isnan(one)
    controls = tuple(reads[name] for name in dict.fromkeys(names.given))
    whole = Posed(names, outcome, exposure, outcome_levels, levels, controls, time, negative, Rows(weight), 0)
    posed = whole.taken(there)
    posed = replace(posed, left_out=int((~there & (weight != 0)).sum()), rows=_rows_of(posed))
    _require_rows(posed)
    return posed


def _require_rows(posed: Posed) -> None:
    if posed.rows.count < FEWEST:
        raise Refusal(text("table"), text("{n} rows are too few to compare.", n=str(round(posed.rows.count))),
                      text("Give at least {least} rows in which nothing is missing.", least=FEWEST))  # fmt: skip
    for name, values in ((posed.names.outcome, posed.y), (posed.names.exposure, posed.x)):
        if (values == values[0]).all():
            raise Refusal(name, text("it is the same in every row: nothing goes with it."),
                          text("Give rows in which it differs."))  # fmt: skip


def _rows_of(posed: Posed) -> Rows:
    if posed.time is None:
        return posed.rows
    return Rows(posed.rows.weight, np.unique(posed.time.values, return_inverse=True)[1])


def _column_of(table: Mapping[str, Column], name: str) -> tuple[str, str | None]:
    """The column, and the one level of it that is meant where "column=level" names it."""
    column, sign, level = name.partition("=")
    return (column, level) if sign and name not in table and column in table else (name, None)


def _side(
    reads: Mapping[str, Read], sought: tuple[str, str | None], kinds: Text
) -> tuple[NDArray[np.float64], tuple[str, str] | None]:
    column, level = sought
    read = reads[column]
    two = one_level(read, level) if level is not None else read.two_levels()
    if two is not None:
        return two.values, (two.levels[0], two.levels[1])
    if read.kind == "number":
        return read.values, None
    if len(read.levels) == 1:
        raise Refusal(column, text("it is the same in every row: nothing goes with it."),
                      text("Give rows in which it differs."))  # fmt: skip
    if read.kind == "days":
        raise Refusal(column, kinds, text("Name another column."))
    odd = next(filterfalse(_is_number, read.levels), read.levels[0])
    raise Refusal(column, kinds, text('It holds "{level}". Mend it, or take one level against all others: '
                                      '"{column}={level}"', column=column, level=odd))  # fmt: skip


def _is_number(level: str) -> bool:
    try:
        float(level)
    except ValueError:
        return False
    return True


def _negative(reads: Mapping[str, Read], name: str | None) -> NDArray[np.float64] | None:
    if name is None:
        return None
    return _side(reads, (name, None), text("An outcome is a number or yes/no."))[0]


def _weight(read: Read) -> NDArray[np.float64]:
    wrong = read.values[read.values < 0] if read.kind == "number" else read.values
    if len(wrong):
        given = f"{wrong[0]:g}" if read.kind == "number" else (read.levels or ("",))[0]
        raise Refusal(read.name, text('"{given}" is no number of rows.', given=given),
                      text("Give how many equal rows each row stands for, 0 or more."))  # fmt: skip
    return read.values


def _time(read: Read) -> Read:
    if read.kind == "groups":
        raise Refusal(read.name, text('"{given}" is no time.', given=read.levels[0] if read.levels else ""),
                      text("Give days as 2024-03-31, or periods by number."))  # fmt: skip
    return read


def names_of(
    outcome: str, exposure: str, given: Sequence[str], time: str | None, after: Sequence[str],
    weight: str | None, negative: str | None,
) -> Names:  # fmt: skip
    """Controls once each, without the time, whose calendar is held still anyway."""
    apart = {time, weight, negative}
    return Names(outcome, exposure, tuple(x for x in dict.fromkeys(given) if x not in apart), time, tuple(after),
                 weight, negative)  # fmt: skip
