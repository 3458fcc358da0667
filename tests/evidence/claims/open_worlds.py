"""Worlds in which nobody can tell: the cause is not in the table, no row is comparable, or the outcome comes first."""

from __future__ import annotations

from typing import Any

import numpy as np

from .worlds import MANY, Family, Law, Numbers, World


def proxy(rng: np.random.Generator, family: Family) -> World:
    """No effect, one cause hidden; a proxy of it is given that takes at least half of what it does, and not all."""
    while True:
        law, n = _hidden(rng, family)
        blur = float(rng.uniform(0.6, 1.0))
        z = law.confounders(MANY)
        x = law.exposure(z)
        y = law.outcome(law.mean(0.0, x, sum(law.added(z, 1), np.zeros(MANY))))
        seen = z[0] + blur * law.rng.normal(size=MANY)
        (raw, _), (left, error) = _slope_beside(x, y, []), _slope_beside(x, y, [seen, z[1]])
        without = _slope_beside(x, y, [z[1]])[0]
        if abs(left) > 4 * error * (MANY / n) ** 0.5 and 0 < left / without <= 0.5 and raw * left > 0:
            break
    table = _table(law, n)
    table["z0"] = table["z0"] + blur * law.rng.normal(size=n)
    return World(table, {"given": ["z0", "z1", "other"]}, "cannot_tell")


def negative(rng: np.random.Generator, family: Family) -> World:
    """No effect, one cause hidden; an outcome that the exposure cannot move shows it by 5 standard errors."""
    while True:
        law, n = _hidden(rng, family)
        z = law.confounders(MANY)
        x = law.exposure(z)
        y = law.outcome(law.mean(0.0, x, sum(law.added(z, 1), np.zeros(MANY))))
        noise = float(rng.uniform(0.5, 1.5))
        shown, error = _slope_beside(x, law.into_y[0](z[0]) + noise * law.rng.normal(size=MANY), [z[1]])
        left, own = _slope_beside(x, y, [z[1]])
        wide = (MANY / n) ** 0.5
        if abs(shown) > 5 * error * wide and abs(left) > 4 * own * wide:
            break
    table = _table(law, n)
    table["never"] = law.into_y[0](table["z0"]) + noise * law.rng.normal(size=n)
    return World(table, {"given": ["z1", "other"], "negative": "never"}, "cannot_tell")


def apart(rng: np.random.Generator, family: Family) -> World:
    """The exposure follows from one confounder but for a few rows in a hundred."""
    law, n = Law(rng, family, 2), round(float(np.exp(rng.uniform(np.log(200), np.log(2000)))))
    law.groups = [0, law.groups[1]]
    z = law.confounders(n)
    if law.two:
        x = (z[0] > np.quantile(z[0], rng.uniform(0.3, 0.7))).astype(float)
        swapped = rng.random(n) < rng.uniform(0, 0.01)
        x = np.where(swapped, 1 - x, x)
    else:
        x = z[0] + 0.05 * rng.normal(size=n)
    y = law.outcome(law.mean(float(rng.normal()), x, sum(law.added(z, 1), np.zeros(n))))
    return World({"y": y, "x": x, "z0": z[0], "z1": z[1]}, {"given": ["z0", "z1"]}, "cannot_tell")


def _hidden(rng: np.random.Generator, family: Family) -> tuple[Law, int]:
    """Two numeric causes, of which the first will be hidden."""
    law = Law(rng, family, 2)
    law.groups = [0, 0]
    law.by_y[0] = 1.5 * law.by_y[0]
    return law, round(float(np.exp(rng.uniform(np.log(400), np.log(2000)))))


def _table(law: Law, n: int) -> dict[str, Any]:
    z = law.confounders(n)
    x = law.exposure(z)
    y = law.outcome(law.mean(0.0, x, sum(law.added(z, 1), np.zeros(n))))
    return {"y": y, "x": x, "z0": z[0], "z1": z[1], "other": law.rng.normal(size=n)}


def _slope_beside(x: Numbers, y: Numbers, others: list[Numbers]) -> tuple[float, float]:
    """By ordinary least squares, each other column by its ranges (twentieths), with the classical error."""
    ranges = [np.searchsorted(np.quantile(one, np.linspace(0, 1, 21)[1:-1]), one) for one in others]
    design = np.column_stack([np.ones(len(x)), *(np.equal.outer(one, np.arange(1, 20)) for one in ranges)])
    both = np.column_stack([x, y])
    x, y = (both - design @ np.linalg.lstsq(design, both, rcond=None)[0]).T
    slope = float(x @ y / (x @ x))
    return slope, float(((y - slope * x) ** 2).mean() / (x @ x)) ** 0.5
