"""Where a function is nought, and where a rising one reaches a value searched outward from a guess."""

from __future__ import annotations

import math
from collections.abc import Callable


def root(of: Callable[[float], float], low: float, high: float) -> float:
    """Of a monotone function with opposite signs at both ends: Brent's method to the last digit (Brent 1973, ch. 4)."""
    a, b, fa, fb = low, high, of(low), of(high)
    if fa == 0 or fb == 0:
        return a if fa == 0 else b
    c, fc, step = a, fa, b - a
    before = step
    for _ in range(200):
        if abs(fc) < abs(fb):
            a, b, c, fa, fb, fc = b, c, b, fb, fc, fb
        close = 2e-16 * abs(b) + 1e-300
        half = (c - b) / 2
        if abs(half) <= close or fb == 0:
            return b
        if abs(before) >= close and abs(fa) > abs(fb):
            p, q = _interpolated(a, b, c, fa, fb, fc)
            if 2 * p < min(3 * half * q - abs(close * q), abs(before * q)):
                before, step = step, p / q
            else:
                before = step = half
        else:
            before = step = half
        a, fa = b, fb
        b += step if abs(step) > close else math.copysign(close, half)
        fb = of(b)
        if (fb > 0) == (fc > 0):
            c, fc = a, fa
            before = step = b - a
    return b


def _interpolated(a: float, b: float, c: float, fa: float, fb: float, fc: float) -> tuple[float, float]:
    """The next step as p / q: secant, or inverse quadratic where three points differ."""
    s = fb / fa
    if a == c:
        p, q = (c - b) * s, 1 - s
    else:
        q, r = fa / fc, fb / fc
        p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
        q = (q - 1) * (r - 1) * (s - 1)
    return (p, -q) if p > 0 else (-p, q)


def where_it_reaches(of: Callable[[float], float], value: float, guess: float, stride: float = 1.0) -> float:
    """of: rises everywhere and reaches the value on either side of the guess; stride: of the first step outward.

    Raises ValueError where it does not come near within 60 doublings of the stride.
    """
    below = of(guess) < value
    near = guess
    for _ in range(60):
        far = near + stride if below else near - stride
        if (of(far) < value) != below:
            return root(lambda x: of(x) - value, min(near, far), max(near, far))
        near, stride = far, 2 * stride
    raise ValueError(f"the value {value} is not reached near {guess}")
