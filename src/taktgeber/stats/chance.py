"""The chance of a yes after few yes and no: the uniform prior of Bayes and Laplace, Beta(1, 1)."""

from __future__ import annotations

from .interval import Interval


def chance_of_success(yes: int, no: int, level: float = 0.9) -> Interval:
    """Mean and central interval of Beta(1 + yes, 1 + no). n: the answers so far."""
    from scipy.stats import beta

    if yes < 0 or no < 0:
        raise ValueError(f"counts are not negative, got {yes} and {no}")
    low, high = (float(x) for x in beta.ppf([(1 - level) / 2, (1 + level) / 2], 1 + yes, 1 + no))
    return Interval((1 + yes) / (2 + yes + no), low, high, level, yes + no)
