"""What a plan starts from: the metric as it is known, what shall be shown, and what is believed. Refuses nonsense."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from taktgeber.core import Refusal, Text, text
from taktgeber.stats.spending import Family, Spending

PlannedKind = Literal["mean", "proportion", "ratio"]
_LARGEST, _SMALLEST = 1e15, 1e-15  # beyond, squares of squares lose their digits
_LEAST_ERROR, _MOST_POWER = 1e-9, 1 - 1e-9
MOST_LOOKS, MOST_ARMS = 100, 20


@dataclass(frozen=True, slots=True)
class Measure:
    """baseline: of the control arm, in the metric's unit; a proportion between 0 and 1.

    sd: of one unit's value; of a ratio a / b, of (a - baseline b) / mean b (delta method); of a proportion it
    follows from the baseline. explained: share of the variance that covariates known beforehand explain, R^2.
    """

    kind: PlannedKind
    baseline: float
    sd: float | None = None
    explained: float = 0.0

    def __post_init__(self) -> None:
        _finite("--baseline", self.baseline)
        if self.kind == "proportion":
            if not 0 < self.baseline < 1:
                raise _refused(
                    "--baseline",
                    text("a proportion lies between 0 and 1, not at {given}.", given=f"{self.baseline:g}"),
                    text("Give the share of units: --baseline 0.04"),
                )
            if self.sd is not None:
                raise _refused("--sd", text("the spread of a proportion follows from its baseline."),
                               text("Leave --sd out, or plan a mean: --kind mean"))  # fmt: skip
        elif self.sd is None:
            raise _refused("--sd", text("how much units differ is not known."),
                           text("Give the standard deviation of a unit: --sd 12.5, or let it be measured in your past "
                                "data: --from FILE --metric COLUMN"))  # fmt: skip
        else:
            _finite("--sd", self.sd)
            if self.sd <= 0:
                raise _refused("--sd", text("a standard deviation is above 0, not {given}.", given=f"{self.sd:g}"),
                               text("Measure it in your past data: --from FILE --metric COLUMN"))  # fmt: skip
        if not 0 <= self.explained < 1:
            raise _refused("--r2", text("the share that covariates explain lies from 0 to below 1, not at {given}.",
                           given=f"{self.explained:g}"), text("Give R squared, such as --r2 0.4"))  # fmt: skip

    def variance_at(self, level: float) -> float:
        """Of one unit in an arm at this level, after the covariates."""
        whole = level * (1 - level) if self.sd is None else self.sd * self.sd
        return whole * (1 - self.explained)


@dataclass(frozen=True, slots=True)
class Wish:
    """lift: the effect to be shown, or expected under a margin, in the metric's unit; margin: the most by which the
    treated arm may be worse (below 0; above 0 where less is better), None to show an effect; relative: whether the
    margin is a share of the control's level as measured then; error: of both sides and of all arms; arms: with the
    control; control_share: of all units, None for equal arms; give_up: also plan when to give up.
    """

    lift: float
    power: float = 0.8
    error: float = 0.05
    looks: int = 4
    spending: Spending = field(default_factory=Spending)
    arms: int = 2
    control_share: float | None = None
    margin: float | None = None
    relative: bool = True
    give_up: bool = False

    def __post_init__(self) -> None:
        _finite("--lift", self.lift)
        if not _LEAST_ERROR <= self.error < 1:
            raise _refused("--alpha", text("the chance of a false alarm lies between 0 and 1, not at {given}.",
                           given=f"{self.error:g}"), text("Usual is --alpha 0.05"))  # fmt: skip
        if not self.error < self.power <= _MOST_POWER:
            raise _refused("--power", text("the chance to show the effect lies between the chance of a false alarm and "
                           "1, not at {given}.", given=f"{self.power:g}"), text("Usual is --power 0.8"))  # fmt: skip
        if not 1 <= self.looks <= MOST_LOOKS:
            raise _refused("--looks", text("one can plan from 1 to {most} looks, not {given}.", most=MOST_LOOKS,
                           given=str(self.looks)), text("Four looks cost about 2 % more units at most."))  # fmt: skip
        if not 2 <= self.arms <= MOST_ARMS:
            raise _refused("--arms", text("an experiment has from 2 to {most} arms with its control, not {given}.",
                           most=MOST_ARMS, given=str(self.arms)), text("Count the control: --arms 2"))  # fmt: skip
        if self.control_share is not None and not 0 < self.control_share < 1:
            raise _refused("--control-share", text("the control's share of units lies between 0 and 1, not at {given}.",
                           given=f"{self.control_share:g}"), text("Leave it out for arms of equal size."))  # fmt: skip
        self._check_direction()

    def _check_direction(self) -> None:
        if self.margin is None:
            if self.lift == 0:
                raise _refused("--lift", text("no number of units shows an effect of zero."),
                               text("Say the smallest lift worth knowing, such as --lift 5%; or a margin, to show that "
                                    "nothing got worse: --margin -2%"))  # fmt: skip
            return
        _finite("--margin", self.margin)
        if self.margin == 0 or (self.lift - self.margin) * self.margin >= 0:
            raise _refused("--margin", text("a margin lies on the bad side of what is expected."),
                           text("Write --margin -2% where more is better, --margin 2% where less is better, and expect "
                                "a lift above the first or below the second."))  # fmt: skip

    @property
    def distance(self) -> float:
        """What must be told apart: the lift from nothing, or from the margin; in the metric's unit."""
        return self.lift - (self.margin or 0.0)

    @property
    def sides(self) -> int:
        return 2 if self.margin is None else 1

    @property
    def error_of_one(self) -> float:
        """Of one comparison, all of its sides. One side has half the error: what the two-sided interval shows."""
        return self.error * self.sides / 2 / (self.arms - 1)

    @property
    def shares(self) -> tuple[float, float]:
        """Of all units, in the control and in each other arm."""
        control = 1 / self.arms if self.control_share is None else self.control_share
        return control, (1 - control) / (self.arms - 1)


@dataclass(frozen=True, slots=True)
class Prior:
    """What is believed of the effect before the test, in the metric's unit: its mean and standard deviation.

    worth: the least effect worth acting on.
    """

    sd: float
    mean: float = 0.0
    worth: float = 0.0

    def __post_init__(self) -> None:
        for option, value in (("--prior-sd", self.sd), ("--prior-mean", self.mean), ("--worth", self.worth)):
            _finite(option, value)
        if self.sd <= 0:
            raise _refused(
                "--prior-sd",
                text("what is believed has a spread above 0."),
                text("Two thirds of such changes move the metric by less than it: --prior-sd 3%"),
            )


def spending_of(family: Family, rho: float) -> Spending:
    if not (math.isfinite(rho) and 0 < rho <= 50):
        raise _refused("--rho", text("rho lies above 0 and up to 50, not at {given}.", given=f"{rho:g}"),
                       text("Usual are 1 (evenly) to 3 (late)."))  # fmt: skip
    return Spending(family, rho)


def _finite(option: str, value: float) -> None:
    if not (value == 0 or _SMALLEST < abs(value) < _LARGEST):  # not a number is neither
        raise _refused(option, text("{given} is no number to plan with.", given=f"{value:g}"),
                       text("Give a finite number, in other units if need be."))  # fmt: skip


def _refused(option: str, says: Text, mend: Text) -> Refusal:
    return Refusal(option, says, mend)
