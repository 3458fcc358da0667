"""Small worlds of a stated law in which a claim is audited, and what the audit ought to say of each.

y = b x + what the confounders z add + noise (yes/no: its logit), x = what they add + noise, a dose or cut to two
levels; two families differ in every form: `PLAIN` (on which thresholds were chosen) and `APART` (kept for the figure).
What is right follows from the law: with r the raw and b the true effect of the population,
  b = 0: weakened;  sign of b against r: reverses;  1 - b / r from .35 to .65: weakened;  below .12: holds;
  the cause not in the table, no row comparable, or the outcome first: cannot tell.
All effects that a verdict rests on are 4 standard errors or more, since a claim that does not show is not made; where
something is left, it is 3 standard errors more than any one known confounder takes (else a hidden one as strong would
erase it), and a dose puts at most 85 % of pairs of a yes/no outcome in order (else one may be made of the other). A
proxy takes at least half of what its hidden cause does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktgeber.evidence.claims import ClaimAudit, audit_claim

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Form = Callable[[Numbers], Numbers]
MANY = 5_000


@dataclass(frozen=True)
class Family:
    """forms: how a confounder works on x or y, of a number of mean 0 and spread 1; numbers: how it is drawn; noise:
    the same for what is left; product: weight of the product of the first two confounders in y."""

    forms: tuple[Form, ...]
    numbers: tuple[Callable[[np.random.Generator, int], Numbers], ...]
    noise: tuple[Callable[[np.random.Generator, int], Numbers], ...]
    product: float = 0.0


@dataclass(frozen=True)
class World:
    """asked: beside outcome and exposure; truth: the effect; cause: the confounder that takes most, by half as much
    again as the next, where there is one."""

    table: dict[str, Any]
    asked: dict[str, Any]
    right: str
    truth: float | None = None
    cause: str | None = None

    def audit(self) -> ClaimAudit:
        return audit_claim(self.table, "y", "x", **self.asked)


def _normal(rng: np.random.Generator, n: int) -> Numbers:
    return rng.normal(size=n)


PLAIN = Family(
    forms=(lambda z: z, lambda z: z + 0.3 * z * z, lambda z: 0.6 * z + 0.2 * z**3),
    numbers=(_normal,),
    noise=(_normal,),
)
APART = Family(
    forms=(np.tanh, lambda z: np.exp(0.7 * z) - 1, lambda z: 1.0 * (z > 0.4), lambda z: np.maximum(z, -0.5)),
    numbers=(
        lambda rng, n: rng.uniform(-1.7, 1.7, n),
        lambda rng, n: rng.gamma(3.0, 1 / 1.73, n) - 1.73,
        lambda rng, n: rng.standard_t(6, n) / 1.22,
    ),
    noise=(
        lambda rng, n: rng.standard_t(5, n) / 1.29,
        lambda rng, n: rng.exponential(size=n) - 1,
        lambda rng, n: rng.laplace(size=n) / 1.41,
    ),
    product=0.3,
)


class Law:
    """One law: confounders, forms, strengths, noise; draws rows, and its population in numbers."""

    def __init__(self, rng: np.random.Generator, family: Family, causes: int | None = None) -> None:
        self.rng, self.family = rng, family
        self.causes = causes or int(rng.integers(1, 4))
        self.groups = [int(rng.integers(2, 6)) if rng.random() < 0.4 else 0 for _ in range(self.causes)]
        self.levels = [rng.normal(size=(2, k)) for k in self.groups]
        self.draws = [self._one(family.numbers) for _ in range(self.causes)]
        self.into_x = [self._one(family.forms) for _ in range(self.causes)]
        self.into_y = [self._one(family.forms) for _ in range(self.causes)]
        self.by_x = rng.uniform(0.3, 0.9, self.causes) * rng.choice([-1, 1], self.causes)
        self.by_y = rng.uniform(0.3, 1.0, self.causes) * rng.choice([-1, 1], self.causes)
        self.noise_x, self.noise_y = self._one(family.noise), self._one(family.noise)
        self.spread = float(rng.uniform(0.6, 2.0))
        self.two, self.yes_no = rng.random() < 0.6, rng.random() < 0.4
        self.base = float(rng.uniform(-1.2, 0.8))

    def _one(self, of: tuple[Any, ...]) -> Any:
        return of[self.rng.integers(len(of))]

    def confounders(self, n: int) -> list[Numbers]:
        pairs = zip(self.groups, self.draws, strict=True)
        return [self.rng.integers(0, k, n).astype(float) if k else draw(self.rng, n) for k, draw in pairs]

    def added(self, z: list[Numbers], side: int) -> list[Numbers]:
        """What each confounder adds to x (0) or y (1)."""
        found = []
        for j, value in enumerate(z):
            if self.groups[j]:
                shape = self.levels[j][side][value.astype(int)]
            else:
                shape = (self.into_x, self.into_y)[side][j](value)
            found.append((self.by_x, self.by_y)[side][j] * shape)
        if side == 1 and len(z) > 1 and not any(self.groups[:2]):
            found[1] = found[1] + self.family.product * z[0] * z[1]
        return found

    def exposure(self, z: list[Numbers], push: Numbers | float = 0.0) -> Numbers:
        latent = sum(self.added(z, 0), np.zeros(len(z[0]))) + push + self.noise_x(self.rng, len(z[0]))
        return (latent > 0).astype(float) if self.two else latent

    def mean(self, b: float, x: Numbers, added: Numbers) -> Numbers:
        line = b * x + added
        return 1 / (1 + np.exp((-self.base - line).clip(max=50))) if self.yes_no else line

    def outcome(self, mean: Numbers) -> Numbers:
        if self.yes_no:
            return (self.rng.random(len(mean)) < mean).astype(float)
        return mean + self.spread * self.noise_y(self.rng, len(mean))


@dataclass(frozen=True)
class Effects:
    """Of the population at one b: raw and true slope, their standard errors in n rows, what each confounder takes, and
    the share of pairs of a yes/no outcome that a dose puts in order."""

    b: float
    raw: float
    true: float
    errors: tuple[float, float]
    takes: tuple[float, ...]
    order: float = 0.5

    def taker(self) -> str | None:
        way = 1 if self.raw > self.true else -1
        takes = sorted(((way * one, f"z{j}") for j, one in enumerate(self.takes)), reverse=True)
        second = max(takes[1][0], 0.0) if len(takes) > 1 else 0.0
        return takes[0][1] if takes[0][0] > 1.5 * second else None

    def right(self) -> str | None:
        """The verdict that follows from the law; None where the law leaves it open."""
        if abs(self.raw) < 4 * self.errors[0]:
            return None
        if self.b == 0:
            return "weakened"
        if abs(self.true) < 4 * self.errors[1]:
            return None
        if self.raw * self.true < 0:
            return "reverses"
        less, most = 1 - self.true / self.raw, max(map(abs, self.takes), default=0.0) / abs(self.true)
        if most + 3 * self.errors[1] / abs(self.true) > 1 or self.order > 0.85:
            return None
        return "weakened" if 0.35 <= less <= 0.65 else "holds" if -0.5 < less < 0.12 else None


def effects(law: Law, n: int) -> list[Effects]:
    """At many b, and at none."""
    z = law.confounders(MANY)
    x, added = law.exposure(z), law.added(z, 1)
    if min(x.mean(), 1 - x.mean()) < 0.02 and law.two:
        return []
    whole = sum(added, np.zeros(MANY))
    own = _left_of_exposure(law, z, x)
    found = []
    for b in (0.0, *np.linspace(-2.5, 2.5, 16)):
        mean = law.mean(b, x, whole)
        raw = _slope(x, mean)
        true, takes = b, tuple(_slope(x, one) for one in added)
        if law.yes_no:
            step = law.mean(b, x * 0 + 1, whole) - law.mean(b, x * 0, whole) if law.two else b * mean * (1 - mean)
            true = float(own @ step / own.sum())
            scale = float((mean * (1 - mean)).mean())
            takes = tuple(one * scale for one in takes)
        left = mean * (1 - mean) if law.yes_no else np.full(MANY, law.spread**2)
        around = float((left + (mean - mean.mean() - raw * (x - x.mean())) ** 2).mean())
        errors = (float((around / n / x.var()) ** 0.5), float((left.mean() / n / own.mean()) ** 0.5))
        found.append(Effects(float(b), raw, float(true), errors, takes, _order(law, x, mean)))
    return found


def _left_of_exposure(law: Law, z: list[Numbers], x: Numbers) -> Numbers:
    """The exposure's variance among rows with the same confounders."""
    if not law.two:
        return np.ones(len(x))
    latent = sum(law.added(z, 0), np.zeros(len(x)))
    draws = np.sort(law.noise_x(law.rng, MANY))
    share = 1 - np.searchsorted(draws, -latent) / MANY
    return share * (1 - share)


def _order(law: Law, x: Numbers, mean: Numbers) -> float:
    if law.two or not law.yes_no:
        return 0.5
    mean = mean[np.argsort(x)]
    no_before = np.cumsum(1 - mean) - (1 - mean)
    area = float((mean * no_before).sum() / (mean.sum() * (1 - mean).sum()))
    return max(area, 1 - area)


def _slope(x: Numbers, y: Numbers) -> float:
    return float(((x - x.mean()) * (y - y.mean())).mean() / x.var())


def confounded(rng: np.random.Generator, family: Family, right: str, null: bool = False) -> tuple[Law, Effects, int]:
    """A law with this right verdict, drawn again until there is one."""
    while True:
        law, n = Law(rng, family), round(float(np.exp(rng.uniform(np.log(200), np.log(2000)))))
        fit = [one for one in effects(law, n) if one.right() == right and (one.b == 0) == null]
        if fit:
            return law, fit[rng.integers(len(fit))], n


def rows_of(law: Law, at: Effects, n: int) -> tuple[dict[str, Any], list[str]]:
    z = law.confounders(n)
    x = law.exposure(z)
    y = law.outcome(law.mean(at.b, x, sum(law.added(z, 1), np.zeros(n))))
    names = [f"z{j}" for j in range(law.causes)]
    lettered = np.array(list("abcdef"))
    columns = (lettered[value.astype(int)] if k else value for value, k in zip(z, law.groups, strict=True))
    table: dict[str, Any] = {"y": y, "x": x, **dict(zip(names, columns, strict=True)), "other": law.rng.normal(size=n)}
    return table, [*names, "other"]


def named(right: str, null: bool = False) -> Callable[[np.random.Generator, Family], World]:
    """Confounders all in the table, beside a column that has nothing to do with it."""

    def draw(rng: np.random.Generator, family: Family) -> World:
        law, at, n = confounded(rng, family, right, null)
        table, given = rows_of(law, at, n)
        return World(table, {"given": given}, right, at.true, at.taker())

    return draw


def late(kind: str) -> Callable[[np.random.Generator, Family], World]:
    """A true effect, asked for with a column after it: a collider (declared), or a mediator (declared, or only where
    exposed)."""

    def draw(rng: np.random.Generator, family: Family) -> World:
        law, at, n = confounded(rng, family, "holds")
        table, given = rows_of(law, at, n)
        x, y = table["x"], table["y"]
        declared = kind == "collider" or not law.two or rng.random() < 0.5
        if kind == "collider":
            table["late"] = x / x.std() + y / y.std() + 0.5 * rng.normal(size=n)
        elif declared:
            table["late"] = y / y.std() + 0.3 * x / x.std() + 0.3 * rng.normal(size=n)
        else:
            table["late"] = x * (rng.random(n) < np.where(y > np.median(y), 0.7, 0.3))
        asked = {"given": [*given, "late"], "after": ["late"] if declared else []}
        return World(table, asked, "holds", at.true)

    return draw
