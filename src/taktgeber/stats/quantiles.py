"""Quantiles of three distributions, from scipy.special: scipy.stats takes a second to import."""

from __future__ import annotations


def student(share: float, free: int) -> float:
    """Student's t with `free` degrees of freedom."""
    from scipy.special import stdtrit

    return float(stdtrit(free, share))


def fisher(share: float, over: int, under: int) -> float:
    """Fisher's F with `over` and `under` degrees of freedom."""
    from scipy.special import fdtri

    return float(fdtri(over, under, share))


def beta(share: float, a: float, b: float) -> float:
    """The Beta distribution with parameters a and b."""
    from scipy.special import betaincinv

    return float(betaincinv(a, b, share))
