"""The lifts of an experiment that can be computed with: of one that was read for good and is valid."""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.evidence.registry.experiment import Effect, Experiment
from taktgeber.evidence.registry.outcome import final_look
from taktgeber.stats.interval import Interval
from taktgeber.stats.tails import normal_quantile

from .verdict import verdict_of

LEVEL = 0.95
_LARGEST = 1e3  # a thousand times the control's level is a wrong unit, not an effect
_ERRORS = (1e-5, 1.0)  # an error as large as the control's level tells nothing


@dataclass(frozen=True, slots=True)
class Lift:
    """Of one arm, a share of the control's level; error: standard error; better: 1 where up is good, else -1."""

    arm: str
    value: float
    error: float
    better: int

    @property
    def interval(self) -> Interval:
        """Wald's, at 95 % whatever level it was read at."""
        half = normal_quantile((1 + LEVEL) / 2) * self.error
        return Interval(self.value, self.value - half, self.value + half, LEVEL, 1)

    @property
    def won(self) -> bool:
        """By its own interval it helps."""
        seen = self.interval.times(self.better)
        return seen.low > 0


def lifts_of(one: Experiment) -> tuple[Lift, ...]:
    """None of an experiment that was not read for good, that is invalid, or whose control is too near to nought."""
    look = final_look(one)
    if look is None or verdict_of(one) == "invalid":
        return ()
    return tuple(lift for effect in look.effects if (lift := _lift(effect)) is not None)


def _lift(effect: Effect) -> Lift | None:
    value, error = effect.lift, effect.lift_error
    if value is None or error is None or not abs(value) < _LARGEST or not _ERRORS[0] < error < _ERRORS[1]:
        return None
    return Lift(effect.arm, value, error, effect.better)
