"""Raw against adjusted: one slope with nothing and with everything held still, and which control makes the change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.controlled import Held, Rows, Slope, change_of, influences, slope_of
from taktgeber.stats.hidden_cause import (
    bias_of,
    error_with_hidden,
    partial_r2,
    robustness_value,
    strength_of_equal,
)
from taktgeber.stats.interval import Interval

from .claim import Control, RefusedControl, Sensitivity
from .terms import Block

Numbers: TypeAlias = NDArray[np.float64]
_NOTHING = 1e-9  # of the exposure's variance: what controls leave of it below is rounding


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """y, x: (n,); base: with nothing held still; held: with all blocks. Slopes are in units of y by x."""

    y: Numbers
    x: Numbers
    blocks: tuple[Block, ...]
    base: Held
    held: Held

    @property
    def raw(self) -> Slope:
        return slope_of(self.base.rest(self.x), self.base.rest(self.y), self.base)

    @property
    def adjusted(self) -> Slope:
        return slope_of(self.held.rest(self.x), self.held.rest(self.y), self.held)

    @property
    def change(self) -> Slope:
        """Raw less adjusted, of the same rows."""
        first = influences(self.base.rest(self.x), self.base.rest(self.y), self.base)
        second = influences(self.held.rest(self.x), self.held.rest(self.y), self.held)
        return change_of(first, second, self.held)

    @property
    def left_of_exposure(self) -> float:
        """Share of the exposure's variance that controls do not explain."""
        whole, rest = self.base.rest(self.x), self.held.rest(self.x)
        return float(rest @ rest) / float(whole @ whole)

    @property
    def explained_of_outcome(self) -> float:
        """R squared of the outcome on the controls alone."""
        whole, rest = self.base.rest(self.y), self.held.rest(self.y)
        return 1 - float(rest @ rest) / float(whole @ whole)

    def tells(self) -> bool:
        """Whether anything of the exposure, and of degrees of freedom, is left to compare."""
        return self.left_of_exposure > _NOTHING and self.held.free >= 1


def compare(y: Numbers, x: Numbers, blocks: tuple[Block, ...], rows: Rows) -> Compared:
    empty = np.empty((len(y), 0))
    design = np.column_stack([block.design for block in blocks]) if blocks else empty
    return Compared(y, x, blocks, Held(empty, rows), Held(design, rows))


def places_of(compared: Compared) -> list[NDArray[np.intp]]:
    """By block: its columns among those in use (0: the intercept)."""
    edges = np.cumsum([1, *(block.design.shape[1] for block in compared.blocks)])
    kept = compared.held.kept
    return [np.flatnonzero((kept >= a) & (kept < b)) for a, b in pairwise(edges)]


def repeated(compared: Compared) -> tuple[RefusedControl, ...]:
    """Controls of which nothing is left beside those named before them."""
    named = zip(compared.blocks, places_of(compared), strict=True)
    return tuple(RefusedControl(block.column, "repeats") for block, places in named if not len(places))


def controls_of(compared: Compared) -> tuple[Control, ...]:
    """How each control that is in use entered and how much of the change it makes; only where `tells`."""
    held = compared.held
    x, y = held.base.T @ (compared.x * held.scale), held.base.T @ (compared.y * held.scale)
    rest = held.rest(compared.x)
    raw, adjusted = compared.raw.value, compared.adjusted.value
    in_outcome = np.linalg.solve(held.root, y - adjusted * x)
    own = float(x[1:] @ x[1:] + rest @ rest)
    by_exposure = x[1:] @ held.root[1:] / own
    found = []
    for block, places in _known(compared):
        moved = float(by_exposure[places] @ in_outcome[places])
        found.append(Control(block.column, block.form, len(places), moved, moved / raw if raw else 0.0))
    return tuple(found)


def sensitivity_of(compared: Compared, level: float) -> Sensitivity:
    """Only where `tells`."""
    slope, free = compared.adjusted, compared.held.free
    x, y = compared.held.rest(compared.x), compared.held.rest(compared.y)
    left = y - slope.value * x
    classical = math.sqrt(float(left @ left) / free / float(x @ x))
    t = slope.value / classical if classical else math.inf
    if math.isinf(t):  # nothing is left for a hidden cause
        return Sensitivity(1.0, 1.0, 1.0, None, None, None, None)
    widened = abs(slope.value) / slope.error if slope.error else abs(t)
    error = 1 - level
    known = [(block.column, *_strength(compared, places)) for block, places in _known(compared)]
    strongest = max(known, key=lambda one: _bias(one[1], one[2], classical, free), default=None)
    value, lowest = robustness_value(t, free), robustness_value(min(widened, abs(t)), free, error) if free > 1 else 0.0
    if strongest is None:
        return Sensitivity(partial_r2(t, free), value, lowest, None, None, None, None)
    name, with_x, with_y = strongest
    return Sensitivity(partial_r2(t, free), value, lowest, name, with_x, with_y,
                       _as_strong(slope, classical, free, with_x, with_y, level))  # fmt: skip


def _known(compared: Compared) -> list[tuple[Block, NDArray[np.intp]]]:
    named = zip(compared.blocks, places_of(compared), strict=True)
    return [(block, places) for block, places in named if len(places)]


def _strength(compared: Compared, places: NDArray[np.intp]) -> tuple[float, float]:
    """Partial R2 of the block with the exposure and with the outcome, less what so many terms explain by chance."""
    held = compared.held
    others = np.delete(held.root, places, axis=1)
    x_rest, y_rest = held.rest(compared.x), held.rest(compared.y)
    both = np.column_stack([held.base.T @ (v * held.scale) for v in (compared.x, compared.y)])
    gone = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
    xx, yy, xy = float(x_rest @ x_rest), float(y_rest @ y_rest), float(x_rest @ y_rest)
    wide_x, wide_y = xx + float(gone[:, 0] @ gone[:, 0]), yy + float(gone[:, 1] @ gone[:, 1])
    wide_xy = xy + float(gone[:, 0] @ gone[:, 1])
    by_chance = (held.free + len(places)) / held.free
    with_x = 1 - xx / wide_x * by_chance
    wide = wide_y - wide_xy**2 / wide_x
    with_y = 1 - (yy - xy**2 / xx) / wide * by_chance if wide > 0 else 0.0
    return max(with_x, 0.0), max(with_y, 0.0)


def _bias(with_x: float, with_y: float, classical: float, free: float) -> float:
    return bias_of(classical, free, *strength_of_equal(with_x, with_y))


def _as_strong(slope: Slope, classical: float, free: float, with_x: float, with_y: float, level: float) -> Interval:
    """The effect after the worst that a hidden cause of this strength can do, moved toward nought and past it."""
    hidden = strength_of_equal(with_x, with_y)
    bias = bias_of(classical, free, *hidden)
    error = slope.error * error_with_hidden(1.0, max(free, 2.0), *hidden)
    worst = slope.value - math.copysign(bias, slope.value)
    return Slope(worst, error, slope.free, slope.n).interval(level)
