"""Experiments whose split is looked at every day: how often a right one is called wrong.

Each function gives the number of runs in which the promise held.
"""

from __future__ import annotations

import numpy as np

from taktgeber.stats.sequential_split import anytime_p


def simulate_right(runs: int, seed: int, days: int = 28, a_day: int = 1000) -> int:
    """Runs of a split by 50, 30 and 20 in which none of the daily looks has p below 5 %."""
    rng = np.random.default_rng([seed, days, a_day])
    came = rng.multinomial(a_day, (0.5, 0.3, 0.2), (runs, days)).tolist()
    return sum(anytime_p(daily, (5, 3, 2))[-1] >= 0.05 for daily in came)


def simulate_wrong(runs: int, seed: int, days: int = 28, a_day: int = 1000) -> int:
    """Runs in which a look finds, with p below 1 %, a split of two arms that one look at the end is five errors off."""
    rng = np.random.default_rng([seed, days, a_day, 1])
    share = 0.5 + 2.5 / (days * a_day) ** 0.5
    came = rng.multinomial(a_day, (share, 1 - share), (runs, days)).tolist()
    return sum(anytime_p(daily, (1, 1))[-1] < 0.01 for daily in came)
