"""Columns of a claim's table: numbers, groups or days, whichever they are, with what is missing in them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from taktgeber.core import Refusal, text

# One value a row: numbers, texts, booleans, dates, or None / nan / "" where missing. Texts that are all numbers count
# as numbers, texts that are all ISO days as days.
Column: TypeAlias = Sequence[Any] | NDArray[Any]
Kind = Literal["number", "groups", "days"]
_FEW = 12  # different numbers up to which each is a group of its own, as weekdays are
_ROWS_EACH = 3  # that such a group has on average
_REACH, _NOUGHT = 1e50, 1e-50  # beyond, products of squares are no numbers
_NO = frozenset({"no", "false", "n", "0", "none", "off", "nein", "non"})


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """values: (n,) the number, the group's place in `levels`, or days since 1970; missing: nan."""

    name: str
    kind: Kind
    values: NDArray[np.float64]
    levels: tuple[str, ...] = ()

    @property
    def missing(self) -> NDArray[np.bool_]:
        return np.isnan(self.values)

    def taken(self, which: NDArray[np.bool_]) -> Read:
        return Read(self.name, self.kind, self.values[which], self.levels)

    def is_constant(self) -> bool:
        return bool((self.values == self.values[0]).all())

    def grouped(self) -> Read:
        """Few different numbers as groups; all else as it is."""
        if self.kind != "number":
            return self
        found = _few_of(self.values)
        if found is None or len(found) * _ROWS_EACH > len(self.values):
            return self
        return Read(self.name, "groups", np.searchsorted(found, self.values).astype(float), tuple(map(_short, found)))

    def two_levels(self) -> Read | None:
        """As groups where exactly two levels are in use, "no" before "yes"; None otherwise."""
        if self.kind == "days":
            return None
        used = _few_of(self.values)
        if used is None or len(used) != 2:
            return None
        names = [_short(x) if self.kind == "number" else self.levels[int(x)] for x in used]
        if names[1].strip().casefold() in _NO:
            names, used = names[::-1], used[::-1]
        return Read(self.name, "groups", (self.values == used[1]).astype(float), tuple(names))


def read_columns(table: Mapping[str, Column], names: Sequence[str]) -> dict[str, Read]:
    """Raises Refusal for a column that is not there or columns of different length."""
    found = {name: read_column(name, _raw(table, name)) for name in dict.fromkeys(names)}
    lengths = {len(one.values) for one in found.values()}
    if len(lengths) > 1:
        told = tuple(str(n) for n in sorted(lengths))
        raise Refusal(text("table"), text("its columns have different lengths: {lengths}.", lengths=told),
                      text("Give one value a row in each column."))  # fmt: skip
    return found


def one_level(read: Read, level: str) -> Read:
    """That level against all others. Raises Refusal where the column has no such level."""
    as_groups = read.grouped()
    if as_groups.kind != "groups" or level not in as_groups.levels:
        raise Refusal(read.name, text('no row says "{level}" there.', level=level),
                      text("It has: {levels}.", levels=as_groups.levels[:_FEW] or ("numbers",)))  # fmt: skip
    values = np.where(read.missing, np.nan, as_groups.values == as_groups.levels.index(level))
    rest = [one for one in as_groups.levels if one != level]
    return Read(read.name, "groups", values, (rest[0] if len(rest) == 1 else f"not {level}", level))


def read_column(name: str, column: Column) -> Read:
    """Raises Refusal for numbers out of reach."""
    array = np.asarray(column)
    if array.dtype.kind == "U":
        try:
            return _numbers(name, array.astype(float))
        except ValueError:  # groups, days, or numbers with some missing
            return _of_values(name, array.tolist())
    if array.dtype.kind in "bif":
        return _numbers(name, array.astype(float))
    if array.dtype.kind == "M":
        days = array.astype("datetime64[D]")
        return Read(name, "days", np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(float)))
    return _of_values(name, list(column))


def _of_values(name: str, values: list[Any]) -> Read:
    found = {value: _plain(value) for value in dict.fromkeys(values)}
    there = [value for value in dict.fromkeys(found.values()) if value is not None]
    if (numbers := _all_as(float, there)) is not None:
        return _numbers(name, _mapped(values, found, numbers))
    if (days := _all_as(_day, there)) is not None:
        return Read(name, "days", _mapped(values, found, days))
    levels = tuple(sorted({str(value) for value in there}))
    place = {level: float(number) for number, level in enumerate(levels)}
    return Read(name, "groups", _mapped(values, found, {value: place[str(value)] for value in there}), levels)


def _mapped(values: list[Any], found: Mapping[Any, Any], to: Mapping[Any, float]) -> NDArray[np.float64]:
    number = {value: math.nan if plain is None else to[plain] for value, plain in found.items()}
    return np.array([number[value] for value in values], float)


def _plain(value: Any) -> Any:
    if value is None or value != value:
        return None
    if isinstance(value, str):
        return value.strip() or None
    return value


def _all_as(read: Any, values: list[Any]) -> dict[Any, float] | None:
    try:
        return {value: read(value) for value in values}
    except (TypeError, ValueError):
        return None


def _day(value: Any) -> float:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        value = date.fromisoformat(value[:10]) if value[4:5] == "-" else date.fromisoformat("")
    return float((value - date(1970, 1, 1)).days)


def _numbers(name: str, values: NDArray[np.float64]) -> Read:
    far = np.abs(values) > _REACH
    if far.any():
        raise Refusal(name, text("{given} is no number to compare with.", given=f"{values[far][0]:g}"),
                      text("Give a finite number, in other units if need be."))  # fmt: skip
    return Read(name, "number", np.where(np.abs(values) < _NOUGHT, 0.0, values))


def _few_of(values: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """The different numbers where they are few, in rising order."""
    there = values[~np.isnan(values)]
    if len(np.unique(there[:1000])) > _FEW:
        return None
    found = np.unique(there)
    return found if len(found) <= _FEW else None


def _short(value: float) -> str:
    return f"{value:.12g}"


def _raw(table: Mapping[str, Column], name: str) -> Column:
    if name not in table:
        raise Refusal(name, text("there is no such column."), text("There are: {columns}.", columns=tuple(table)))
    return table[name]
