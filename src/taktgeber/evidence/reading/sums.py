"""The one query: counts, sums and declared products of all metrics by variant, stratum and segments.

Sums are of (x - c) and (x - c) * (y - d) around rough centres of the first rows. Where a centre proves so rough
that digits are lost in a group, the query is asked again around the groups' own means.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Refusal, place, text
from taktgeber.evidence.source import Source, finite
from taktgeber.stats.moments import Moments, lost_digits

from .columns import Family, Layout
from .design import Design
from .layers import Flags, cluster_layer, column_layer, unit_layer

FIRST_ROWS = 10_000
MOST_CELLS = 20_000
_LARGEST = 1e250  # of a sum of products, so that variances over squared levels stay numbers
_NEAR_NOUGHT = 16.0  # squared mean over variance: four spreads from nought cost one digit of sixteen
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """key: values of Design.keys; rows: units (clusters) in it; moments: by family, of those with a unit; complete:
    by family, units in which nothing is empty; ends: least and greatest value by column; reach: greatest distance
    from a centre, and that centre; flagged: units by flag."""

    key: Key
    rows: int
    moments: Mapping[str, Moments]
    complete: Mapping[str, int]
    ends: Mapping[str, tuple[float, float]]
    reach: Mapping[str, tuple[float, float]]
    flagged: Mapping[str, int]


class LostDigits(Exception):
    """A centre was so rough that the scatter around the mean of a group has lost half of its digits."""


class NotFinite(Exception):
    """A sum is not finite: some cell holds no number, or one too large."""


def cells(source: Source, design: Design, laid: Layout) -> tuple[Cell, ...]:
    """Raises NotFinite, and Refusal where there are too many groups or none."""
    named = {(f, key): f"a{f}_{i}" for f, family in enumerate(laid.families.values())
             for i, key in enumerate(family.columns)}  # fmt: skip
    query = Query(source, design, laid, named)
    try:
        return query.asked(query.first_centres())
    except LostDigits:
        return query.asked(None)


Named = dict[tuple[int, str], str]


@dataclass(frozen=True, slots=True)
class Query:
    """named: the name in the query of each column of each family."""

    source: Source
    design: Design
    laid: Layout
    named: Named

    def first_centres(self) -> dict[str, float]:
        """By name in the query: nought where the first rows spread around it, which costs no digits and no work; else
        their mean to three digits. Of whole numbers a whole number, so that sums of what does not vary stay exact."""
        if not self.named:
            return {}
        relation, _ = self._relation(f"(SELECT * FROM {self.source.relation} LIMIT {FIRST_ROWS})")
        names = list(self.named.values())
        asked = ", ".join(f"avg({x}), avg({x} * {x}), bool_and({x} = floor({x}))" for x in names)
        (row,) = self.source.ask(f"SELECT {asked} FROM {relation}")
        return {name: _rough(*row[3 * i : 3 * i + 3]) for i, name in enumerate(names)}

    def asked(self, centres: Mapping[str, float] | None) -> tuple[Cell, ...]:
        """centres: None for the own means of each group, in two passes. Raises LostDigits, NotFinite, Refusal."""
        keys = [f"k{i}" for i in range(len(self.design.keys))]
        relation, flags = self._relation(self.source.relation)
        rows, centre_of = _centred(relation, keys, [*flags.values()], list(self.named.values()), centres)
        wanted = [*keys, "count(*)", *(f"count_if({flag})" for flag in flags.values())]
        for f, family in enumerate(self.laid.families.values()):
            names = {key: self.named[f, key] for key in family.columns}
            wanted += [centre_of(name) for name in names.values()]
            wanted += _aggregates(family, names)
        by = f"{_grouped(keys)} ORDER BY {', '.join(keys)} LIMIT {MOST_CELLS + 1}" if keys else ""
        found = self.source.ask(f"SELECT {', '.join(wanted)} FROM {rows}{by}")
        if not found:
            raise self.source.without_rows()
        if len(found) > MOST_CELLS:
            raise Refusal(
                place(self.source.file.name),
                text("variant, strata and segments together make more than {most} groups.", most=MOST_CELLS),
                text("Read fewer segments at once, or columns with fewer values."),
            )
        return tuple(_cell(row, self.design, self.laid, flags, rough=centres is not None) for row in found)

    def _relation(self, relation: str) -> tuple[str, Flags]:
        families = list(self.laid.families.values())
        columns = {name: families[f].columns[key] for (f, key), name in self.named.items()}
        units, flags = unit_layer(relation, self.design)
        return cluster_layer(column_layer(units, self.design, columns, flags), self.design, columns, flags)


def _centred(
    relation: str, keys: list[str], flags: list[str], names: list[str], centres: Mapping[str, float] | None
) -> tuple[str, Callable[[str], str]]:
    """Rows around their centres, and how the centre of a column is asked for beside the sums."""
    if centres is not None:
        inner = [*keys, *flags]
        inner += [f"{name} - {centres[name]!r} AS {name}" if centres[name] else name for name in names]
        return f"(SELECT {', '.join(inner)} FROM {relation})", lambda name: repr(centres[name])
    same = " AND ".join(f"r.{key} IS NOT DISTINCT FROM m.{key}" for key in keys) or "true"
    means = ", ".join([*keys, *(f"coalesce(avg({name}), 0) AS c_{name}" for name in names)])
    inner = [*(f"r.{key}" for key in keys), *(f"r.{flag}" for flag in flags)]
    inner += [f"r.{name} - m.c_{name} AS {name}, m.c_{name}" for name in names]
    grouped = f"(SELECT {means} FROM {relation}{_grouped(keys)})"
    joined = f"(SELECT {', '.join(inner)} FROM {relation} AS r JOIN {grouped} AS m ON {same})"
    return joined, lambda name: f"any_value(c_{name})"


def _grouped(keys: list[str]) -> str:
    return f" GROUP BY {', '.join(keys)}" if keys else ""


def _aggregates(family: Family, names: Mapping[str, str]) -> list[str]:
    own = list(names.values())
    counted = [f"count({own[0]})"] if family.masked else []
    return [
        *counted,
        *(f"count({name})" for name in own),  # free where Parquet knows that nothing is empty
        *(f"sum({name})" for name in own),
        *(f"sum({names[x]} * {names[y]})" for x, y in sorted(family.pairs)),
        *(f"{end}({names[key]})" for key in family.ends for end in ("min", "max")),
        *(f"max({names[key]} * {names[key]})" for key in family.reach),
    ]


def _cell(row: tuple[Any, ...], design: Design, laid: Layout, flags: Flags, *, rough: bool) -> Cell:
    left = iter(row)
    key = tuple(next(left) for _ in design.keys)
    rows = int(next(left))
    flagged = {flag: int(next(left)) for flag in flags}
    moments, complete = {}, {}
    ends: dict[str, tuple[float, float]] = {}
    reach: dict[str, tuple[float, float]] = {}
    for name, family in laid.families.items():
        centre = {column: _number(next(left)) for column in family.columns}
        n = int(next(left)) if family.masked else rows
        complete[name] = min(int(next(left)) for _ in family.columns)
        deviation = {column: _number(next(left)) for column in family.columns}
        product = {xy: _number(next(left)) for xy in sorted(family.pairs)}
        for column in family.ends:
            low, high = _number(next(left)), _number(next(left))
            ends[column] = (low + centre[column], high + centre[column])
        reach |= {column: (math.sqrt(_number(next(left))), centre[column]) for column in family.reach}
        if not finite([*deviation.values(), *product.values()]) or any(abs(s) > _LARGEST for s in product.values()):
            raise NotFinite
        if rough and n and any(lost_digits(n, deviation[x], s) for (x, y), s in product.items() if x == y):
            raise LostDigits
        if n:
            moments[name] = Moments.around(n, centre, deviation, product)
    return Cell(key, rows, moments, complete, ends, reach, flagged)


def _rough(mean: float | None, square: float | None, whole: bool | None) -> float:
    """From the mean and the mean square of the first rows."""
    if mean is None or square is None or not finite([mean, square]):
        return 0.0
    if mean * mean <= _NEAR_NOUGHT * (square - mean * mean):
        return 0.0
    return float(round(mean)) if whole else float(f"{mean:.3g}")


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)
