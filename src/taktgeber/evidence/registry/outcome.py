"""What a read experiment says, computed from what was frozen: shown, harm, no effect that matters, unclear, invalid.

An experiment is ready for a decision where its interval leaves out nought (it was shown, or harm was), or leaves out
the smallest effect that would change what is done (no effect that matters). An interval that holds both is wider
than the decision needs. So a null is as good an answer as a win (Spotify's Experiments with Learning, 2025).
"""

from __future__ import annotations

import math

from .experiment import Effect, Experiment, Look, Outcome, Registration


def threshold_of(words: str) -> tuple[float, bool]:
    """ "2%" is a share of the control's level, "0.5" is in the metric's unit. Raises ValueError for what is neither,
    or not above nought."""
    value = float(words.strip().removesuffix("%").strip()) / (100 if words.strip().endswith("%") else 1)
    if not 0 < value < math.inf:
        raise ValueError("a threshold is above nought")
    return value, words.strip().endswith("%")


def final_look(experiment: Experiment) -> Look | None:
    return next((look for look in reversed(experiment.looks) if look.final), None)


def outcome_of(experiment: Experiment) -> Outcome | None:
    """Of the final look; None before it."""
    look = final_look(experiment)
    if look is None:
        return None
    if look.stops or not look.effects:
        return "invalid"
    if helpful(best_arm(look))[0] > 0:
        return "shown"
    if not set(experiment.plan.arms) <= {experiment.plan.control, *(effect.arm for effect in look.effects)}:
        return "unclear"  # of an arm nothing can be told
    if all(helpful(effect)[1] < 0 for effect in look.effects):
        return "harm"
    if all(_too_small(effect, experiment.plan) for effect in look.effects):
        return "no_effect"
    return "unclear"


def best_arm(look: Look) -> Effect:
    """The arm that helps most, among those that are shown to help where there are such."""
    return max(look.effects, key=lambda effect: (helpful(effect)[0] > 0, effect.better * effect.estimate))


def helpful(effect: Effect) -> tuple[float, float]:
    """The interval with up as good, in the metric's unit."""
    if effect.low is None or effect.high is None:
        return -math.inf, math.inf
    return (effect.low, effect.high) if effect.better > 0 else (-effect.high, -effect.low)


def helpful_lift(effect: Effect) -> tuple[float, float] | None:
    """The same as a share of the control's level, None where that is not clearly different from nought."""
    if effect.lift_low is None or effect.lift_high is None:
        return None
    ends = effect.lift_low, effect.lift_high
    return ends if effect.better > 0 else (-ends[1], -ends[0])


def _too_small(effect: Effect, plan: Registration) -> bool:
    """Whether it is shown that the effect, if there is one, is smaller than what would matter."""
    try:
        least, relative = threshold_of(plan.threshold)
    except ValueError:
        return False
    interval = helpful_lift(effect) if relative else helpful(effect)
    return interval is not None and interval[1] < least
