"""The verdict on a claim and its named cause, from what was computed.

In this order: what makes any comparison worthless (leakage, selection, no overlap, time running backward, a failed
placebo) leaves it open; then the sign, the size and last whether a hidden cause as strong as the strongest known would
erase what is left. A reversal stands whatever else is hidden: that the raw figure misleads is then shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.stats.interval import Interval

from .claim import Cause, CauseKind, Control, ControlForm, Overlap, Placebo, Sensitivity, Verdict

LESS_BY = 0.25  # of the raw effect: what is smaller by more is weakened
_ONE_SIDED = 0.78  # of the half width of a two-sided 90 % interval: the one-sided one (1.282 / 1.645)
_FAR = 1.5  # of the same: one in a hundred
_FRAGILE = 0.02  # of both: a hidden cause that explains as little is always about


@dataclass(frozen=True, slots=True)
class Facts:
    """raw, adjusted, change (raw less adjusted): of the comparable rows; early: the outcome moves before the exposure;
    columns: all that was to be held still and how; controls: what was, none without overlap."""

    raw: Interval
    adjusted: Interval | None
    change: Interval | None
    controls: Sequence[Control]
    columns: Sequence[tuple[str, ControlForm]]
    refused_all: bool
    overlap: Overlap
    sensitivity: Sensitivity | None
    placebos: Sequence[Placebo]
    early: bool
    leaks: bool
    selected: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    verdict: Verdict
    cause: Cause | None = None
    vanishes: bool = False


def judge(facts: Facts) -> Judgement:
    """Of every case exactly one."""
    open_kind = _worthless(facts)
    if open_kind is not None:
        return Judgement("cannot_tell", open_kind)
    adjusted, change = facts.adjusted, facts.change
    if adjusted is None or change is None:
        return Judgement("cannot_tell", Cause("noise"))
    lessened = _lessened(facts.raw, adjusted, change)
    if lessened and _flips(facts.raw, adjusted):
        return Judgement("reverses", _taker(facts))
    if _crosses(facts.raw) and _crosses(adjusted):
        return Judgement("cannot_tell", Cause("noise"))
    if not facts.controls:  # nobody knows how strong other causes are
        return Judgement("cannot_tell", Cause("unnamed"))
    if lessened and _spent(facts.raw, adjusted):
        return Judgement("weakened", _taker(facts), True)
    if _crosses(adjusted):
        return Judgement("cannot_tell", Cause("noise"))
    if not all(one.passed for one in facts.placebos if one.kind == "shifted"):
        return Judgement("cannot_tell", Cause("noise"))
    if (eraser := _eraser(facts)) is not None:
        return Judgement("cannot_tell", eraser)
    if lessened and 1 - adjusted.value / facts.raw.value > LESS_BY:
        return Judgement("weakened", _taker(facts))
    return Judgement("holds")


def _worthless(facts: Facts) -> Cause | None:
    if facts.leaks:
        return Cause("leakage")
    if facts.selected:
        return Cause("selection")
    if facts.refused_all:
        return Cause("after")
    if not facts.overlap.enough:
        return _apart(facts)
    failed = {one.kind for one in facts.placebos if not one.passed}
    if "future" in failed:
        return Cause("time_order" if facts.early else "hidden")
    if "negative" in failed:
        return Cause("hidden")
    return None


def _apart(facts: Facts) -> Cause:
    """The calendar alone may keep the exposed apart: then it is the season that nobody can tell from the exposure."""
    if len(facts.columns) != 1:
        return Cause("no_overlap")
    [(column, form)] = facts.columns
    return Cause("season" if form == "calendar" else "no_overlap", column)


def _eraser(facts: Facts) -> Cause | None:
    """What would leave nothing beyond noise of the adjusted effect."""
    sensitivity = facts.sensitivity
    if sensitivity is None or sensitivity.robustness < _FRAGILE:
        return Cause("fragile")
    left = sensitivity.as_strong
    if left is None or facts.adjusted is None or (not _crosses(left) and left.value * facts.adjusted.value > 0):
        return None
    return Cause("hidden", sensitivity.strongest)


def _lessened(raw: Interval, adjusted: Interval, change: Interval) -> bool:
    """By more than noise: the change itself, or what is left lies short of what was claimed."""
    if (raw.value - adjusted.value) * raw.value <= 0:
        return False
    surely = not _crosses(change) and change.value * raw.value > 0
    return surely or not adjusted.low <= raw.value <= adjusted.high


def _spent(raw: Interval, adjusted: Interval) -> bool:
    """Nothing is left the way the claim points: within noise, past nought, or a small rest hardly beyond noise."""
    rest, half = adjusted.value * (1 if raw.value > 0 else -1), (adjusted.high - adjusted.low) / 2
    return rest <= half or (rest <= _FAR * half and rest <= abs(raw.value) / 3)


def _flips(raw: Interval, adjusted: Interval) -> bool:
    """To the other side of nought, far beyond noise; or by half as much as it was raw and, with nine in ten chances on
    its side, away from where the claim points."""
    if adjusted.value * raw.value >= 0:
        return False
    half = (adjusted.high - adjusted.low) / 2
    turned = abs(adjusted.value) >= abs(raw.value) / 2 and abs(adjusted.value) > _ONE_SIDED * half
    return turned or abs(adjusted.value) > _FAR * half


def _taker(facts: Facts) -> Cause | None:
    """The control that takes most of the change."""
    if not facts.controls or facts.adjusted is None:
        return None
    way = 1 if facts.raw.value > facts.adjusted.value else -1
    most = max(facts.controls, key=lambda one: way * one.moved)
    kinds: dict[str, CauseKind] = {"groups": "mix", "calendar": "season"}
    return Cause(kinds.get(most.form, "driver"), most.column, most.share)


def _crosses(interval: Interval) -> bool:
    return interval.low <= 0 <= interval.high
