"""How many genuinely different things there are, where some are alike.

Leinster & Cobbold 2012 (Ecology 93(3)): the diversity of order 2 is 1 / sum p_i z_ij p_j, with shares p and likeness z.
Where nothing is alike it is Simpson's (Hill's) number; five equal ones that are nine tenths alike count as 1.09, not
as five. With equal shares over different kinds, one more of a kind that is there changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence


def effective_number(likeness: Sequence[Sequence[float]], shares: Sequence[float] | None = None) -> float:
    """likeness: shape (n, n), symmetric, 0 to 1, with 1 of each with itself; shares: shape (n,), above 0, summing to
    anything; None: all alike. Between 1 and n. Raises ValueError for none, and for what is no likeness."""
    n = len(likeness)
    weights = [1.0] * n if shares is None else list(shares)
    if not n or len(weights) != n or any(len(row) != n for row in likeness):
        raise ValueError("a diversity needs one row, one column and one share for each kind, and one kind or more")
    if any(weight <= 0 for weight in weights):
        raise ValueError("shares are above 0")
    for i, row in enumerate(likeness):
        if row[i] != 1 or any(not 0 <= z <= 1 or z != likeness[j][i] for j, z in enumerate(row)):
            raise ValueError("likeness lies between 0 and 1, is 1 with itself and the same both ways")
    whole = sum(weights)
    met = sum(a * z * b for a, row in zip(weights, likeness, strict=True) for z, b in zip(row, weights, strict=True))
    return whole * whole / met


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Likeness of two descriptions: the tags that both have over those that either has (Jaccard 1912); 1 for two that
    have none."""
    return len(one & other) / len(one | other) if one | other else 1.0
