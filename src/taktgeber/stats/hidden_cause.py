"""How strong a hidden cause would have to be to explain an effect away.

For a slope: Cinelli & Hazlett 2020, JRSS B 82(1), 39-67; a hidden cause of partial R2 with x and with y moves the slope
by at most error * sqrt(R2y R2x / (1 - R2x) * free) (their eq. 14), and one k = 1 times as strong as a known control is
bounded by that control's own partial R2 (section 4.4, appendix B). For a risk ratio: the E-value of VanderWeele & Ding
2017, Annals of Internal Medicine 167(4), 268-274.
"""

from __future__ import annotations

import math

from .tails import student_quantile

_MOST = 1 / 3


def partial_r2(t: float, free: float) -> float:
    """Share of what is left of y that x explains, from the slope's t and its residual degrees of freedom."""
    return t * t / (t * t + free)


def robustness_value(t: float, free: float, error: float | None = None) -> float:
    """Least share of what is left of x and of y that a hidden cause must both explain to bring the slope to nought,
    or its two-sided interval to nought where `error` is given, as .05 (section 4.2). 0 where it is there already."""
    strength = abs(t) / math.sqrt(free)
    if error is not None:
        strength -= student_quantile(1 - error / 2, free - 1) / math.sqrt(free - 1)
    if strength <= 0:
        return 0.0
    square = strength * strength
    # (sqrt(f^4 + 4 f^2) - f^2) / 2, written so that a large f keeps its digits
    return 2 * square / (square + math.sqrt(square * square + 4 * square))


def strength_of_equal(with_exposure: float, with_outcome: float) -> tuple[float, float]:
    """Largest partial R2 with x and with y of a hidden cause exactly as strong as a known control.

    with_exposure: partial R2 of the known control with x given the other controls; with_outcome: with y given x and the
    others. Two causes that each explain half of x cannot stand beside each other: strength with x counts up to a third,
    by which the hidden one takes half of what the known one leaves.
    """
    most = min(with_exposure, _MOST)
    odds = most / (1 - most)
    if with_outcome >= 1:
        return odds, 1.0
    widened = (1 + odds) ** 2 / (1 - odds * odds)  # eta squared, of a cause that is no part of the known control
    return odds, min(widened * with_outcome / (1 - with_outcome), 1.0)


def bias_of(error: float, free: float, with_exposure: float, with_outcome: float) -> float:
    """Most by which leaving out a cause of these partial R2 moves the slope; error: the slope's classical one."""
    if with_exposure >= 1:
        return math.inf
    return error * math.sqrt(with_outcome * with_exposure / (1 - with_exposure) * free)


def error_with_hidden(error: float, free: float, with_exposure: float, with_outcome: float) -> float:
    """The slope's error were the hidden cause held still too (eq. 8)."""
    return error * math.sqrt((1 - with_outcome) / (1 - with_exposure) * free / (free - 1))


def e_value(ratio: float) -> float:
    """Least risk ratio that a hidden cause must have with x and with y each to explain away this one; ratio > 0."""
    ratio = ratio if ratio >= 1 else 1 / ratio
    return ratio + math.sqrt(ratio * (ratio - 1))
