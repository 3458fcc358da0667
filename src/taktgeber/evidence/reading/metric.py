"""A metric as it is declared: a column and what is read of it, never a piece of code.

NAME[:KIND,...] with KIND one of mean (default), proportion, p90 (any quantile) and, after it, cap=500 or cap=p99
(units above are set to it), less (less is better), unit=EUR. A ratio is NUMERATOR/DENOMINATOR[:less].
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from taktgeber.core import Refusal, text

Kind = Literal["mean", "proportion", "ratio", "quantile"]


@dataclass(frozen=True, slots=True)
class Metric:
    """name: as it is shown; over: its column; under: of a ratio its denominator; share: of a quantile;
    cap: the most a unit counts for, cap_share: the same as a quantile of all units; unit: a currency or ""."""

    name: str
    kind: Kind
    over: str
    under: str | None = None
    share: float | None = None
    cap: float | None = None
    cap_share: float | None = None
    less: bool = False
    unit: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.over,) if self.under is None else (self.over, self.under)


@dataclass(frozen=True, slots=True)
class Guardrail:
    """margin: the most it may fall (below nought) or rise (above); relative: as a share of the control's level."""

    metric: Metric
    margin: float
    relative: bool


_OPTIONS = re.compile(r"(mean|proportion|less|p\d{1,2}(\.\d+)?|cap=p?[-+\d.eE]+|unit=[A-Za-z]{3})(,|$)")


def parse_metric(words: str) -> Metric:
    """Raises Refusal where the words after the colon are not understood."""
    name, options = _parted(words)
    kind: Kind = "mean"
    share = cap = cap_share = None
    less, unit = False, ""
    for option in options:
        key, _, given = option.partition("=")
        if option == "proportion":
            kind = "proportion"
        elif option == "less":
            less = True
        elif key == "unit":
            unit = given.upper()
        elif key == "cap" and given.startswith("p"):
            cap_share = _share(given, words)
        elif key == "cap":
            cap = _number(given, words)
        elif option != "mean":
            kind, share = "quantile", _share(option, words)
    if not name or (kind != "mean" and (cap is not None or cap_share is not None)):
        raise _not_understood(words)
    return Metric(name, kind, name, None, share, cap, cap_share, less, unit)


def parse_ratio(words: str) -> Metric:
    name, options = _parted(words)
    over, slash, under = (part.strip() for part in name.partition("/"))
    if not (over and slash and under) or over == under or set(options) - {"less"}:
        raise Refusal(
            "--ratio",
            text('"{words}" is not a ratio of two columns.', words=words),
            text("Write the numerator, a slash and the denominator: --ratio orders/sessions"),
        )
    return Metric(name, "ratio", over, under, less="less" in options)


def parse_either(words: str) -> Metric:
    return parse_ratio(words) if "/" in words else parse_metric(words)


def parse_covariate(words: str) -> Metric:
    metric = parse_either(words)
    if metric.kind not in ("mean", "ratio") or metric.cap is not None or metric.cap_share is not None:
        raise Refusal(
            "--covariate",
            text('"{words}" is no plain column and no ratio of two.', words=words),
            text("Give a column that was known before, such as --covariate spend_before"),
        )
    return metric


def parse_margin(words: str) -> tuple[float, bool]:
    """ "-2%" is a share of the control's level, "-0.5" is in the metric's own unit."""
    relative = words.strip().endswith("%")
    try:
        margin = float(words.strip().rstrip("%").strip()) / (100 if relative else 1)
    except ValueError:
        margin = 0.0
    if margin == 0 or not math.isfinite(margin) or (relative and margin <= -1):
        raise Refusal(
            "--margin",
            text('"{words}" is not a margin.', words=words),
            text("Say the most that is accepted: --margin -2% for a fall, +2% for a rise, -0.5 in the metric's unit."),
        )
    return margin, relative


def _parted(words: str) -> tuple[str, list[str]]:
    """The column and its options; a colon within a column's name is left where no option follows it."""
    name, colon, after = words.rpartition(":")
    if not colon:
        return words.strip(), []
    options = after.strip()
    at = 0
    while at < len(options) and (found := _OPTIONS.match(options, at)):
        at = found.end()
    if at < len(options) or not options:
        raise _not_understood(words)
    return name.strip(), [option for option in options.split(",") if option]


def _share(words: str, whole: str) -> float:
    share = _number(words.removeprefix("p"), whole) / 100
    if not 0 < share < 1:
        raise _not_understood(whole)
    return share


def _number(words: str, whole: str) -> float:
    try:
        value = float(words)
    except ValueError:
        raise _not_understood(whole) from None
    if not math.isfinite(value):
        raise _not_understood(whole)
    return value


def _not_understood(words: str) -> Refusal:
    return Refusal(
        "--metric",
        text('"{words}" is not understood.', words=words),
        text(
            "Write a column, and after a colon what is read of it: spend, visit:proportion, wait:p90,less, "
            "spend:cap=500 or spend:cap=p99. A column whose name holds a colon ends with ':mean'."
        ),
    )
