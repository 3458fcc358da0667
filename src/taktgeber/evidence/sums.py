"""The one query: counts, sums and declared products of all metrics by variant, stratum and segments.

Sums are of (x - c) and (x - c) * (y - d) around rough centres of the first rows. Where a centre proves so rough
that digits are lost, the query is asked again around the mean that it found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktgeber.core import Refusal, place, text
from taktgeber.stats.moments import Moments, total_of

from .columns import Family, Layout
from .design import Design
from .layers import Flags, cluster_layer, column_layer, unit_layer
from .source import Source, finite

FIRST_ROWS = 10_000
MOST_CELLS = 20_000
Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """key: values of Design.keys; rows: units (clusters) in it; moments by family; complete: by family, units in
    which nothing is empty; ends: least and greatest value by column; flagged: units by flag."""

    key: Key
    rows: int
    moments: Mapping[str, Moments]
    complete: Mapping[str, int]
    ends: Mapping[str, tuple[float, float]]
    flagged: Mapping[str, int]


class NotFinite(Exception):
    """A sum is not finite: some cell holds no number, or one too large."""


def cells(source: Source, design: Design, laid: Layout) -> tuple[Cell, ...]:
    """Raises NotFinite, and Refusal where there are too many groups or none."""
    named = {(f, key): f"a{f}_{i}" for f, family in enumerate(laid.families.values())
             for i, key in enumerate(family.columns)}  # fmt: skip
    centres = _first_centres(source, design, laid, named)
    found = _asked(source, design, laid, named, centres)
    rough = _too_rough(found, laid)
    if rough:
        found = _asked(source, design, laid, named, {**centres, **{named[at]: mean for at, mean in rough.items()}})
    return found


Named = dict[tuple[int, str], str]


def _expressions(laid: Layout, named: Named) -> dict[str, str]:
    families = list(laid.families.values())
    return {name: families[f].columns[key] for (f, key), name in named.items()}


def _relation(relation: str, design: Design, columns: Mapping[str, str]) -> tuple[str, Flags]:
    units, flags = unit_layer(relation, design)
    return cluster_layer(column_layer(units, design, columns, flags), design, columns, flags)


def _first_centres(source: Source, design: Design, laid: Layout, named: Named) -> dict[str, float]:
    columns = _expressions(laid, named)
    if not columns:
        return {}
    relation, _ = _relation(f"(SELECT * FROM {source.relation} LIMIT {FIRST_ROWS})", design, columns)
    (row,) = source.ask(f"SELECT {', '.join(f'avg({name})' for name in columns)} FROM {relation}")
    return {
        name: float(f"{value:.3g}") if value is not None and finite([value]) else 0.0
        for name, value in zip(columns, row, strict=True)
    }


def _asked(
    source: Source, design: Design, laid: Layout, named: Named, centres: Mapping[str, float]
) -> tuple[Cell, ...]:
    keys = [f"k{i}" for i in range(len(design.keys))]
    relation, flags = _relation(source.relation, design, _expressions(laid, named))
    inner = [*keys, *flags.values(), *(f"{name} - {centres[name]!r} AS {name}" for name in named.values())]
    wanted = [*keys, "count(*)", *(f"count_if({flag})" for flag in flags.values())]
    for f, family in enumerate(laid.families.values()):
        wanted += _aggregates(family, {key: named[f, key] for key in family.columns})
    rows = source.ask(
        f"SELECT {', '.join(wanted)} FROM (SELECT {', '.join(inner)} FROM {relation}) "
        f"GROUP BY {', '.join(keys)} ORDER BY {', '.join(keys)} LIMIT {MOST_CELLS + 1}"
    )
    if not rows:
        raise Refusal(place(source.file.name), text("it holds no rows."), text("Export it again."))
    if len(rows) > MOST_CELLS:
        raise Refusal(
            place(source.file.name),
            text("variant, strata and segments together make more than {most} groups.", most=MOST_CELLS),
            text("Read fewer segments at once, or columns with fewer values."),
        )
    return tuple(_cell(row, design, laid, named, centres, flags) for row in rows)


def _aggregates(family: Family, names: Mapping[str, str]) -> list[str]:
    own = list(names.values())
    counted = [f"count({own[0]})"] if family.masked else []
    return [
        *counted,
        f"count({' + '.join(own)})",
        *(f"sum({name})" for name in own),
        *(f"sum({names[x]} * {names[y]})" for x, y in sorted(family.pairs)),
        *(f"{end}({names[key]})" for key in family.ends for end in ("min", "max")),
    ]


def _cell(
    row: tuple[Any, ...], design: Design, laid: Layout, named: Named, centres: Mapping[str, float], flags: Flags
) -> Cell:
    left = iter(row)
    key = tuple(next(left) for _ in design.keys)
    rows = int(next(left))
    flagged = {flag: int(next(left)) for flag in flags}
    moments, complete, ends = {}, {}, {}
    for f, (name, family) in enumerate(laid.families.items()):
        n = int(next(left)) if family.masked else rows
        complete[name] = int(next(left))
        centre = {column: centres[named[f, column]] for column in family.columns}
        deviation = {column: _number(next(left)) for column in family.columns}
        product = {xy: _number(next(left)) for xy in sorted(family.pairs)}
        for column in family.ends:
            low, high = _number(next(left)), _number(next(left))
            ends[column] = (low + centre[column], high + centre[column])
        if not finite([*deviation.values(), *product.values()]):
            raise NotFinite
        moments[name] = Moments(n, centre, deviation, product)
    return Cell(key, rows, moments, complete, ends, flagged)


def _number(value: Any) -> float:
    return 0.0 if value is None else float(value)


def _too_rough(found: tuple[Cell, ...], laid: Layout) -> dict[tuple[int, str], float]:
    """Means of the columns whose centre lost digits."""
    better: dict[tuple[int, str], float] = {}
    for f, (name, family) in enumerate(laid.families.items()):
        parts = [cell.moments[name] for cell in found if cell.moments[name].n]
        if parts:
            whole = total_of(parts)
            squared = [x for x, y in family.pairs if x == y]
            better |= {(f, x): whole.mean(x) for x in squared if whole.far_from_centre(x)}
    return better
