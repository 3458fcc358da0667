"""Chances and shares from few yes and no, by the Beta distribution."""

from __future__ import annotations

from .interval import Interval
from .tails import beta_quantile


def chance_of_success(yes: int, no: int, level: float = 0.9, prior: float = 1.0) -> Interval:
    """Mean and central interval of Beta(prior + yes, prior + no): 1 is the uniform prior of Bayes and Laplace, 0.5 that
    of Jeffreys. n: the answers so far.
    """
    if yes < 0 or no < 0:
        raise ValueError(f"counts are not negative, got {yes} and {no}")
    low, high = (beta_quantile(share, prior + yes, prior + no) for share in ((1 - level) / 2, (1 + level) / 2))
    return Interval((prior + yes) / (2 * prior + yes + no), low, high, level, yes + no)


def share_of(yes: int, asked: int, level: float = 0.9) -> Interval:
    """A share seen in a sample, with Jeffreys' interval, modified as Brown, Cai & DasGupta 2001 advise: where
    none (or all) said yes, the one end is 0 (or 1) and the other is exact, since Jeffreys' is too bold there."""
    if not 0 <= yes <= asked or asked == 0:
        raise ValueError(f"a share needs an answer, got {yes} of {asked}")
    tail = (1 - level) / 2
    a, b = yes + 0.5, asked - yes + 0.5
    exact = tail ** (1 / asked)
    low = 0.0 if yes == 0 else exact if yes == asked else beta_quantile(tail, a, b)
    high = 1.0 if yes == asked else 1 - exact if yes == 0 else beta_quantile(1 - tail, a, b)
    return Interval(yes / asked, low, high, level, asked)
