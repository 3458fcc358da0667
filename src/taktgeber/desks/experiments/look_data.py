"""A look for machines: what schemas/experiment_look.json documents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from taktgeber.core import Finding
from taktgeber.evidence.looking.anytime import Anytime
from taktgeber.evidence.looking.drift import drift_between
from taktgeber.evidence.looking.interim import Interim, LookTaken, Rule
from taktgeber.evidence.looking.steps import Step


class Shares(NamedTuple):
    """alpha: of both sides and all arms together, as it was planned; arms: with the control."""

    alpha: float
    arms: int


def look_data(
    steps: Sequence[Step], read: Interim, rule: Rule, shares: Shares, found: Sequence[Finding]
) -> dict[str, Any]:
    """Effects are in the metric's unit; what does not exist (a boundary not yet, an end without bound) is null."""
    made = read.corrected
    corrected = made and {
        "estimate": made.estimate, "low": made.low, "high": made.high, "level": made.level, "p": made.p,
        "naive": {"estimate": made.naive, "low": made.naive_low, "high": made.naive_high},
    }  # fmt: skip
    return {
        "verdict": read.verdict,
        "planned": rule.planned,
        "expected": None,
        **_error(shares, rule.error, rule.sides),
        "boundaries": rule.spending.family,
        "rho": rule.spending.rho if rule.spending.family == "power" else None,
        "boundary": _finite(read.boundary),
        "spent": read.spent,
        "now": {"z": read.z, "fraction": read.fraction, **_interval(read.low, read.high, rule.error)},
        "corrected": corrected,
        "anytime": None,
        "looks": [
            {
                **_taken(step.look), "fraction": step.fraction, "z": step.z, "boundary": _finite(step.boundary),
                "spent": step.spent, "low": _finite(step.low), "high": _finite(step.high), "p": None,
            }
            for step in steps
        ],
        **_drift([step.look for step in steps]),
        "findings": _found(found),
    }  # fmt: skip


def anytime_data(
    read: Anytime, expected: int, error: tuple[float, int], shares: Shares, found: Sequence[Finding]
) -> dict[str, Any]:
    """The same without a planned end: no boundaries, and p-values that are valid at any time."""
    now = read.now
    return {
        "verdict": read.verdict,
        "planned": None,
        "expected": expected,
        **_error(shares, *error),
        "boundaries": None,
        "rho": None,
        "boundary": None,
        "spent": None,
        "now": {"z": now.z, "fraction": now.fraction, **_interval(now.low, now.high, error[0])},
        "corrected": None,
        "anytime": {
            "p": now.p,
            "decided_at_look": None if read.decided is None else read.decided + 1,
            "wider": read.wider,
        },
        "looks": [
            {
                **_taken(step.look), "fraction": step.fraction, "z": step.z, "boundary": None, "spent": None,
                "low": step.low, "high": _finite(step.high), "p": step.p,
            }
            for step in read.steps
        ],
        **_drift([step.look for step in read.steps]),
        "findings": _found(found),
    }  # fmt: skip


def _error(shares: Shares, of_one: float, sides: int) -> dict[str, Any]:
    return {"alpha": shares.alpha, "alpha_of_one_comparison": of_one, "sides": sides, "arms": shares.arms}


def _interval(low: float, high: float, of_one: float) -> dict[str, Any]:
    """level: the chance to hold the effect at all looks together, of a bound alone that of one side."""
    return {"low": _finite(low), "high": _finite(high), "level": 1 - of_one}


def _taken(look: LookTaken) -> dict[str, Any]:
    return {"units": look.units, "estimate": look.estimate, "error": look.error}


def _drift(taken: Sequence[LookTaken]) -> dict[str, Any]:
    drift = drift_between(taken)
    return {"drift": drift and {"p": drift.p, "largest_move_to_look": drift.largest + 1, "z": drift.z}}


def _found(found: Sequence[Finding]) -> list[dict[str, Any]]:
    return [{"code": f.code, "severity": f.severity, "says": f.says, "advice": f.advice} for f in found]


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
