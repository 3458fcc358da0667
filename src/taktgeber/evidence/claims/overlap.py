"""Where a comparison is possible: rows among whose likes both levels of the exposure are found.

Rows are ordered by how likely their controls make the exposure (its linear prediction) and cut into twenty blocks (of
25 rows at least), or into as many as there are different predictions; a block counts where each level has at least two
rows and a fiftieth. What has no counterpart is left out of the comparison and never extrapolated (Crump, Hotz,
Imbens & Mitnik 2009, Biometrika 96(1)). A dose overlaps by the share of its variance that controls do not explain.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .claim import Overlap
from .compared import Compared

_BLOCKS, _ROWS, _LEAST, _SHARE = 20, 25, 2.0, 0.02
_ENOUGH_ROWS, _ENOUGH_DOSE = 0.5, 0.05


def overlap_of(compared: Compared, two_levels: bool) -> tuple[Overlap, NDArray[np.bool_]]:
    """And which rows are comparable, (n,)."""
    rows = compared.held.rows
    if not two_levels:
        left = compared.left_of_exposure
        found = Overlap(round(rows.count), round(rows.count), left, left >= _ENOUGH_DOSE and compared.tells())
        return found, np.ones(len(compared.x), bool)
    predicted = (compared.x - compared.x_rest) / compared.held.scale
    block = _blocks(predicted)
    whole = np.bincount(block, rows.weight)
    exposed = np.bincount(block, rows.weight * compared.given_x)
    rarer = np.minimum(exposed, whole - exposed)
    both = (rarer >= _LEAST) & (rarer >= _SHARE * whole)
    comparable = both[block]
    count = float(rows.weight[comparable].sum())
    share = count / rows.count
    enough = share >= _ENOUGH_ROWS and compared.tells()
    return Overlap(round(rows.count), round(count), share, enough), comparable


def _blocks(predicted: NDArray[np.float64]) -> NDArray[np.intp]:
    found, place = np.unique(np.round(predicted, 9), return_inverse=True)
    if len(found) <= 3 * _BLOCKS:
        return place
    blocks = min(max(len(predicted) // _ROWS, 2), _BLOCKS)
    edges = np.unique(np.quantile(predicted, np.linspace(0, 1, blocks + 1)[1:-1]))
    return np.searchsorted(edges, predicted, side="right")
