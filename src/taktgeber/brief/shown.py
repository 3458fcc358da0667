"""Figures as the page draws them: value, interval and unit apart, and where a bar begins and ends.

All numbers come from the one formatter; here they are only taken apart and placed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from taktgeber.core import Estimate, Exact, Figure, Period, Table, Unknown, phrase, text
from taktgeber.core.catalogue import translate
from taktgeber.core.figure import Figure as AnyFigure
from taktgeber.core.format import amount, interval_of, show, unit_of
from taktgeber.core.section import Cell

_CANNOT_TELL = phrase("cannot tell yet")
LONG = 100.0  # length of a bar's axis in the units of its drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on an axis from 0 to LONG; zero: where nought (or one, of ratios) lies, if on it."""

    low: float
    value: float
    high: float
    zero: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """unit: the word that follows the number; name: of the unit, as over a column; interval: "90 %: low to high";
    rests: what an estimate rests on; why, enough: of the unknown, which has no period; data: what people
    wrote, the same in every language."""

    value: str
    unit: str = ""
    name: str = ""
    interval: str = ""
    rests: str = ""
    why: str = ""
    enough: str = ""
    bar: Bar | None = None
    period: Period | None = None
    numeric: bool = True
    data: bool = False

    @property
    def known(self) -> bool:
        return not self.why


@dataclass(frozen=True, slots=True)
class Column:
    head: str
    unit: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """rests: what its intervals mean, each method once."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Shown, ...], ...]
    rests: str


def shown(figure: Figure, locale: str) -> Shown:
    if isinstance(figure, Unknown):
        why, enough = _sentence(show(figure.why, locale), locale), _sentence(show(figure.enough, locale), locale)
        return Shown(translate(_CANNOT_TELL, locale), why=why, enough=enough)
    value, unit = amount(figure, locale)
    name = unit_of(figure.unit, locale)
    if isinstance(figure, Exact):
        return Shown(value, unit, name, period=figure.period)
    return Shown(value, unit, name, interval_of(figure, locale), rests_on([figure], locale), period=figure.period)


def grid(table: Table, locale: str) -> Grid:
    """A table whose columns carry their common unit once, and their intervals on one axis."""
    columns, cells = [], []
    for i, head in enumerate(table.columns):
        column = [row[i] for row in table.rows]
        drawn = _column(column, locale)
        names = {c.name for c in drawn if c.numeric and c.known}
        unit = names.pop() if len(names) == 1 else ""
        if unit:
            drawn = [replace(c, unit="") for c in drawn]
        cells.append(drawn)
        words = show(head, locale)
        columns.append(Column(words, "" if said(unit, words) else unit, any(c.numeric for c in drawn)))
    rests = rests_on([c for row in table.rows for c in row if isinstance(c, Estimate)], locale)
    return Grid(show(table.caption, locale), tuple(columns), tuple(zip(*cells, strict=True)), rests)


def together(figures: Sequence[Figure | None], locale: str) -> list[Shown]:
    """Figures whose bars share an axis, where they share a unit; None is left out."""
    return _column([f for f in figures if f is not None], locale)


def rests_on(estimates: Sequence[Estimate], locale: str) -> str:
    """What intervals mean and how much they rest on: each method once, with its samples."""
    samples: dict[str, list[int]] = {}
    for estimate in estimates:
        samples.setdefault(estimate.method, []).append(estimate.n)
    told = []
    for method, of in samples.items():
        fewest, most = min(of), max(of)
        words = translate(method, locale)
        sample = text("{method} (n = {n})", method=words, n=most)
        if fewest != most:
            sample = text("{method} (n = {fewest} to {most})", method=words, fewest=fewest, most=most)
        told.append(show(sample, locale))
    return ("；" if locale.startswith("zh") else "; ").join(told)


def said(unit: str, words: str) -> bool:
    """Whether a label names the unit already ("New customers"), so that it need not follow the number."""
    return unit.lower() in words.lower()


def spark(trend: Any) -> str:
    """Points of a line through the known values of a trend, in a drawing 120 wide and 28 high."""
    known = [(i, float(v)) for i, v in enumerate(trend["value"]) if v is not None] if trend else []
    if len(known) < 2:
        return ""
    low, high = min(v for _, v in known), max(v for _, v in known)
    first, span = known[0][0], known[-1][0] - known[0][0]
    return " ".join(f"{120 * (i - first) / span:.1f},{25 - 22 * _part(v, low, high):.1f}" for i, v in known)


def _column(cells: Sequence[Cell], locale: str) -> list[Shown]:
    estimates = [c for c in cells if isinstance(c, Estimate)]
    ends = {e.unit: [x for o in estimates if o.unit == e.unit for x in (o.low, o.high)] for e in estimates}
    drawn = []
    for cell in cells:
        if not isinstance(cell, AnyFigure):
            drawn.append(Shown(show(cell, locale), numeric=False, data=isinstance(cell, str)))
            continue
        one = shown(cell, locale)
        drawn.append(replace(one, bar=_bar(cell, ends[cell.unit])) if isinstance(cell, Estimate) else one)
    return drawn


def _bar(estimate: Estimate, ends: Sequence[float]) -> Bar | None:
    neutral = 1.0 if estimate.unit == "times" else 0.0
    low, high = min(ends), max(ends)
    room = 0.06 * (high - low)
    low, high = low - room, high + room
    if low == high:
        return None
    if low > neutral > low - (high - low) * 0.5:
        low = neutral
    first, point, last = (round(LONG * _part(v, low, high), 1) for v in (estimate.low, estimate.value, estimate.high))
    zero = round(LONG * _part(neutral, low, high), 1) if low <= neutral <= high else None
    return Bar(first, point, last, zero)


def _part(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high > low else 0.5


def _sentence(words: str, locale: str) -> str:
    words = words.strip()
    stop = "。" if locale.startswith("zh") else "."
    return f"{words[:1].upper()}{words[1:]}" + ("" if words.endswith((".", "!", "?", "。", "！", "？", "⟧")) else stop)
