"""Whether an effect differs between segments by more than chance.

Cochran's Q over independent segments: sum of (d_s - d)^2 / v_s around their inverse-variance mean d, chi-square
with one degree of freedom less than segments where the effect is one (Gail & Simon 1985, Biometrics 41(2)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .tails import chi_square_above


@dataclass(frozen=True, slots=True)
class Interaction:
    q: float
    freedom: int
    p: float


def interaction(effects: Sequence[tuple[float, float]]) -> Interaction:
    """effects: difference and standard error (> 0) by segment, two at least."""
    if len(effects) < 2:
        raise ValueError(f"effects differ between two segments at least, got {len(effects)}")
    if any(not error > 0 for _, error in effects):
        raise ValueError("every segment's effect has a standard error above nought")
    weights = [1 / error**2 for _, error in effects]
    mean = sum(w * d for w, (d, _) in zip(weights, effects, strict=True)) / sum(weights)
    q = sum(w * (d - mean) ** 2 for w, (d, _) in zip(weights, effects, strict=True))
    return Interaction(q, len(effects) - 1, chi_square_above(q, len(effects) - 1))
