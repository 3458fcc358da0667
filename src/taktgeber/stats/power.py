"""How many units a comparison of two arms needs, and what a given number can show.

The difference of two means, shares or ratios (by the delta method) has the variance v_c / n_c + v_t / n_t, where v is
the variance of one unit in the control and in the treated arm. A covariate known beforehand that explains the share
R^2 leaves v (1 - R^2) (Deng, Xu, Kohavi & Walker 2013, WSDM, eq. 4). Power is that of Welch's t test, by the
noncentral t law with Satterthwaite's degrees of freedom; in large arms it is the normal one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .solve import where_it_reaches
from .tails import normal_above, normal_quantile, student_quantile

_MANY, _SOME = 1e5, 3e3  # degrees of freedom from which Student's law is the normal one, and nearly so


@dataclass(frozen=True, slots=True)
class Comparison:
    """One arm against the control. control, treated: variance of one unit, above 0 where the other is 0;
    control_share, treated_share: of all units of the experiment, both above 0, together 1 or (several arms) less;
    student: by Student's law, as is right for means; False: by the normal one, as is usual for shares of large arms.
    """

    control: float
    treated: float
    control_share: float = 0.5
    treated_share: float = 0.5
    student: bool = True

    def __post_init__(self) -> None:
        numbers = (self.control, self.treated, self.control_share, self.treated_share)
        if not all(map(math.isfinite, numbers)) or min(numbers) < 0 or not self.control + self.treated > 0:
            raise ValueError(f"variances are finite and not both 0, got {self.control} and {self.treated}")
        if min(numbers[2:]) == 0 or self.control_share + self.treated_share > 1 + 1e-12:
            raise ValueError(f"shares are above 0 and at most 1 together, got {numbers[2]} and {numbers[3]}")

    @property
    def unit_variance(self) -> float:
        """Variance of the difference, times the number of all units of the experiment."""
        return self.control / self.control_share + self.treated / self.treated_share

    def standard_error(self, units: float) -> float:
        return math.sqrt(self.unit_variance / units)

    def degrees_of_freedom(self, units: float) -> float:
        """Satterthwaite 1946, Biometrics Bulletin 2(6); units: of all arms, more than one in each of the two."""
        if not self.student:
            return math.inf
        parts = ((self.control, self.control_share * units), (self.treated, self.treated_share * units))
        below = sum((v / n) ** 2 / (n - 1) for v, n in parts)
        return float((self.unit_variance / units) ** 2 / below)


def power_of(comparison: Comparison, effect: float, units: float, error: float, sides: int = 2) -> float:
    """Chance to show an effect of this size in its own direction. units: of all arms; error: of all sides."""
    _check(effect, error, sides)
    if min(comparison.control_share, comparison.treated_share) * units <= 1:
        raise ValueError(f"a variance needs at least two units an arm, got {units} for all arms")
    free = comparison.degrees_of_freedom(units)
    shift = abs(effect) / comparison.standard_error(units)
    if free > _MANY:
        return normal_above(normal_quantile(1 - error / sides) - shift)
    return noncentral_student_above(student_quantile(1 - error / sides, free), free, shift)


def units_for(comparison: Comparison, effect: float, power: float, error: float, sides: int = 2) -> float:
    """Units of all arms for this power, not rounded: round each arm up. At least two in each of the two arms.

    Raises ValueError on no effect.
    """
    _check(effect, error, sides)
    if effect == 0:
        raise ValueError("no number of units shows an effect of zero")
    if not error / sides < power < 1:
        raise ValueError(f"power lies between {error / sides} and 1, got {power}")
    drift = normal_quantile(1 - error / sides) + normal_quantile(power)
    normal = comparison.unit_variance * (drift / effect) ** 2
    least = 2.0 / min(comparison.control_share, comparison.treated_share)
    if comparison.degrees_of_freedom(max(normal, least)) > _MANY:
        return max(normal, least)
    if power_of(comparison, effect, least, error, sides) >= power:
        return least
    ln_units = where_it_reaches(
        lambda ln: power_of(comparison, effect, max(math.exp(ln), least), error, sides),
        power,
        math.log(max(normal, least)),
        0.05,
    )
    return math.exp(ln_units)


def detectable_effect(comparison: Comparison, units: float, power: float, error: float, sides: int = 2) -> float:
    """The smallest effect, above 0, that this many units of all arms show with this power."""
    if not error / sides < power < 1:
        raise ValueError(f"power lies between {error / sides} and 1, got {power}")
    scale = comparison.standard_error(units)
    guess = normal_quantile(1 - error / sides) + normal_quantile(power)
    return scale * where_it_reaches(
        lambda shift: power_of(comparison, max(shift, 0.0) * scale, units, error, sides), power, guess, 0.1
    )


def noncentral_student_above(t: float, free: float, shift: float) -> float:
    """Chance of more than t for (Z + shift) / S, where S^2 is chi-square over its `free` >= 1 degrees of freedom.

    The normal tail beyond t S, averaged over the law of S by Simpson's rule; the law is scaled by its own sum. From
    3,000 degrees of freedom by Abramowitz & Stegun 26.7.10, which is right to 4e-8 there.
    """
    if free > _SOME:
        return normal_above((t * (1 - 1 / (4 * free)) - shift) / math.sqrt(1 + t * t / (2 * free)))
    reach = 9 / math.sqrt(2 * free)
    low, high, steps = math.sqrt(max(0.0, 1 - reach)), math.sqrt(1 + 1.2 * reach), 400
    total = above = 0.0
    for i in range(1, steps):  # the law is nought at both ends, but for one degree of freedom or two at the lower one
        root = low + (high - low) * i / steps  # of S: few degrees of freedom make a corner at 0, which it rounds off
        s = root * root
        weight = (4 if i % 2 else 2) * root * math.exp((free - 1) * math.log(s) - free * (s * s - 1) / 2)
        total += weight
        above += weight * normal_above(t * s - shift)
    return above / total


def _check(effect: float, error: float, sides: int) -> None:
    if not math.isfinite(effect):
        raise ValueError(f"an effect is a finite number, got {effect}")
    if sides not in (1, 2) or not 0 < error < sides / 2:
        raise ValueError(f"the error lies between 0 and half the number of sides, got {error} of {sides}")
