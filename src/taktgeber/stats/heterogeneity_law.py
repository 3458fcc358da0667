"""How sure one is of tau squared: its confidence distribution, and its posterior under a stated prior.

With few markets the estimate of tau^2 says little, and often nought where there is something. The confidence
distribution holds every interval at once: H(t) is the chance under tau^2 = t that Cochran's Q would have been
larger than it was (Biggerstaff & Jackson 2008, Stat. Med. 27(29); Nagashima, Noma & Furukawa 2019, Stat. Methods
Med. Res. 28(6), section 3.2). Q is a quadratic form in normal variables with transform

    M(s) = [prod of d_i * sum of (w_i / d_i) / sum of w_i]^(-1/2),   d_i = 1 + 2 s (1 + t w_i),   w_i = 1 / s_i^2,

by the determinant lemma, so that no eigenvalues are needed, and the density of H is the inverse transform of

    h(t) = M(s) * [sum of w_i / d_i - sum of (w_i / d_i)^2 / sum of (w_i / d_i)]   at q = Q.

All its singularities lie on the negative axis, so Talbot's contour reaches ten digits with 32 nodes for few
estimates, more for many (Trefethen, Weideman & Schmelzer 2006, BIT 46, section 3). Nothing is drawn at random: the
same file gives the same digits.

Posterior: half-normal prior on tau with the scale that the user states, uniform prior on the mean (Roever 2020,
J. Stat. Softw. 93(6), eq. 6).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .heterogeneity import checked, generalised_q
from .tails import chi_square_above

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Nodes = list[tuple[float, float]]  # of a law of tau^2: a value and its weight, weights summing to 1

MOST = 300  # estimates; beyond, the contour costs more digits than it gives
_LEAST = 1e-9  # weight of a node that is left out


def confidence_nodes(estimates: Sequence[float], errors: Sequence[float]) -> Nodes:
    """The confidence distribution of tau^2 with its atom at nought. Shapes (k,), 3 <= k <= 300."""
    y, v = checked(estimates, errors)
    if not 3 <= len(y) <= MOST:
        raise ValueError(f"the law of a new market needs 3 to {MOST} estimates, got {len(y)}")
    q = generalised_q(y, v, 0.0)
    atom = chi_square_above(q, len(y) - 1)
    if 1 - atom < _LEAST:
        return [(0.0, 1.0)]
    span = (math.log(min(v)) - 18, math.log(max(v)) + 24 + math.log1p(q))
    nodes = _nodes(lambda tau2: _density(tau2, v, q) * tau2, span, math.sqrt(2 / (len(y) - 1)))
    whole = sum(weight for _, weight in nodes)
    return [(0.0, atom), *((tau2, weight / whole * (1 - atom)) for tau2, weight in nodes)]


def posterior_nodes(estimates: Sequence[float], errors: Sequence[float], scale: float) -> Nodes:
    """The posterior of tau^2; scale: of the half-normal prior on tau, in the estimates' unit. k >= 2."""
    import numpy as np

    y, v = checked(estimates, errors)
    if not 0 < scale < math.inf:
        raise ValueError(f"the scale of a prior is above zero, got {scale}")
    given, within = np.asarray(y), np.asarray(v)

    def weight(tau2: Floats) -> Floats:
        w = 1 / (within + tau2[:, None])
        total = w.sum(axis=1)
        mean = given[0] + (w * (given - given[0])).sum(axis=1) / total
        q = (w * (given - mean[:, None]) ** 2).sum(axis=1)
        log = 0.5 * (np.log(w).sum(axis=1) - np.log(total) - q - tau2 / scale**2 + np.log(tau2))
        return np.asarray(np.exp(log - log.max()))

    span = (math.log(min(min(v), scale**2)) - 40, 2 * math.log(scale) + 6)
    nodes = _nodes(weight, span, min(0.2, math.sqrt(2 / len(y))))
    whole = sum(weight for _, weight in nodes)
    return [(tau2, weight / whole) for tau2, weight in nodes]


def _density(tau2: Floats, v: Sequence[float], q: float) -> Floats:
    """h at each tau2, shape (m,)."""
    import numpy as np

    size = 2 * round(16 + len(v) / 6)
    angle = np.pi * np.arange(1, size, 2) / size
    cotangent = 1 / np.tan(0.6407 * angle)
    s = np.asarray(size / q * (0.5017 * angle * cotangent - 0.6122 + 0.2645j * angle), complex)
    turn = 0.5017 * cotangent - 0.5017 * 0.6407 * angle / np.sin(0.6407 * angle) ** 2 + 0.2645j
    w = 1 / np.asarray(v)
    pieces = np.array_split(tau2, 1 + len(tau2) * size * len(v) // 1_000_000)  # bounds the memory
    return np.concatenate([2 / q * (_transform(piece, w, s, q) * turn).imag.sum(axis=1) for piece in pieces]).clip(0)


def _transform(tau2: Floats, w: Floats, s: NDArray[np.complex128], q: float) -> NDArray[np.complex128]:
    """e^(s q) h-hat(s), shape (m, nodes of the contour)."""
    import numpy as np

    d = 1 + 2 * s[None, :, None] * (1 + tau2[:, None, None] * w)
    part = w / d
    whole = part.sum(axis=2)
    log_m = -0.5 * (np.log(d).sum(axis=2) + np.log(whole / w.sum()))
    return np.asarray(np.exp(log_m + s * q) * (whole - (part * part).sum(axis=2) / whole))


def _nodes(weight: Callable[[Floats], Floats], span: tuple[float, float], step: float) -> Nodes:
    """Nodes of the trapezoidal rule in ln tau^2, exact beyond need where the integrand dies at both ends of the span.
    A coarse pass finds where it lives."""
    import numpy as np

    coarse = np.arange(*span, 0.5)
    lives = np.flatnonzero(_kept(weight(np.exp(coarse))))
    fine = np.arange(coarse[lives[0]] - 0.5, coarse[lives[-1]] + 0.5, min(step, 0.5))
    tau2 = np.exp(fine)
    weights = weight(tau2)
    kept = _kept(weights)
    return [(float(t), float(w)) for t, w in zip(tau2[kept], weights[kept], strict=True)]


def _kept(weights: Floats) -> NDArray[np.bool_]:
    return weights > _LEAST * float(weights.max())
