"""Shares and weights as exact fractions: 0.2, 20%, 1/5."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TypeAlias

from taktgeber.core import Refusal, text

Share: TypeAlias = "str | int | float | Fraction"

WEIGHTS = text("Write every arm with its weight above 0: --arm control=1 --arm blue=1")
_DECIMAL = re.compile(r"([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})(\s*%)?")
_FRACTION = re.compile(r"([0-9]{1,18})\s*/\s*([0-9]{1,18})")


def read_share(option: str, given: Share) -> Fraction:
    """From 0 to 1, both included; Refusal else. A float counts as it is written: 0.1 is a tenth."""
    share = _exact(given, per_cent=True)
    if share is None or not 0 <= share <= 1:
        raise Refusal(
            option,
            text('"{words}" is no share between 0 and 1.', words=str(given)),
            text("Write it as 0.2, 20% or 1/5."),
        )
    return share


def read_weight(arm: str, given: Share) -> Fraction:
    """Above 0; Refusal else. Only its ratio to the other arms' weights counts."""
    weight = _exact(given, per_cent=False)
    if not arm.strip() or weight is None or weight <= 0:
        raise Refusal(
            "--arm",
            text('"{words}" is not a name and a weight.', words=f"{arm}={given}" if arm else str(given)),
            WEIGHTS,
        )
    return weight


def _exact(given: Share, per_cent: bool) -> Fraction | None:
    if isinstance(given, bool):
        return None
    if isinstance(given, int | Fraction):
        return Fraction(given)
    if isinstance(given, float):
        return Fraction(repr(given)) if math.isfinite(given) else None
    words = given.strip()
    if of := _FRACTION.fullmatch(words):
        return Fraction(int(of[1]), int(of[2])) if int(of[2]) else None
    found = _DECIMAL.fullmatch(words)
    if found is None or (found[3] and not per_cent):
        return None
    return Fraction(found[1]) / (100 if found[3] else 1)
