"""How often the interval of the median time holds it: experiments followed until a day, some still open."""

from __future__ import annotations

import numpy as np

from taktgeber.stats.kaplan_meier import median_time

MEDIAN = 40.0  # days


def simulate_median(runs: int, seed: int, followed: int = 20, open_share: float = 0.3) -> int:
    """Runs in which the 90 % interval held it. Times are Weibull with shape 1.5 (most take some weeks, few very long),
    registered evenly over the period, which is so long that about `open_share` are open at its end."""
    rng = np.random.default_rng([seed, followed, round(100 * open_share)])
    scale = MEDIAN / np.log(2) ** (1 / 1.5)
    span = 40 / open_share
    held = 0
    for _ in range(runs):
        times = scale * rng.weibull(1.5, followed)
        seen = span * rng.uniform(size=followed)
        found = median_time(np.minimum(times, seen).tolist(), (times <= seen).tolist())
        low = np.inf if found.low is None else found.low
        high = np.inf if found.high is None else found.high
        held += low <= MEDIAN <= high
    return int(held)
