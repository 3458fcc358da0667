"""How many units, how many weeks, which looks: the plan of an experiment before it starts.

Sizes are those of one look (stats.power) times what the looks cost (stats.group_sequential). Several arms against one
control share the error evenly (Bonferroni): that needs nothing known about how they depend on each other. An
experiment runs whole weeks, since weekdays differ, and looks fall on their ends where there are weeks enough.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taktgeber.core import Refusal, text
from taktgeber.stats.power import Comparison, detectable_effect, units_for

from .wish import Measure, Prior, Wish

if TYPE_CHECKING:
    from taktgeber.stats.group_sequential import Boundaries, Stopping

_MOST_WEEKS, _MOST_UNITS = 1040, 1e12


@dataclass(frozen=True, slots=True)
class Look:
    """day: of the experiment at whose end one looks, None where units a day are not known; units: of all arms so far.

    upper, lower: values of Z at which one stops, infinite where one never does; p: the p-value that stops at the
    upper one; shown: the estimate of the effect, in the metric's unit, that would just stop here.
    found, found_wrongly: chance to have shown something by then, if it is so and if not; given_up,
    given_up_rightly: the same of having given up, 0 where that is not planned.
    """

    day: int | None
    fraction: float
    units: int
    upper: float
    lower: float
    p: float
    shown: float
    found: float
    found_wrongly: float
    given_up: float
    given_up_rightly: float


@dataclass(frozen=True, slots=True)
class ExperimentPlan:
    """units: that the plan needs at most, by arm and of all arms; days: whole weeks, None where units a day are not
    known; planned: units that these weeks bring, else as units; fixed: what one single look would need, of all arms.

    reached: chance to show the effect with the planned units, at least the wish's power.
    average_if_true, average_if_none: units used up on average of the planned ones, since one may stop early.
    anytime_wider: how many times as wide the interval of this size would be if one could look at any time.
    """

    measure: Measure
    wish: Wish
    comparison: Comparison
    by_arm: tuple[int, ...]
    fixed: int
    planned: int
    days: int | None
    per_day: float | None
    inflation: float
    looks: tuple[Look, ...]
    reached: float
    average_if_true: int
    average_if_none: int
    anytime_wider: float

    @property
    def units(self) -> int:
        return sum(self.by_arm)

    @property
    def standard_error(self) -> float:
        """Of the effect, at the end, in the metric's unit."""
        return self.comparison.standard_error(self.planned)


def plan_experiment(measure: Measure, wish: Wish, per_day: float | None = None) -> ExperimentPlan:
    """per_day: units that enter the experiment on an average day, of all arms together. Raises Refusal."""
    _check_per_day(per_day)
    comparison = compare(measure, wish)
    fixed = one_look(comparison, wish)
    if per_day is None:
        fractions, days = [(k + 1) / wish.looks for k in range(wish.looks)], None
        bounds, drift = _looks(fractions, wish)
    else:
        bounds, drift, days = _in_whole_weeks(fixed, wish, per_day)
    inflation = _inflation(drift, wish)
    by_arm = units_by_arm(fixed * inflation, wish)
    planned = sum(by_arm) if days is None or per_day is None else max(sum(by_arm), math.floor(per_day * days))
    looks, true, none = _what_happens(bounds, comparison, wish, planned, days)
    return ExperimentPlan(
        measure,
        wish,
        comparison,
        by_arm,
        sum(units_by_arm(fixed, wish)),
        planned,
        days,
        per_day,
        inflation,
        looks,
        true.power,
        round(true.expected_fraction * planned),
        round(none.expected_fraction * planned),
        _anytime_wider(comparison, wish, planned),
    )


def detectable_lift(measure: Measure, wish: Wish, units: float, weeks: int | None = None) -> float:
    """The smallest lift, in the metric's unit, that this many units of all arms show at the wish's power.

    wish.lift: only its sign counts; weeks: whole ones in which the units come, so that looks fall on their days.
    """
    fractions = [(k + 1) / wish.looks for k in range(wish.looks)]
    if weeks is not None:
        fractions = [day / (7 * weeks) for day in look_days(weeks, wish.looks)]
    alike = units / _inflation(_looks(fractions, wish)[1], wish)
    least = 2 / min(wish.shares)
    if not alike > least:
        raise Refusal(
            "--units",
            text("{units} units are too few to measure any spread.", units=str(int(units))),
            text("Give at least {least} units.", least=math.ceil(2 * least)),
        )
    sign, effect = math.copysign(1.0, wish.lift), 0.0
    for _ in range(200):  # the variance of a proportion depends on the lift that is sought
        if measure.kind == "proportion" and not 0 < measure.baseline + sign * effect < 1:
            raise Refusal(
                "--units",
                text("so few units would not even show a proportion of 0 or 1."),
                text("Give more units, or more weeks."),
            )
        comparison = compare(measure, replace(wish, lift=sign * effect) if effect else wish)
        before = effect
        effect = detectable_effect(comparison, alike, wish.power, wish.error_of_one, wish.sides)
        if abs(before - effect) <= 1e-13 * effect:
            break
    return sign * effect


def compare(measure: Measure, wish: Wish) -> Comparison:
    """One arm against the control at the wished lift. A relative margin is a share of the control's own level, so
    that the control counts (1 + margin) times in the difference that is tested."""
    level = measure.baseline + wish.lift
    if measure.kind == "proportion" and not 0 < level < 1:
        raise Refusal(
            "--lift",
            text("the lift would bring the proportion to {level}, which is not between 0 and 1.", level=f"{level:.4g}"),
            text("Give a smaller lift, such as --lift 5%, which is a share of the baseline."),
        )
    weight = 1.0
    if wish.margin is not None and wish.relative and measure.baseline:
        weight += wish.margin / measure.baseline
    control, treated = wish.shares
    return Comparison(
        measure.variance_at(measure.baseline) * weight**2,
        measure.variance_at(level),
        control,
        treated,
        student=measure.kind == "mean",
    )


def chance_of_flip(plan: ExperimentPlan, prior: Prior) -> tuple[float, float, int | None]:
    """Chance that the test changes the decision; the same with perfect knowledge; the units of the smallest decisive
    test, which brings nine tenths of what perfect knowledge would bring (None: nothing brings anything)."""
    from taktgeber.stats.decision_value import Belief

    belief = Belief(prior.mean, prior.sd, prior.worth)
    now, perfect = belief.chance_to_flip(plan.standard_error), belief.chance_to_flip(0.0)
    try:
        needed = plan.comparison.unit_variance / belief.decisive_error() ** 2
    except ValueError:
        return now, perfect, None
    return now, perfect, sum(units_by_arm(min(needed, _MOST_UNITS), plan.wish))


def _check_per_day(per_day: float | None) -> None:
    if per_day is not None and not (math.isfinite(per_day) and 0 < per_day < _MOST_UNITS):
        raise Refusal("--per-day", text("units a day are above 0, not {given}.", given=f"{per_day:g}"),
                      text("Count how many users, visits or orders enter on an average day."))  # fmt: skip


def one_look(comparison: Comparison, wish: Wish) -> float:
    """Units of all arms that one look would need."""
    if abs(wish.distance) < math.sqrt(comparison.unit_variance / _MOST_UNITS):
        raise Refusal("--lift", text("an effect this small against the spread of units needs more than a million "
                      "million units."), text("Say the smallest lift that would be worth something."))  # fmt: skip
    return units_for(comparison, wish.distance, wish.power, wish.error_of_one, wish.sides)


def _looks(fractions: list[float], wish: Wish) -> tuple[Boundaries, float]:
    """The boundaries and what Z must be expected to be at the end."""
    from taktgeber.stats.futility import with_futility
    from taktgeber.stats.group_sequential import boundaries, drift_for

    bounds = boundaries(fractions, wish.error_of_one, wish.spending, wish.sides)
    if wish.give_up and wish.looks > 1:
        return with_futility(bounds, wish.power, wish.spending)
    return bounds, drift_for(bounds, wish.power)


def _inflation(drift: float, wish: Wish) -> float:
    from taktgeber.stats.group_sequential import fixed_drift

    return (drift / fixed_drift(wish.error_of_one, wish.power, wish.sides)) ** 2


def _in_whole_weeks(fixed: float, wish: Wish, per_day: float) -> tuple[Boundaries, float, int]:
    """The least number of whole weeks that bring what looks at their days need."""
    weeks = whole_weeks(fixed, per_day)
    while True:
        if weeks > _MOST_WEEKS:
            raise Refusal("--per-day", text("the experiment would run for more than {weeks} weeks.", weeks=_MOST_WEEKS),
                          text("Seek a larger lift, a metric that differs less between units, or more units a "
                               "day."))  # fmt: skip
        bounds, drift = _looks([day / (7 * weeks) for day in look_days(weeks, wish.looks)], wish)
        needed = fixed * _inflation(drift, wish)
        if needed <= 7 * weeks * per_day * (1 + 1e-9):
            return bounds, drift, 7 * weeks
        weeks = max(weeks + 1, whole_weeks(0.99 * needed, per_day))  # other weeks, other days, a slightly other need


def whole_weeks(units: float, per_day: float) -> int:
    """That bring so many units; one at least."""
    return max(1, math.ceil(units / (7 * per_day) - 1e-9))


def look_days(weeks: int, looks: int) -> list[int]:
    """Days at whose end one looks, counted from 1: ends of weeks where there are enough. Raises Refusal."""
    if looks <= weeks:
        return [7 * math.ceil((k + 1) * weeks / looks) for k in range(looks)]
    if looks > 7 * weeks:
        raise Refusal("--looks", text("{looks} looks are more than the {days} days that the experiment runs.",
                      looks=looks, days=7 * weeks), text("Look once a day at most: --looks {days}",
                      days=str(7 * weeks)))  # fmt: skip
    return [math.ceil((k + 1) * 7 * weeks / looks) for k in range(looks)]


def units_by_arm(units: float, wish: Wish) -> tuple[int, ...]:
    control, treated = (math.ceil(units * share - 1e-9) for share in wish.shares)
    return (control, *(treated,) * (wish.arms - 1))


def _what_happens(
    bounds: Boundaries, comparison: Comparison, wish: Wish, planned: int, days: int | None
) -> tuple[tuple[Look, ...], Stopping, Stopping]:
    """What each look would stop at and how likely that is; stops with the effect and with none.

    Chances are those of one comparison at the units that are planned, which whole weeks may make more than needed.
    """
    from taktgeber.stats.group_sequential import nominal_level, stopping_at

    error = comparison.standard_error(planned)
    drift = abs(wish.distance) / error
    true, none = stopping_at((drift, 0.0), bounds)
    looks = []
    for k, fraction in enumerate(bounds.fractions):
        up, up_none, down, down_none = (math.fsum(s[: k + 1]) for s in (true.up, none.up, true.down, none.down))
        upper = bounds.upper[k]
        looks.append(
            Look(
                None if days is None else round(fraction * days),
                fraction,
                round(fraction * planned),
                upper,
                bounds.lower[k],
                nominal_level(upper, wish.sides),
                (wish.margin or 0.0) + math.copysign(upper * error / math.sqrt(fraction), wish.distance),
                up,
                up_none if wish.give_up else up_none + down_none,
                down if wish.give_up else 0.0,
                down_none if wish.give_up else 0.0,
            )
        )
    return tuple(looks), true, none


def _anytime_wider(comparison: Comparison, wish: Wish, planned: int) -> float:
    from taktgeber.stats.confidence_sequence import ConfidenceSequence
    from taktgeber.stats.tails import normal_quantile

    error = comparison.standard_error(planned)
    sequence = ConfidenceSequence(error**-2, wish.error_of_one, wish.sides)
    return sequence.half_width(error) / error / normal_quantile(1 - wish.error_of_one / wish.sides)
