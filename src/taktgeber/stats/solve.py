"""The argument at which a rising function reaches a value, searched outward from a guess."""

from __future__ import annotations

from collections.abc import Callable

from .tails import _root


def where_it_reaches(of: Callable[[float], float], value: float, guess: float, stride: float = 1.0) -> float:
    """of: rises everywhere and reaches the value on either side of the guess; stride: of the first step outward.

    Raises ValueError where it does not come near within 60 doublings of the stride.
    """
    below = of(guess) < value
    near = guess
    for _ in range(60):
        far = near + stride if below else near - stride
        if (of(far) < value) != below:
            return _root(lambda x: of(x) - value, min(near, far), max(near, far))
        near, stride = far, 2 * stride
    raise ValueError(f"the value {value} is not reached near {guess}")
