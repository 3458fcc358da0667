"""The experiment that would decide a claim: the exposure given at random, large enough to show what is claimed."""

from __future__ import annotations

import math

import numpy as np

from taktgeber.stats.interval import Interval
from taktgeber.stats.power import Comparison, units_for

from .claim import Deciding
from .posed import Posed

_POWER, _ERROR = 0.8, 0.05
_MOST = 10**12


def deciding(posed: Posed, raw: Interval, adjusted: Interval | None, explained: float) -> Deciding:
    """Plans for the adjusted effect where it is told from nought, else for the claim as it was made."""
    shown = adjusted if adjusted is not None and not adjusted.low <= 0 <= adjusted.high else raw
    weight = posed.rows.weight
    first, second, step = _arms(posed)
    mean = float(weight @ posed.y / weight.sum())
    lift = shown.value * step
    baseline = mean - shown.value * (float(weight @ posed.x / weight.sum()) - _start(posed))
    explained = min(max(explained, 0.0), 0.99)
    yes_no = posed.outcome_levels is not None
    if yes_no:
        baseline = min(max(baseline, 0.001), 0.999)
        lift = min(max(lift, 0.001 - baseline), 0.999 - baseline)
        own, other = (p * (1 - p) for p in (baseline, baseline + lift))
        sd = None
    else:
        sd = math.sqrt(float(weight @ (posed.y - mean) ** 2 / weight.sum()))
        own = other = sd * sd
    size = abs(lift) / math.sqrt(own)
    comparison = Comparison(1 - explained, (1 - explained) * other / own, student=not yes_no)
    units = _MOST if size < 1e-5 else 2 * math.ceil(units_for(comparison, size, _POWER, _ERROR) / 2)
    return Deciding("proportion" if yes_no else "mean", baseline, sd, lift, explained, min(units, _MOST), first, second)


def _arms(posed: Posed) -> tuple[str, str, float]:
    if posed.levels is not None:
        return (*posed.levels, 1.0)
    low, high = _quartiles(posed)
    return f"{low:.6g}", f"{high:.6g}", high - low


def _start(posed: Posed) -> float:
    return 0.0 if posed.levels is not None else _quartiles(posed)[0]


def _quartiles(posed: Posed) -> tuple[float, float]:
    low, high = (float(x) for x in np.quantile(posed.x, (0.25, 0.75)))
    return (low, high) if high > low else (float(posed.x.min()), float(posed.x.max()))
