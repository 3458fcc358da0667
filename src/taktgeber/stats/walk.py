"""What a running test statistic does between looks: how likely it goes on, how likely it crosses.

The score B(t) = Z(t) sqrt(t) is a Brownian motion with drift, where t is the fraction of the planned information
and the drift is what Z is expected to be at t = 1. Its density among paths that have not stopped yet follows from
look to look by integration (Armitage, McPherson & Rowe 1969, JRSS A 132(2); Jennison & Turnbull 2000, Group
Sequential Methods, section 19.2). They integrate by Simpson's rule; here the region in which one goes on is
bounded and the integrand analytic, so that Gauss and Legendre's rule gives ten digits with fewer points.

The density is kept without drift: with a drift it is exp(drift B - drift^2 t / 2) times as high (their eq. 19.8),
so that one integration serves every drift that a search for a size or an interval tries.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FAR = 13.0  # standard deviations: beyond any boundary that is not infinite
_OPEN = 9.0  # where one side has none: one path in 10^18 is farther away
_CLOSEST = 5e-5  # looks closer than this share of the information at them would need a grid too fine to be kept
_RULE = np.polynomial.legendre.leggauss(20)


class Walk:
    """Paths up to the last look at which one went on. Grows by `go_on`; at first nobody has looked."""

    __slots__ = ("_at", "_mass", "_score")

    def __init__(self) -> None:
        self._at = 0.0
        self._score: Floats = np.zeros(1)
        self._mass: Floats = np.ones(1)

    def above(self, z: float, fraction: float, drift: float = 0.0) -> float:
        """Chance of going on up to the next look, at this fraction, and being above z there."""
        return self._beyond(z, fraction, drift, 1)

    def below(self, z: float, fraction: float, drift: float = 0.0) -> float:
        """Chance of going on up to the next look, at this fraction, and being below z there."""
        return self._beyond(z, fraction, drift, -1)

    def _beyond(self, z: float, fraction: float, drift: float, side: int) -> float:
        if math.isinf(z):
            return self.left(drift) if z * side < 0 else 0.0
        step = self._step(fraction)
        distance = side * (z * math.sqrt(fraction) - self._score - drift * step) / math.sqrt(2 * step)
        tails = 0.5 * np.array([math.erfc(d) for d in distance.tolist()])
        return float(self._weight(drift) @ tails)

    def left(self, drift: float = 0.0) -> float:
        """Chance of not having stopped at any look so far."""
        return float(self._weight(drift).sum())

    def go_on(self, fraction: float, lower: float, upper: float, following: float) -> None:
        """Take the look at this fraction: only paths with lower < Z < upper go on; following: the look after it."""
        step = self._step(fraction)
        if math.isinf(lower) and math.isinf(upper):
            return  # nobody stops, so that the next step begins where this one did
        if min(step, following - fraction) < _CLOSEST * fraction:
            raise ValueError(f"looks are too close together around {fraction}")
        root = math.sqrt(fraction)
        low = (-_OPEN if math.isinf(lower) else max(lower, -_FAR)) * root
        high = (_OPEN if math.isinf(upper) else min(upper, _FAR)) * root
        if not low < high:
            raise ValueError(f"nothing goes on between {lower} and {upper}")
        finest = math.sqrt(min(step, following - fraction))
        score, weights = _gauss_legendre(low, high, 4 * finest)
        kernel = np.exp(-((score[:, None] - self._score) ** 2) / (2 * step)) / math.sqrt(2 * math.pi * step)
        self._mass = weights * (kernel @ self._mass)
        self._score, self._at = score, fraction

    def copy(self) -> Walk:
        """The same paths, which do not grow with these: arrays are shared, since they never change."""
        made = Walk()
        made._at, made._score, made._mass = self._at, self._score, self._mass
        return made

    def _step(self, fraction: float) -> float:
        if not fraction > self._at:
            raise ValueError(f"information grows from look to look, got {fraction} after {self._at}")
        return fraction - self._at

    def _weight(self, drift: float) -> Floats:
        if drift == 0:
            return self._mass
        weight: Floats = self._mass * np.exp(drift * self._score - drift * drift * self._at / 2)
        return weight


def _gauss_legendre(low: float, high: float, widest: float) -> tuple[Floats, Floats]:
    """Points and weights, twenty to a panel; widest: of the panels, four times the finest bend of the integrand."""
    edges = np.linspace(low, high, 1 + math.ceil((high - low) / widest))
    half = np.diff(edges)[:, None] / 2
    return ((edges[:-1, None] + half) + half * _RULE[0]).ravel(), (half * _RULE[1]).ravel()
