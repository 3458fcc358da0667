"""A share from few yes and no: mean and central interval of Beta(yes + 1/2, no + 1/2), Jeffreys' prior."""

from __future__ import annotations

from taktgeber.stats.tails import beta_quantile

LEVEL = 0.9


def jeffreys(yes: int, asked: int) -> tuple[float, float, float]:
    """Value, low, high at LEVEL. Raises ValueError where more said yes than were asked."""
    if not 0 <= yes <= asked:
        raise ValueError(f"a share needs at most as many yes as were asked, got {yes} of {asked}")
    low, high = (beta_quantile(q, yes + 0.5, asked - yes + 0.5) for q in ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return (yes + 0.5) / (asked + 1), low, high
