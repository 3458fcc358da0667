"""The effect on those who took what they were assigned to: assigned is not delivered.

Wald's ratio of the effect of assignment on the outcome to its effect on delivery (Angrist, Imbens & Rubin 1996,
JASA 91(434), proposition 1). It is the average effect on compliers if assignment works through delivery alone
and makes nobody refuse who would have taken it otherwise. Interval: all effects w for which the difference of
y - w d is not refuted (Fieller 1954), so that it is right also where delivery differs little.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .adjusted import Measured
from .arm_means import ArmMeans
from .interval import Interval
from .tails import normal_quantile


@dataclass(frozen=True, slots=True)
class Complied:
    """delivered: the difference in the share delivered; effect: on compliers, None where the interval is
    unbounded, for delivery does not clearly differ; error: by the delta method."""

    delivered: float
    effect: Interval | None
    error: float


def complier_effect(
    treated: ArmMeans, control: ArmMeans, metric: Measured, delivered: Measured, confidence: float = 0.95
) -> Complied:
    """Two-sided normal interval. Raises ValueError where delivery does not differ at all."""
    own = [(arm, metric.weights(arm), delivered.weights(arm)) for arm in (treated, control)]
    y = metric.value(treated) - metric.value(control)
    d = delivered.value(treated) - delivered.value(control)
    if d == 0:
        raise ValueError("delivery does not differ between the arms")
    v_y = sum(arm.covariance(weights, weights) for arm, weights, _ in own)
    v_d = sum(arm.covariance(took, took) for arm, _, took in own)
    c = sum(arm.covariance(weights, took) for arm, weights, took in own)
    wald = y / d
    error = math.sqrt(max(v_y - 2 * wald * c + wald * wald * v_d, 0.0)) / abs(d)
    z2 = normal_quantile((1 + confidence) / 2) ** 2
    # (y - w d)^2 <= z^2 (v_y - 2 w c + w^2 v_d), a quadratic in w that opens upwards where d is clear.
    a, b, e = d * d - z2 * v_d, y * d - z2 * c, y * y - z2 * v_y
    if a <= 0:
        return Complied(d, None, error)
    half = math.sqrt(max(b * b - a * e, 0.0))
    low, high = min((b - half) / a, wald), max((b + half) / a, wald)
    return Complied(d, Interval(wald, low, high, confidence, treated.n + control.n), error)
