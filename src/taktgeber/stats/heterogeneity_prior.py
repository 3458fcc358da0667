"""How far effects of markets usually lie apart, learnt from many tests that each ran in a few markets.

Two or three markets of one test say almost nothing of the standard deviation tau between markets; what other tests
showed does. Model: test f ran in k_f markets with known standard errors; its tau_f was drawn from a half-normal law
of scale A, the same for all tests (the prior that Roever et al. 2021, Res. Synth. Methods 12(4), advise for tau; that
its scale be learnt from earlier meta-analyses: Turner et al. 2012, Int. J. Epidemiol. 41(3)). With the restricted
likelihood of tau in each test, L_f(tau) = prod of sqrt(w) / sqrt(sum of w) * exp(-Q(tau) / 2),

    chance of all that was seen under A = prod over f of  integral of L_f(tau) * half-normal(tau; A) dtau.

The largest A by it is nought too often where there is something, and a prior at nought promises that markets are
alike. So A is given a uniform prior and its posterior median is taken. The chance falls as A^-F (and powers of log A)
with F tests: below three tests the posterior has no mean, and two say too little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .heterogeneity import checked
from .interval import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_TESTS = 3
_STEP = 0.1  # of the grids in the logarithm
_NOUGHT = 1e-300  # so that its logarithm stands

Test = tuple[Sequence[float], Sequence[float]]


def half_normal_scale(tests: Sequence[Test], level: float = 0.9) -> Interval:
    """tests: estimates and standard errors of each, shapes (k,), k >= 2, all in one unit; three tests or more.

    The scale as posterior median with its central interval, n being the tests. Raises ValueError for fewer, and as
    heterogeneity.checked does.
    """
    import numpy as np

    if len(tests) < LEAST_TESTS:
        raise ValueError(f"a prior is learnt from at least {LEAST_TESTS} tests, got {len(tests)}")
    read = [checked(*test) for test in tests]
    variances = [v for _, within in read for v in within]
    widest = max(max(y) - min(y) for y, _ in read)
    least, most = math.sqrt(min(variances)), math.sqrt(max(variances)) + widest
    tau = np.exp(np.arange(math.log(least) - 8, math.log(most) + 8, _STEP))
    scale = tau  # beyond both ends nothing is told apart
    law = _half_normal(tau, scale)
    log = np.zeros(len(scale))
    for y, within in read:
        seen = _restricted(np.asarray(y), np.asarray(within), np.concatenate(([0.0], tau)))
        log += np.log(np.maximum(law @ seen, _NOUGHT))
    weight = np.exp(log - log.max()) * scale
    below = (np.cumsum(weight) - weight / 2) / weight.sum()
    low, middle, high = np.interp([(1 - level) / 2, 0.5, (1 + level) / 2], below, scale)
    return Interval(float(middle), float(low), float(high), level, len(tests))


def _half_normal(tau: Floats, scale: Floats) -> Floats:
    """Weights of nought and of each tau under each scale, shape (scales, 1 + taus); what lies below the first tau is
    held to be nought."""
    import numpy as np

    density = np.exp(-0.5 * (tau / scale[:, None]) ** 2) * math.sqrt(2 / math.pi) / scale[:, None]
    first = np.array([math.erf(tau[0] * math.exp(-_STEP / 2) / (a * math.sqrt(2))) for a in scale])
    return np.column_stack((first, density * tau * _STEP))


def _restricted(y: Floats, within: Floats, tau: Floats) -> Floats:
    """The restricted likelihood at each tau but for a constant, largest 1; shape (taus,)."""
    import numpy as np

    w = 1 / (within + tau[:, None] ** 2)
    total = w.sum(axis=1)
    mean = y[0] + (w * (y - y[0])).sum(axis=1) / total
    q = (w * (y - mean[:, None]) ** 2).sum(axis=1)
    log = 0.5 * (np.log(w).sum(axis=1) - np.log(total) - q)
    return np.asarray(np.exp(log - log.max()))
