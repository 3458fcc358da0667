"""Shares and quantiles of five distributions in plain Python: a shell answers before SciPy would be imported.

Incomplete beta by Lentz's continued fraction (Press et al., Numerical Recipes, 3rd ed., eq. 6.4.5), incomplete
gamma by series and continued fraction (6.2.5, 6.2.7); logarithms of the beta function keep their digits where
its arguments are large by Stirling's correction (Didonato & Morris 1992, ACM TOMS 18(3), section 2). Quantiles
solve for the tail that is smaller, so that small chances keep their digits too. Held against SciPy in tests.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from .solve import root

_NORMAL = NormalDist()
_TINY = 1e-300


def normal_above(x: float) -> float:
    """Chance of more than x."""
    return 0.5 * math.erfc(x / math.sqrt(2))


def normal_quantile(share: float) -> float:
    """Below which `share` lies; 0 < share < 1."""
    return _NORMAL.inv_cdf(share)


def student_above(t: float, free: float) -> float:
    """Chance of more than t under Student's t with `free` degrees of freedom (> 0; infinite: the normal law)."""
    if math.isinf(free):
        return normal_above(t)
    if math.isinf(t):
        return 0.0 if t > 0 else 1.0
    if free > 1e4:  # the fraction would take long
        return normal_above(_as_normal(t, free))
    half = 0.5 * incomplete_beta(free / 2, 0.5, free / (free + t * t), t * t / (free + t * t))
    return half if t >= 0 else 1 - half


def _as_normal(t: float, free: float) -> float:
    """The normal value of the same tail (Hill 1970, CACM 13(10), algorithm 395), at many degrees of freedom."""
    a = free - 0.5
    b = 48 * a * a
    w = math.sqrt(a * math.log1p(t * t / free))
    z = w + (w**3 + 3 * w) / b - (4 * w**7 + 33 * w**5 + 240 * w**3 + 855 * w) / (10 * b * (b + 0.8 * w**4 + 100))
    return math.copysign(z, t)


@lru_cache(4096)  # tables ask for the same few again and again
def student_quantile(share: float, free: float) -> float:
    """Below which `share` lies; 0 < share < 1."""
    if share == 0.5:
        return 0.0
    return _student_far(1 - share, free) if share > 0.5 else -_student_far(share, free)


def _student_far(above: float, free: float) -> float:
    """The positive t that `above` < 1/2 exceeds."""
    if math.isinf(free):
        return -normal_quantile(above)
    high = 1.0
    while student_above(high, free) > above:
        high *= 2
    return root(lambda t: student_above(t, free) - above, 0.0, high)


def chi_square_above(x: float, free: float) -> float:
    """Chance of more than x under chi-square with `free` degrees of freedom."""
    return 1.0 if x <= 0 else _gamma_above(free / 2, x / 2)


def chi_square_quantile(share: float, free: float) -> float:
    """Below which `share` lies; 0 < share < 1."""
    high = max(free, 1.0)
    while chi_square_above(high, free) > 1 - share:
        high *= 2
    return root(lambda x: (1 - share) - chi_square_above(x, free), 0.0, high)


def beta_below(x: float, a: float, b: float) -> float:
    """Share of Beta(a, b) below x."""
    return 0.0 if x <= 0 else 1.0 if x >= 1 else incomplete_beta(a, b, x, 1 - x)


def beta_quantile(share: float, a: float, b: float) -> float:
    """Below which `share` lies; 0 < share < 1."""
    if share <= beta_below(0.5, a, b):  # solve from the nearer end, where a distance keeps its digits
        return root(lambda x: beta_below(x, a, b) - share, 0.0, 1.0)
    return 1 - root(lambda y: (1 - share) - incomplete_beta(b, a, y, 1 - y), 0.0, 1.0)


def fisher_above(f: float, over: float, under: float) -> float:
    """Chance of more than f under Fisher's F with `over` and `under` degrees of freedom."""
    if f <= 0:
        return 1.0
    whole = under + over * f
    return incomplete_beta(under / 2, over / 2, under / whole, over * f / whole)


def fisher_quantile(share: float, over: float, under: float) -> float:
    """Below which `share` lies; 0 < share < 1."""
    high = 1.0
    while fisher_above(high, over, under) > 1 - share:
        high *= 2
    return root(lambda f: (1 - share) - fisher_above(f, over, under), 0.0, high)


def incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Regularised, I_x(a, b); rest: 1 - x, given beside it since it may be too small to be a difference."""
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, rest, x)
    log_x = math.log(x) if x < 0.5 else math.log1p(-rest)
    log_rest = math.log(rest) if rest < 0.5 else math.log1p(-x)
    return math.exp(a * log_x + b * log_rest - log_beta(a, b)) / a * _beta_fraction(a, b, x)


def log_beta(a: float, b: float) -> float:
    a, b = min(a, b), max(a, b)
    if b < 10:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    share = a / (a + b)
    if a < 10:
        more = _stirling(b) - _stirling(a + b)
        return math.lgamma(a) + more + a - a * math.log(a + b) + (b - 0.5) * math.log1p(-share)
    more = _stirling(a) + _stirling(b) - _stirling(a + b)
    return 0.5 * math.log(2 * math.pi) - 0.5 * math.log(b) + more + (a - 0.5) * math.log(share) + b * math.log1p(-share)


def _stirling(x: float) -> float:
    """ln Gamma(x) less Stirling's (x - 1/2) ln x - x + ln(2 pi) / 2, for x >= 10 (Abramowitz & Stegun 6.1.41)."""
    y = 1 / (x * x)
    terms = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
    return sum(term * y**power for power, term in enumerate(terms)) / x


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / (_away(1 - (a + b) * x / (a + 1)))
    value = d
    for m in range(1, 100_000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + step * d)
            c = _away(1 + step / c)
            value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return value


def _gamma_above(a: float, x: float) -> float:
    """Regularised upper incomplete gamma."""
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while abs(term) > abs(total) * 1e-17:
            n += 1
            term *= x / n
            total += term
        return 1 - front * total
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    value = d
    for i in range(1, 100_000):
        b += 2
        d = 1 / _away(b - i * (i - a) * d)
        c = _away(b - i * (i - a) / c)
        value *= d * c
        if abs(d * c - 1) < 1e-16:
            break
    return front * value


def _away(x: float) -> float:
    """From nought, which a continued fraction divides by."""
    return x if abs(x) > _TINY else _TINY
