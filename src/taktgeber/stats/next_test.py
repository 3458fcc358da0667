"""Where another test would tell most of markets that were not tried: how wide the prediction would be after it.

One more test either repeats a market with an error as before, which halves its squared error, or tries a new market
with the typical error of the others. At the tau^2 of now, the prediction is then as wide as

    2 t(k' - 2) sqrt(tau^2 + 1 / sum of w')   (Higgins, Thompson & Spiegelhalter 2009, eq. 12)

with k' = k for a repeat and k + 1 for a new market. Only the order of the widths is used, not their size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .tails import student_quantile


@dataclass(frozen=True, slots=True)
class NextTest:
    """Widths of the prediction in the estimates' unit: after a test in a new market, and after a repeat in each of
    the k markets (infinite for k = 2, where a repeat leaves no degree of freedom)."""

    new: float
    repeats: tuple[float, ...]

    @property
    def best_repeat(self) -> int:
        """Which of the markets tells most when tested again."""
        return min(range(len(self.repeats)), key=self.repeats.__getitem__)

    @property
    def new_tells_most(self) -> bool:
        return self.new <= min(self.repeats)


def next_test(errors: Sequence[float], tau2: float, level: float = 0.95) -> NextTest:
    """errors: shape (k,), k >= 2; tau2: in their unit, squared."""
    if len(errors) < 2 or min(errors) <= 0 or tau2 < 0:
        raise ValueError("at least two errors above zero and a variance that is not negative are needed")
    w = [1 / (s * s + tau2) for s in errors]
    total, k = sum(w), len(w)
    new = _width(total + 1 / (median(errors) ** 2 + tau2), k - 1, tau2, level)
    halved = [1 / (s * s / 2 + tau2) for s in errors]
    repeats = (_width(total - old + after, k - 2, tau2, level) for old, after in zip(w, halved, strict=True))
    return NextTest(new, tuple(repeats))


def _width(total: float, free: int, tau2: float, level: float) -> float:
    if free < 1:
        return math.inf
    return 2 * student_quantile((1 + level) / 2, free) * math.sqrt(tau2 + 1 / total)
