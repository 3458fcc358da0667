"""Worlds of one series: season and trend in both, an outcome that comes first, a hidden cause that wanders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np

from .worlds import APART, Effects, Family, Numbers, World

_FIRST = np.datetime64(date(2021, 1, 4), "D")


def season(rng: np.random.Generator, family: Family) -> World:
    """A dose and an outcome that both follow the year, by days or weeks; only the time is given."""
    while True:
        days, persists = _days(rng), rng.uniform(0, 0.6, 2)
        b = float(rng.choice([0.0, 0.0, rng.normal()]))
        phase, by_x, by_y = (
            rng.uniform(0, 2 * np.pi),
            rng.uniform(0.4, 1.5),
            rng.uniform(0.4, 1.5) * rng.choice([-1, 1]),
        )
        spread = float(rng.uniform(0.5, 1.5))
        wave = _wave(days, phase, family)
        x = by_x * wave + wandering(rng, len(days), persists[0], family)
        taken = by_y * float(np.cov(wave, x)[0, 1]) / float(x.var())
        ties = (1 + persists.prod()) / (1 - persists.prod())
        error = (ties / len(days)) ** 0.5 * spread
        wide = ((ties * spread**2 / len(days) + 2 * by_y**2 * float(wave.var()) * len(days) ** -1.0) / x.var()) ** 0.5
        right = Effects(b, b + taken, b, (float(wide), float(error)), ()).right()
        if right:
            break
    slow = rng.normal() * (np.arange(len(days)) / len(days) - 0.5)
    y = b * x + by_y * wave + slow + spread * wandering(rng, len(days), persists[1], family)
    return World({"y": y, "x": x, "day": _FIRST + days}, {"time": "day"}, right, b)


def early(rng: np.random.Generator, family: Family) -> World:
    """Each period's outcome makes the next period's exposure, as a budget that follows sales does."""
    n = int(rng.integers(150, 600))
    y = wandering(rng, n, float(rng.uniform(0.6, 0.85)), family)
    x = np.concatenate([[0.0], rng.uniform(0.6, 1.5) * y[:-1]]) + wandering(rng, n, 0.0, family)
    return World({"y": y, "x": x, "day": _FIRST + 7 * np.arange(n)}, {"time": "day"}, "cannot_tell")


def wander(rng: np.random.Generator, family: Family) -> World:
    """A hidden cause that wanders moves both in the same period."""
    n = int(rng.integers(200, 800))
    hidden = wandering(rng, n, float(rng.uniform(0.8, 0.95)), family)
    x, y = (hidden + rng.uniform(0.3, 0.7) * wandering(rng, n, 0.0, family) for _ in range(2))
    return World({"y": y, "x": x, "day": _FIRST + 7 * np.arange(n)}, {"time": "day"}, "cannot_tell")


def wandering(rng: np.random.Generator, n: int, persists: float, family: Family) -> Numbers:
    """Of spread 1, each period leaning on the one before."""
    drawn = family.noise[rng.integers(len(family.noise))](rng, n)
    found = np.empty(n)
    last = float(rng.normal())
    for t, one in enumerate(drawn):
        last = found[t] = persists * last + (1 - persists**2) ** 0.5 * one
    return found


def _days(rng: np.random.Generator) -> Numbers:
    if rng.random() < 0.5:
        return 7 * np.arange(int(rng.integers(110, 300)))
    return np.arange(int(rng.integers(400, 1500)))


def _wave(days: Numbers, phase: float, family: Family) -> Numbers:
    turn: Callable[[Numbers], Numbers] = lambda at: 2 * np.pi * at / 365.25 - phase  # noqa: E731
    if family is APART:
        bump = np.exp(1.5 * np.cos(turn(days)))
        return (bump - bump.mean()) / bump.std()
    return 1.2 * np.sin(turn(days)) + 0.4 * np.sin(2 * turn(days))
