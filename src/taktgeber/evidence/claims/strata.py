"""The comparison stratum by stratum of the control that takes most: where a reversal can be seen with the eye."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.controlled import Held, Slope, slope_of

from .claim import Stratum
from .column import Read
from .posed import Posed

_RANGES = 5
_MOST = 12


def strata_of(posed: Posed, control: Read, level: float) -> tuple[Stratum, ...]:
    """Levels of a control in groups (the twelve with most rows, in their order), fifths of a number or of the time.
    Weights follow the rows and the exposure's variance in each, as in a regression on the levels."""
    place, names, ends = _cut(control)
    days = control.kind == "days"
    found: list[tuple[Stratum, float]] = []
    for number, (name, (low, high)) in enumerate(zip(names, ends, strict=True)):
        part = posed.taken(place == number)
        if not len(part.y):
            continue
        slope, own = _within(part)
        interval = slope.interval(level) if slope else None
        means = None if posed.levels is None else _means(part)
        found.append((Stratum(name, low, high, days, round(part.rows.count), interval, 0.0, means), own))
    whole = sum(own for _, own in found) or 1.0
    weighed = [replace(one, weight=own / whole) for one, own in found]
    most = sorted(weighed, key=lambda one: -one.n)[:_MOST]
    return tuple(one for one in weighed if one in most)


def _within(part: Posed) -> tuple[Slope | None, float]:
    """The raw slope and the exposure's sum of squares; None where it cannot be told."""
    rows = part.rows
    if rows.count < 4 or (part.x == part.x[0]).all():
        return None, 0.0
    if part.levels is not None and min(rows.weight @ part.x, rows.weight @ (1 - part.x)) < 2:
        return None, 0.0
    held = Held(np.empty((len(part.x), 0)), rows)
    x = held.rest(part.x)
    slope = slope_of(x, held.rest(part.y), held)
    return slope, float(x @ x)


def _means(part: Posed) -> tuple[float, float] | None:
    weight = part.rows.weight
    first, second = weight @ (1 - part.x), weight @ part.x
    if min(first, second) == 0:
        return None
    return float(weight * (1 - part.x) @ part.y / first), float(weight * part.x @ part.y / second)


def _cut(control: Read) -> tuple[NDArray[np.intp], tuple[str, ...], list[tuple[float | None, float | None]]]:
    if control.kind == "groups":
        return control.values.astype(int), control.levels, [(None, None)] * len(control.levels)
    edges = np.unique(np.quantile(control.values, np.linspace(0, 1, _RANGES + 1)))
    place = np.searchsorted(edges[1:-1], control.values, side="right")
    ends = list(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
    return place, tuple(_range(control, a, b) for a, b in ends), [(a, b) for a, b in ends]


def _range(control: Read, low: float, high: float) -> str:
    if control.kind == "days":
        return " - ".join(str(np.datetime64(round(end), "D")) for end in (low, high))
    return f"{low:.6g} - {high:.6g}"
