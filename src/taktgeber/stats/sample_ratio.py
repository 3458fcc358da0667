"""Whether units were split as planned, and which slice carries it if not.

Pearson's chi-square of the counts against the planned shares (Fabijan et al. 2019, KDD, section 3). The slice that
carries a mismatch is the one without which the rest is closest to the plan (largest p).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .tails import chi_square_above


@dataclass(frozen=True, slots=True)
class Split:
    """counts and shares by arm, in one order; chi_square with k - 1 degrees of freedom and its p."""

    counts: tuple[int, ...]
    shares: tuple[float, ...]
    chi_square: float
    p: float


@dataclass(frozen=True, slots=True)
class Carrier:
    """own: the split within the slice; rest: the split without it."""

    slice: str
    own: Split
    rest: Split


def split_of(counts: Sequence[int], weights: Sequence[float]) -> Split:
    """weights: planned, of any sum."""
    if len(counts) != len(weights) or len(counts) < 2:
        raise ValueError(f"a split has one planned weight an arm and two arms, got {len(counts)} and {len(weights)}")
    if not all(w > 0 for w in weights):
        raise ValueError(f"planned weights are above nought, got {list(weights)}")
    whole, planned = sum(counts), sum(weights)
    if whole == 0:
        raise ValueError("nobody was split")
    expected = [whole * w / planned for w in weights]
    chi = sum((count - e) ** 2 / e for count, e in zip(counts, expected, strict=True))
    return Split(tuple(counts), tuple(w / planned for w in weights), chi, chi_square_above(chi, len(counts) - 1))


def carrier(slices: Mapping[str, Sequence[int]], weights: Sequence[float]) -> Carrier | None:
    """None where no slice stands out: its own p, times the number of slices, is not below .01, or the rest
    is off the plan without it too (p below .01)."""
    if len(slices) < 2:
        return None
    columns = range(len(weights))
    whole = [sum(counts[i] for counts in slices.values()) for i in columns]
    found = []
    for name, counts in slices.items():
        rest = [whole[i] - counts[i] for i in columns]
        if sum(counts) and sum(rest):
            found.append(Carrier(name, split_of(counts, weights), split_of(rest, weights)))
    if not found:
        return None
    most = max(found, key=lambda c: (c.rest.p, c.own.chi_square))
    stands_out = most.own.p * len(slices) < 0.01 and most.rest.p >= 0.01
    return most if stands_out else None
