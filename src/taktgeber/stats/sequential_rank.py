"""A standard normal value from how each value ranks among those before it, whatever their law is.

Ranks of values that arrive in no order are independent, and each is uniform (Renyi 1962; McDonald 1990, Naval Research
Logistics 37, a cumulative sum on them). Ties count against a high rank, so that the values are never larger than normal
ones: a part of many noughts cannot cry by being nought.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def rank_scores(values: Floats, first: int) -> Floats:
    """values: (series, steps). Returns: same shape; 0 before step `first`, -3 where a value is the lowest so far."""
    scores = np.zeros(values.shape)
    for step in range(first, values.shape[1]):
        as_high = (values[:, :step] >= values[:, step, None]).sum(axis=1)
        table = np.array([_score(rank, step + 1) for rank in range(step + 1)])
        scores[:, step] = table[as_high]
    return scores


def _score(as_high: int, of: int) -> float:
    """Of a value that `as_high` of the of - 1 before it reach."""
    return -3.0 if as_high + 1 == of else max(-3.0, NormalDist().inv_cdf(1 - (as_high + 1) / of))
