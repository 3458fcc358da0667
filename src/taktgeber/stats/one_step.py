"""How far each value lies from what was foretold one step before, as a standard normal value.

A family of linear models runs along each series by recursive least squares: with and without season, with and without
trend, each with several strengths by which one value leans on the one before (autoregression of order one, taken out
by quasi-differences). Errors of such forecasts, over their own standard errors, are independent Student values as long
as nothing changes, whatever the coefficients are (Brown, Durbin & Evans 1975, JRSS B 37(2)), so that a chart on them
needs no baseline that is taken for the truth (Hawkins 1987, The Statistician 36). Models speak by how well they
foretold so far, which is Bayesian averaging under normal-inverse-gamma priors (Dawid 1984, JRSS A 147(2)); leaning
comes out without the bias of short series, since coefficients are integrated out and not maximised. The mixture is
taken as the Student law of the same centre and spread.

Weights are those of `lag` steps before: what just shifted is not at once taken for leaning or trend. A value farther
out than `widest` is taken at `widest` where the models learn from it (Hawkins 1993, J. Quality Technology 25(4)).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_VAGUE = 1e3  # prior standard deviation of a level, in those of the noise: nothing is known of it


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are averaged. leaning: (models,), within -1 to 1; spread: prior standard deviation of each
    coefficient in those of the noise, shape (models, columns of the design), the first being the level;
    chance: prior chance of each model, adding to one."""

    leaning: Floats
    spread: Floats
    chance: Floats


@dataclass(frozen=True, slots=True)
class OneStep:
    """z: (series, steps), 0 where nothing can be said. habit: coefficients known before each step, averaged
    (series, steps, columns). noise: standard deviation around the habit, in the unit of the values. leaning: averaged.
    fit: logarithm of the density that each value was given, 0 where nothing was said."""

    z: Floats
    habit: Floats
    noise: Floats
    leaning: Floats
    fit: Floats


class _Models:
    """The family while it runs along several series; shapes (series, models, ...)."""

    def __init__(self, family: Family, series: int, apart: bool) -> None:
        models, columns = family.spread.shape
        prior = family.spread.copy()
        prior[:, 0] = _VAGUE
        self.spread = np.zeros((series if apart else 1, models, columns, columns))
        self.spread[..., np.arange(columns), np.arange(columns)] = prior**2
        self.coefficients = np.zeros((series, models, columns))
        self.squares = np.ones((series, models))
        self.free = np.ones((series, 1))
        self.log_weight = np.tile(np.log(family.chance), (series, 1))

    def learn(self, error: Floats, gain: Floats, factor: Floats, here: Flags) -> None:
        """Take one value in; here: the series that have one."""
        scale = factor * self.squares / self.free
        squared = error * error
        density = -0.5 * np.log(scale) - (self.free + 1) / 2 * np.log1p(squared / (scale * self.free))
        if not here.all():
            error, squared, density = (np.where(here[:, None], each, 0.0) for each in (error, squared, density))
        self.log_weight = self.log_weight + density
        self.log_weight -= self.log_weight.max(axis=1, keepdims=True)
        share = gain / factor[..., None]
        self.coefficients += share * error[..., None]
        self.squares += squared / factor
        learned = share[..., :, None] * gain[..., None, :]
        self.spread -= learned if here.all() else np.where(here[:, None, None, None], learned, 0.0)
        self.free = self.free + here[:, None]


def one_step(
    values: Floats,
    design: Floats,
    family: Family,
    *,
    new_level: Flags | None = None,
    apart: Flags | None = None,
    first: int = 10,
    lag: int = 26,
    widest: float = 3.0,
) -> OneStep:
    """values: (series, steps), around nought and in the order of one, NaN where missing; design: (steps, columns),
    level first. new_level: where a level is known to begin anew. apart: steps (,) that lean on none before them,
    since time passed. first: values before anything is said."""
    series, steps = values.shape
    new_level = np.zeros(values.shape, bool) if new_level is None else new_level
    missing = np.isnan(values)
    models = _Models(family, series, bool(missing.any() or new_level.any()))
    out = OneStep(*(np.zeros((series, steps, *more)) for more in ((), design.shape[1:], (), (), ())))
    clean = values.copy()
    weights: list[Floats] = []
    root = np.sqrt(1 - family.leaning**2)
    for step in range(steps):
        models.spread[..., 0, 0] += _VAGUE**2 * new_level[: len(models.spread), step, None]
        alone = new_level[:, step] | (step == 0 or missing[:, step - 1] | (apart is not None and bool(apart[step])))
        x, z = _differenced(clean, design, family.leaning, root, step, alone)
        here = ~missing[:, step]
        gain = (models.spread @ x[..., None])[..., 0]
        factor = 1 + np.einsum("...c,...c->...", gain, x)
        error = np.where(here[:, None], z - np.einsum("...c,...c->...", models.coefficients, x), 0.0)
        weights.append(models.log_weight)
        weight = _shares(weights[max(step - lag, min(step, lag))])
        out.habit[:, step] = np.einsum("sm,smc->sc", weight, models.coefficients)
        out.leaning[:, step] = weight @ family.leaning
        noise = np.sqrt(models.squares / models.free)
        out.noise[:, step] = (weight * noise / np.where(alone[:, None], 1.0, root)).sum(axis=1)
        scale = factor * noise**2
        centre = (weight * error).sum(axis=1)
        around = (weight * (scale + (error - centre[:, None]) ** 2)).sum(axis=1)
        known = (models.free[:, 0] > first) & here
        student = centre / np.sqrt(around)
        out.z[:, step] = np.where(known, normal_of_student(student, models.free[:, 0]), 0.0)
        out.fit[:, step] = np.where(known, _log_student(student, models.free[:, 0]) - 0.5 * np.log(around), 0.0)
        reach = np.where(known, _student_of_normal(widest, models.free[:, 0]), np.inf) * np.sqrt(around)
        cut = centre - np.clip(centre, -reach, reach)
        clean[:, step] -= np.where(here, cut, 0.0)
        models.learn(error - cut[:, None], gain, factor, here)
    return out


def _differenced(
    values: Floats, design: Floats, leaning: Floats, root: Floats, step: int, alone: Flags
) -> tuple[Floats, Floats]:
    """Row of the design and value less what leans on the step before; by series only where they differ."""
    left_x = design[step] * root[:, None]
    left_z = values[:, step, None] * root
    if alone.all():
        return left_x[None], left_z
    leaned_x = design[step] - leaning[:, None] * design[step - 1]
    leaned_z = values[:, step, None] - leaning * values[:, step - 1, None]
    if not alone.any():
        return leaned_x[None], leaned_z
    return np.where(alone[:, None, None], left_x, leaned_x), np.where(alone[:, None], left_z, leaned_z)


def _shares(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max(axis=1, keepdims=True))
    shares: Floats = weight / weight.sum(axis=1, keepdims=True)
    return shares


def normal_of_student(t: Floats, free: Floats) -> Floats:
    """The normal value of the same tail (Hill 1970, CACM 13(10), algorithm 395); three digits from ten degrees on."""
    a = free - 0.5
    b = 48 * a * a
    w = np.sqrt(a * np.log1p(t * t / free))
    z = w + (w**3 + 3 * w) / b - (4 * w**7 + 33 * w**5 + 240 * w**3 + 855 * w) / (10 * b * (b + 0.8 * w**4 + 100))
    signed: Floats = np.copysign(np.maximum(z, 0.0), t)
    return signed


def _student_of_normal(z: float, free: Floats) -> Floats:
    """The other way, by the same law's leading term: two digits."""
    student: Floats = np.sqrt(free * np.expm1(np.minimum(z * z / (free - 0.5), 700.0)))
    return student


def _log_student(t: Floats, free: Floats) -> Floats:
    """Logarithm of the density; its constant by Stirling, good to three digits from ten degrees on."""
    density: Floats = -(free + 1) / 2 * np.log1p(t * t / free) - 0.25 / free - 0.5 * np.log(2 * np.pi)
    return density
