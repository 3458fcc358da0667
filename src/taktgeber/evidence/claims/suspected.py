"""Controls that must not be held still, and what in the data says that a claim counts something else.

A column that follows from the exposure carries part of its effect (a mediator) or ties it to other causes of the
outcome (a collider); one that knows the outcome carries the outcome itself (leakage). What was declared later than the
exposure is refused; what betrays itself in the data is refused too, and all else is the asker's knowledge.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from taktgeber.stats.tails import normal_above, normal_quantile

from .claim import ReasonRefused, RefusedControl, Warned
from .column import Read
from .posed import Posed

_CHANCE = 1e-6  # below which a pattern is no accident
_SAME = 1 - 1e-9  # correlation from which two columns are one
_TOO_WELL, _SETTLED = 0.8, 0.05  # of a yes/no outcome: order among pairs; rows beyond its other side
_SURELY, _FAR_MORE = 0.98, 3.0
_MOST_LEVELS = 100


def sifted(posed: Posed) -> tuple[Posed, tuple[RefusedControl, ...], tuple[Warned, ...]]:
    """The question with the controls that may be held still."""
    kept: list[Read] = []
    refused: list[RefusedControl] = []
    warned: list[Warned] = []
    for control in posed.controls:
        reason = _reason(posed, control)
        warned.extend(_warnings(posed, control, reason))
        if reason is None:
            kept.append(control.grouped())
        else:
            refused.append(RefusedControl(control.name, reason))
    return replace(posed, controls=tuple(kept)), tuple(refused), tuple(warned)


def exposure_leaks(posed: Posed) -> bool:
    """Whether exposure and outcome are one thing measured twice."""
    if abs(_correlation(posed.x, posed.y)) > (0.999 if posed.levels is None else _SURELY):
        return True
    return posed.levels is None and _leaks(posed, posed.x)


def counts_until_success(posed: Posed, x: NDArray[np.float64]) -> bool:
    """Whether x looks like tries that end when the outcome comes: 1, 2, 3... ever rarer and ever less successful."""
    if posed.outcome_levels is None or x.min() != 1 or (x != np.round(x)).any() or x.max() < 4:
        return False
    weight = posed.rows.weight
    count = [float(weight[x == k].sum()) for k in (1, 2, 3, 4)]
    if not (count[0] >= 0.25 * weight.sum() and count[0] > count[1] > count[2] > count[3] > 0):
        return False
    return _correlation(x, posed.y) * math.sqrt(posed.rows.count) < -3


def _reason(posed: Posed, control: Read) -> ReasonRefused | None:
    if control.name in (posed.names.outcome, posed.names.outcome.partition("=")[0]):
        return "is_outcome"
    if control.name in (posed.names.exposure, posed.names.exposure.partition("=")[0]):
        return "is_exposure"
    there = ~control.missing
    if not there.any() or control.taken(there).is_constant():
        return "constant"
    if control.name in posed.names.after:
        return "after"
    found = control.taken(there)
    if len(found.levels) > min(_MOST_LEVELS, there.sum() / 4) and found.kind == "groups":
        return "too_many_levels"
    if _is_same(found, posed.y[there]):
        return "is_outcome"
    if _is_same(found, posed.x[there]):
        return "is_exposure"
    part = posed.taken(there)
    if _only_exposed(part, found):
        return "only_exposed"
    return "leaks" if found.kind == "number" and _leaks(part, found.values) else None


def _warnings(posed: Posed, control: Read, reason: ReasonRefused | None) -> list[Warned]:
    there = ~control.missing
    if reason == "only_exposed":
        return [Warned("not_declared", control.name, 0)]
    if control.kind != "number" or reason not in (None, "leaks"):
        return []
    part, values = posed.taken(there), control.values[there]
    warned: list[Warned] = []
    if counts_until_success(part, values):
        warned.append(Warned("counts_until_success", control.name, int((values > 1).sum())))
    if part.outcome_levels is not None and _order(part.y, values) >= _TOO_WELL:
        warned.append(Warned("predicts_too_well", control.name, 0))
        if settled := _settled(part.y, values):
            warned.append(Warned("settles_one_side", control.name, settled))
    return warned


def _is_same(control: Read, values: NDArray[np.float64]) -> bool:
    if control.kind == "groups" and len(control.levels) > 2:
        return False
    return abs(_correlation(control.values, values)) > _SAME


def _only_exposed(posed: Posed, control: Read) -> bool:
    """One and the same value wherever not exposed, that many of the exposed have too: it comes with the exposure."""
    bare = posed.x == 0
    if not bare.any() or bare.all() or (posed.levels is None and (posed.x < 0).any()):
        return False
    value = control.values[bare][0]
    if (control.values[bare] != value).any():
        return False
    weight = posed.rows.weight
    same = float(weight[~bare & (control.values == value)].sum()) / float(weight[~bare].sum())
    return 0.05 <= same < 1 and float(weight[bare].sum()) * math.log(same) < math.log(_CHANCE)


def _leaks(posed: Posed, values: NDArray[np.float64]) -> bool:
    if posed.outcome_levels is None:
        return False
    order = _order(posed.y, values)
    return order >= _SURELY or (order >= _TOO_WELL and _settled(posed.y, values) > 0)


def _settled(y: NDArray[np.float64], values: NDArray[np.float64]) -> int:
    """Rows beyond all values of the rarer outcome, on one side, that all have the other; 0 where that may be chance, or
    is no more than thrice what two normal laws that are in order as often would show."""
    rare = y == (1.0 if y.mean() <= 0.5 else 0.0)
    count = int(rare.sum())
    beyond = max(int((values < values[rare].min()).sum()), int((values > values[rare].max()).sum()))
    farthest = normal_quantile(1 / (count + 1)) + math.sqrt(2) * normal_quantile(min(_order(y, values), _SURELY))
    as_usual = (len(y) - count) * normal_above(-farthest)
    by_chance = beyond * math.log1p(-count / len(y))
    settled = beyond >= max(_SETTLED * len(y), _FAR_MORE * as_usual) and by_chance < math.log(_CHANCE)
    return beyond if settled else 0


def _order(y: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Share of pairs of a yes and a no that the column puts in order, either way (area under the ROC curve)."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2
    yes = float(y.sum())
    no = len(y) - yes
    area = (float(rank[place][y == 1].sum()) - yes * (yes + 1) / 2) / (yes * no) if yes and no else 0.5
    return max(area, 1 - area)


def _correlation(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    x, y = x - x.mean(), y - y.mean()
    x, y = x / (np.abs(x).max() or 1.0), y / (np.abs(y).max() or 1.0)
    both = math.sqrt(float(x @ x) * float(y @ y))
    return float(x @ y) / both if both else 0.0
