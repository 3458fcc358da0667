"""Cumulative sums that hear a shift of level, and how often they cry without one.

Two sums, one a side (Page 1954, Biometrika 41; Hawkins & Olwell 1998, Cumulative Sum Charts, ch. 2), over values that
are standard normal as long as nothing changes. Values beyond `widest` count as `widest`: one spike is no level
(Hawkins 1993, J. Quality Technology 25(4)).

How often a sum of a series without change reaches a height within so many steps follows from the Markov chain of
Brook & Evans (1972, Biometrika 59(3), eq. 2.1): its states are the heights of the sum on a grid, and one is reached
for good. The two sides hardly ever cry in one run, so that their rates add (van Dobben de Bruyn 1968, section 2.2).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CELLS = 120  # heights of the chain: three digits of the average run length
_HEIGHTS = np.concatenate([np.arange(0.5, 8.0, 0.5), np.arange(8.0, 20.0, 1.5), np.arange(20.0, 41.0, 5.0)])


class Sums(NamedTuple):
    """up, down: height after every step, shape (series, steps)."""

    up: Floats
    down: Floats


def cumulative_sums(z: Floats, allowance: Floats, widest: float = math.inf) -> Sums:
    """z: shape (series, steps); allowance: by series, half the shift that is to be heard first, in the unit of z."""
    held = np.clip(z, -widest, widest)
    up, down = np.zeros_like(held), np.zeros_like(held)
    above, below = np.zeros(len(held)), np.zeros(len(held))
    for step in range(held.shape[1]):
        above = np.maximum(0.0, above + held[:, step] - allowance)
        below = np.maximum(0.0, below - held[:, step] - allowance)
        up[:, step], down[:, step] = above, below
    return Sums(up, down)


def onset(sums: Floats, crossed: int) -> int:
    """Step at which the level that crossed at step `crossed` began.

    Of the steps since the sum was nought last, the one from which it rose by most standard errors: the likeliest
    (Hinkley 1970, Biometrika 57(1)); the last nought itself can lie long before.
    """
    quiet = np.flatnonzero(sums[: crossed + 1] <= 0)
    first = int(quiet[-1]) + 1 if quiet.size else 0
    if first >= crossed:
        return crossed
    before = np.concatenate([[0.0], sums[first:crossed]])
    return first + int(np.argmax((sums[crossed] - before) / np.sqrt(np.arange(len(before), 0, -1))))


def average_run_length(height: float, allowance: float, shift: float = 0.0, widest: float = math.inf) -> float:
    """Mean number of steps until one of both sums passes `height`, from nought, with the mean at `shift`."""
    rate = 0.0
    for mean in (shift, -shift):
        chain = _chain(height, allowance, widest, mean)
        rate += 1 / float(np.linalg.solve(np.eye(_CELLS) - chain, np.ones(_CELLS))[0])
    return 1 / rate


def crossing_chance(heights: Floats, steps: int, allowance: float, widest: float = math.inf, sides: int = 2) -> Floats:
    """How likely a series without change reaches a height on one of its sides within `steps`; two digits."""
    known = np.concatenate([[0.0], _logged(steps, allowance, widest)])
    one = np.minimum(np.exp(np.interp(heights, np.concatenate([[0.0], _HEIGHTS]), known)), 1 - 1e-12)
    chance: Floats = -np.expm1(sides * np.log1p(-one))
    return chance


def height_for(chance: float, steps: int, allowance: float, widest: float = math.inf, sides: int = 2) -> float:
    """The height that a series without change reaches with this chance within `steps`."""
    known = np.concatenate([[0.0], _logged(steps, allowance, widest)])
    one = -math.expm1(math.log1p(-chance) / sides)
    return float(np.interp(-math.log(one), -known, np.concatenate([[0.0], _HEIGHTS])))


@lru_cache(256)
def _logged(steps: int, allowance: float, widest: float) -> Floats:
    """Logarithm of the chance of one side, by height."""
    chances = []
    for height in _HEIGHTS.tolist():
        chain = _chain(height, allowance, widest, 0.0)
        leaves = 1 - chain.sum(axis=1)
        there, reached = np.zeros(_CELLS), 0.0
        there[0] = 1.0
        for _ in range(steps):
            reached += float(there @ leaves)
            there = there @ chain
        chances.append(max(reached, 1e-300))
    logged: Floats = np.log(np.minimum.accumulate(chances))
    return logged


def _chain(height: float, allowance: float, widest: float, mean: float) -> Floats:
    """Chances from height to height below the last; cell 0 is nought."""
    width = 2 * height / (2 * _CELLS - 1)
    edges = (np.arange(-_CELLS, _CELLS) + 0.5) * width + allowance
    below = np.array([_held_below(edge, widest, mean) for edge in edges.tolist()])
    apart = np.arange(_CELLS)[None, :] - np.arange(_CELLS)[:, None] + _CELLS
    chain: Floats = below[apart] - below[apart - 1]
    chain[:, 0] = below[apart[:, 0]]
    return chain


def _held_below(x: float, widest: float, mean: float) -> float:
    """Distribution of a normal value held within `widest`."""
    if x >= widest:
        return 1.0
    return 0.0 if x < -widest else 0.5 * math.erfc((mean - x) / math.sqrt(2))
