"""Amounts as they are typed: a share of the baseline with a per cent sign, else a number in the metric's own unit."""

from __future__ import annotations

import math

from taktgeber.core import Refusal, text


def parse_amount(option: str, words: str, baseline: float) -> float:
    """ "5%" is a share of the baseline's size, "0.3" is in the metric's unit; gives the metric's unit."""
    value, per_cent = _read(option, words)
    if per_cent and baseline == 0:
        raise Refusal(
            option,
            text("a share of a baseline of 0 is nothing."),
            text("Give it in the metric's own unit, without the per cent sign."),
        )
    return value * abs(baseline) / 100 if per_cent else value


def parse_share(option: str, words: str) -> float:
    """ "80%" and "0.8" are the same."""
    value, per_cent = _read(option, words)
    return value / 100 if per_cent else value


def _read(option: str, words: str) -> tuple[float, bool]:
    bare = words.strip()
    per_cent = bare.endswith("%")
    try:
        value = float(bare.rstrip("%").strip())
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise Refusal(
            option,
            text('"{words}" is no number.', words=words),
            text("Write a number with a point before decimals, or a share with a per cent sign: 0.05 or 5%."),
        )
    return value, per_cent
