"""Whether units are split as planned, told on any day of a running experiment without an error for having looked.

Under the plan, the chance of the units in the order in which they came is the product of planned shares; where shares
are drawn from a Dirichlet law around the plan, theta ~ Dirichlet(c * shares), it is a ratio of Beta functions. Their
ratio after every unit is a martingale that starts at one,

    E = B(c * shares + counts) / B(c * shares) / prod shares^counts,

so the chance that it ever reaches 1 / p is at most p (Lindon & Malek 2022, NeurIPS, arXiv:2011.03567; Ville 1939).
A mean of such martingales is one: several concentrations c are mixed, as a single one finds a mismatch either among
few units or a small one among many. It holds for looks after each unit, so for looks each day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

CONCENTRATIONS = (100.0, 1_000.0, 10_000.0, 100_000.0)


def log_evidence(
    counts: Sequence[int], weights: Sequence[float], concentrations: Sequence[float] = CONCENTRATIONS
) -> float:
    """ln E of units by arm against planned weights (of any sum). Raises ValueError for counts below nought, weights
    not above it, or not one each of two arms or more."""
    if len(counts) != len(weights) or len(counts) < 2:
        raise ValueError(f"a split has one planned weight an arm and two arms, got {len(counts)} and {len(weights)}")
    if not all(weight > 0 for weight in weights) or min(counts) < 0:
        raise ValueError(f"weights are above nought and counts not below it: {list(weights)}, {list(counts)}")
    if not concentrations or not all(c > 0 for c in concentrations):
        raise ValueError(f"a concentration is above nought, got {list(concentrations)}")
    shares = [weight / sum(weights) for weight in weights]
    planned = math.fsum(n * math.log(share) for n, share in zip(counts, shares, strict=True))
    logs = [_log_mixed(counts, [c * share for share in shares]) - planned for c in concentrations]
    most = max(logs)
    return most + math.log(math.fsum(math.exp(each - most) for each in logs) / len(logs))


def anytime_p(daily: Sequence[Sequence[int]], weights: Sequence[float]) -> tuple[float, ...]:
    """By day: the least 1 / E up to it, at most 1. daily: units by arm that came on each day, in order."""
    so_far, least, p = [0] * len(weights), 1.0, []
    for counts in daily:
        so_far = [before + n for before, n in zip(so_far, counts, strict=True)]
        least = min(least, math.exp(min(0.0, -log_evidence(so_far, weights))))
        p.append(least)
    return tuple(p)


def _log_mixed(counts: Sequence[int], alpha: Sequence[float]) -> float:
    """ln of B(alpha + counts) / B(alpha)."""
    each = math.fsum(math.lgamma(a + n) - math.lgamma(a) for a, n in zip(alpha, counts, strict=True))
    return each - (math.lgamma(sum(alpha) + sum(counts)) - math.lgamma(sum(alpha)))
