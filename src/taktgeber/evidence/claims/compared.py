"""Raw against adjusted: one slope with nothing and with everything held still, and which control makes the change."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.controlled import Held, Influences, Rows, Slope, influences
from taktgeber.stats.hidden_cause import (
    bias_of,
    error_with_hidden,
    partial_r2,
    robustness_value,
    strength_of_equal,
)

from .claim import Control, RefusedControl, Sensitivity
from .terms import Block

Numbers: TypeAlias = NDArray[np.float64]
_NOTHING = 1e-9  # of the exposure's variance: what controls leave of it below is rounding


class Compared:
    """One question with blocks of controls. held: what they span; x, y: (n,) exposure and outcome, centred and scaled
    by the root of the weights; x_rest, y_rest: what the blocks leave of them. Slopes are in units of y by x."""

    def __init__(self, y: Numbers, x: Numbers, blocks: tuple[Block, ...], rows: Rows) -> None:
        empty = np.empty((len(y), 0))
        base = Held(empty, rows)
        self.blocks, self.given_x = blocks, x
        self.held = Held(np.column_stack([block.design for block in blocks]), rows) if blocks else base
        self.x, self.y = base.rest(x), base.rest(y)
        self.x_rest, self.y_rest = (self.held.rest(x), self.held.rest(y)) if blocks else (self.x, self.y)
        self._raw = influences(self.x, self.y, base)
        self.raw = self._raw.slope

    @cached_property
    def _adjusted(self) -> Influences:
        return influences(self.x_rest, self.y_rest, self.held)

    @cached_property
    def adjusted(self) -> Slope:
        """Only where `tells`."""
        return self._adjusted.slope

    @cached_property
    def change(self) -> Slope:
        """Raw less adjusted, of the same rows."""
        return (self._raw - self._adjusted).slope

    @property
    def left_of_exposure(self) -> float:
        """Share of the exposure's variance that controls do not explain."""
        return float(self.x_rest @ self.x_rest) / float(self.x @ self.x)

    @property
    def explained_of_outcome(self) -> float:
        """R squared of the outcome on the controls alone."""
        return 1 - float(self.y_rest @ self.y_rest) / float(self.y @ self.y)

    def tells(self) -> bool:
        """Whether anything of the exposure, and of degrees of freedom, is left to compare."""
        return self.left_of_exposure > _NOTHING and self.held.free >= 1


def places_of(compared: Compared) -> list[NDArray[np.intp]]:
    """By block: its columns among those in use."""
    edges = np.cumsum([0, *(block.design.shape[1] for block in compared.blocks)])
    kept = compared.held.kept
    return [np.flatnonzero((kept >= a) & (kept < b)) for a, b in pairwise(edges)]


def repeated(compared: Compared) -> tuple[RefusedControl, ...]:
    """Controls of which nothing is left beside those named before them."""
    named = zip(compared.blocks, places_of(compared), strict=True)
    return tuple(RefusedControl(block.column, "repeats") for block, places in named if not len(places))


def controls_of(compared: Compared) -> tuple[Control, ...]:
    """How each control that is in use entered and how much of the change it makes; only where `tells`."""
    held = compared.held
    x, y = held.base.T @ compared.x, held.base.T @ compared.y
    raw = compared.raw.value
    in_outcome = np.linalg.solve(held.root, y - compared.adjusted.value * x)
    by_exposure = x @ held.root / float(compared.x @ compared.x)
    found = []
    for block, places in _known(compared):
        moved = float(by_exposure[places] @ in_outcome[places])
        found.append(Control(block.column, block.form, len(places), moved, moved / raw if raw else 0.0))
    return tuple(found)


def sensitivity_of(compared: Compared, level: float) -> Sensitivity:
    """Only where `tells`."""
    slope, free = compared.adjusted, compared.held.free
    x, y = compared.x_rest, compared.y_rest
    left = y - slope.value * x
    classical = math.sqrt(float(left @ left) / free / float(x @ x))
    if classical == 0 or free < 2:  # nothing is left for a hidden cause, or to tell it from
        return Sensitivity(1.0, 1.0, 1.0, None, None, None, None, None)
    t = slope.value / classical
    surely = min(abs(t), abs(slope.value) / slope.error) if slope.error else abs(t)
    robust = robustness_value(t, free), robustness_value(surely, free, 1 - level)
    known = [(block.column, _without(compared, places)) for block, places in _known(compared)]
    if not known:
        return Sensitivity(partial_r2(t, free), *robust, None, None, None, None, None)
    name, without = max(known, key=lambda one: abs(one[1].slope - slope.value))
    hidden = strength_of_equal(without.with_exposure, without.with_outcome)
    worst = _moved(slope, bias_of(classical, free, *hidden), error_with_hidden(1.0, free, *hidden))
    as_far = _moved(slope, abs(without.slope - slope.value), 1.0)
    return Sensitivity(partial_r2(t, free), *robust, name, without.with_exposure, without.with_outcome,
                       as_far.interval(level), worst.interval(level))  # fmt: skip


class _Without(NamedTuple):
    """With one control left out: the slope; the control's partial R2 with exposure and outcome, less what so many terms
    explain by chance."""

    slope: float
    with_exposure: float
    with_outcome: float


def _known(compared: Compared) -> list[tuple[Block, NDArray[np.intp]]]:
    named = zip(compared.blocks, places_of(compared), strict=True)
    return [(block, places) for block, places in named if len(places)]


def _without(compared: Compared, places: NDArray[np.intp]) -> _Without:
    held = compared.held
    others = np.delete(held.root, places, axis=1)
    x_rest, y_rest = compared.x_rest, compared.y_rest
    both = np.column_stack([held.base.T @ compared.x, held.base.T @ compared.y])
    gone = both - others @ np.linalg.lstsq(others, both, rcond=None)[0]
    xx, yy, xy = float(x_rest @ x_rest), float(y_rest @ y_rest), float(x_rest @ y_rest)
    wide_x, wide_y = xx + float(gone[:, 0] @ gone[:, 0]), yy + float(gone[:, 1] @ gone[:, 1])
    wide_xy = xy + float(gone[:, 0] @ gone[:, 1])
    by_chance = (held.free + len(places)) / held.free
    wide = wide_y - wide_xy**2 / wide_x
    with_y = 1 - (yy - xy**2 / xx) / wide * by_chance if wide > 0 else 0.0
    return _Without(wide_xy / wide_x, max(1 - xx / wide_x * by_chance, 0.0), max(with_y, 0.0))


def _moved(slope: Slope, bias: float, widened: float) -> Slope:
    """Toward nought, and past it."""
    return replace(slope, value=slope.value - math.copysign(bias, slope.value), error=slope.error * widened)
