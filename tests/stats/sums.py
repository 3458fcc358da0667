"""Moments of rows in memory, for tests: what the one query gives of a file."""

from __future__ import annotations

from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import ArrayLike

from taktgeber.stats.moments import Moments, pair


def moments_of(centre: float = 0.0, **columns: ArrayLike) -> Moments:
    """Every pair of the columns, around one centre for all."""
    rows = {name: np.asarray(values, float) - centre for name, values in columns.items()}
    return Moments.around(
        len(next(iter(rows.values()))),
        dict.fromkeys(rows, centre),
        {name: float(values.sum()) for name, values in rows.items()},
        {pair(x, y): float(rows[x] @ rows[y]) for x, y in combinations_with_replacement(rows, 2)},
    )
