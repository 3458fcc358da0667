"""Natural cubic splines: a curve of a number with few terms, straight beyond its outer knots.

Harrell 2015, Regression Modeling Strategies, section 2.4.5 (eq. 2.25) with knots at the quantiles of its table 2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_QUANTILES = {
    3: (0.1, 0.5, 0.9),
    5: (0.05, 0.275, 0.5, 0.725, 0.95),
    7: (0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975),
}


def natural_spline(x: NDArray[Any], knots: NDArray[Any]) -> NDArray[Any]:
    """(n, k - 1): x itself and k - 2 curved terms, for k >= 3 rising knots; in units of x."""
    import numpy as np

    first, before, last = knots[0], knots[-2], knots[-1]
    span = (last - first) ** 2

    def bent(knot: float) -> NDArray[Any]:
        return np.maximum(x - knot, 0.0) ** 3

    terms = [x]
    for knot in knots[:-2]:
        beyond = bent(before) * (last - knot) / (last - before) - bent(last) * (before - knot) / (last - before)
        terms.append((bent(knot) - beyond) / span)
    return np.column_stack(terms)


def quantile_knots(x: NDArray[Any], knots: int) -> NDArray[Any]:
    """3, 5 or 7 knots at quantiles of x; fewer than 3 different ones where x is too lumpy for a curve."""
    import numpy as np

    return np.unique(np.quantile(x, _QUANTILES[knots]))
