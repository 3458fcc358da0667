"""Two arms compared: the difference, the lift, a margin held or not, and the chance to be better.

Difference: Welch's t with Satterthwaite's degrees of freedom (Welch 1947, Biometrika 34). Lift: the difference
over the size of the control's level, by the delta method; where the control's level is not clearly different from
nought the lift has no bounds (Fieller 1954, JRSS B 16(2)) and none is given. Of a negative level the lift is
over its size, so that a rise is positive whatever the sign of the level.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .adjusted import Level
from .interval import Interval
from .tails import normal_above, normal_quantile, student_above, student_quantile


@dataclass(frozen=True, slots=True)
class Difference:
    """treated, control: the levels; difference: treated - control with its interval; error: its standard error;
    freedom: degrees of freedom (infinite: normal law); p: two-sided; lift: a share, None where the control's
    level is not clearly different from nought."""

    treated: Level
    control: Level
    difference: Interval
    error: float
    freedom: float
    p: float
    lift: Interval | None


def welch(treated: Level, control: Level, confidence: float = 0.95) -> Difference:
    """Raises ValueError where neither arm varies: there is nothing to test against."""
    error, freedom = _error_and_freedom(treated.error, treated.freedom, control.error, control.freedom)
    if error == 0:
        raise ValueError("nothing varies in either arm")
    by = treated.value - control.value
    far = student_quantile((1 + confidence) / 2, freedom)
    n = treated.n + control.n
    difference = Interval(by, by - far * error, by + far * error, confidence, n)
    p = 2 * student_above(abs(by) / error, freedom)
    return Difference(treated, control, difference, error, freedom, p, lift(treated, control, confidence))


def lift(treated: Level, control: Level, confidence: float = 0.95) -> Interval | None:
    """(treated - control) / |control|, variance (v_t + (t/c)^2 v_c) / c^2; None where Fieller's set is unbounded."""
    base = abs(control.value)
    if base == 0:
        return None
    ratio = treated.value / control.value
    error, freedom = _error_and_freedom(
        treated.error / base, treated.freedom, abs(ratio) * control.error / base, control.freedom
    )
    far = student_quantile((1 + confidence) / 2, freedom)
    if far * control.error >= base or not math.isfinite(error):
        return None
    by = (treated.value - control.value) / base
    return Interval(by, by - far * error, by + far * error, confidence, treated.n + control.n)


@dataclass(frozen=True, slots=True)
class Held:
    """room: how far the treated level stands above the least that the margin allows, with a two-sided interval;
    p: one-sided, of no less harm than the margin. held: True, False (harm beyond the margin), None (cannot tell)."""

    room: Interval
    p: float
    held: bool | None


def margin_held(treated: Level, control: Level, margin: float, relative: bool, confidence: float = 0.95) -> Held:
    """Non-inferiority: margin < 0 is the largest fall that is accepted, margin > 0 the largest rise.

    Of a relative margin the linear contrast treated - (1 +- |margin|) control is read, exact for any sign of
    the control's level (Laster & Johnson 2003, Stat. Med. 22(2)). One-sided at (1 - confidence) / 2.
    """
    if margin == 0:
        raise ValueError("a margin of nought accepts no harm at all: that is a test for a gain")
    sign = 1.0 if margin < 0 else -1.0  # of what is wanted: up or down
    times, less = 1.0, sign * margin
    if relative:
        times, less = 1.0 + margin * math.copysign(1.0, control.value), 0.0
    error, freedom = _error_and_freedom(treated.error, treated.freedom, abs(times) * control.error, control.freedom)
    if error == 0:
        raise ValueError("nothing varies in either arm")
    room = sign * (treated.value - times * control.value) - less
    far = student_quantile((1 + confidence) / 2, freedom)
    low, high = room - far * error, room + far * error
    held = True if low > 0 else False if high < 0 else None
    spread = Interval(room, low, high, confidence, treated.n + control.n)
    return Held(spread, student_above(room / error, freedom), held)


@dataclass(frozen=True, slots=True)
class Posterior:
    """Of the difference, after a normal prior around nought: better: the chance of more than nought (less, where
    less is wanted); loss: expected loss in the metric's unit if the treated arm is taken; forgone: if it is not."""

    mean: float
    sd: float
    prior_sd: float
    better: float
    loss: float
    forgone: float


def posterior(seen: Difference, prior_sd: float, less_is_better: bool = False) -> Posterior:
    """Normal likelihood with the standard error as known (Gelman et al. 2013, Bayesian Data Analysis, section 2.5)."""
    if not prior_sd > 0:
        raise ValueError(f"a prior has a width, got {prior_sd}")
    trust = prior_sd**2 / (prior_sd**2 + seen.error**2)
    mean, sd = trust * seen.difference.value, math.sqrt(trust) * seen.error
    wanted = -mean if less_is_better else mean
    return Posterior(
        mean, sd, prior_sd, normal_above(-wanted / sd), _short_of_nought(wanted, sd), _short_of_nought(-wanted, sd)
    )


def _short_of_nought(mean: float, sd: float) -> float:
    """E max(0, -X) of a normal X."""
    z = mean / sd
    return sd * (math.exp(-z * z / 2) / math.sqrt(2 * math.pi) - z * normal_above(z))


def _error_and_freedom(e: float, free_e: float, f: float, free_f: float) -> tuple[float, float]:
    """Of a sum of two independent parts with standard errors e and f (Satterthwaite 1946)."""
    whole = math.hypot(e, f)
    if whole == 0:
        return 0.0, math.inf
    spread = sum((x / whole) ** 4 / free for x, free in ((e, free_e), (f, free_f)) if x > 0)
    return whole, 1 / spread if spread > 0 else math.inf


def two_proportions(treated: Level, control: Level, confidence: float = 0.95) -> Difference:
    """Shares: p by the pooled z of the chi-square test without continuity; interval of the difference by
    Newcombe's hybrid score (1998, Stat. Med. 17(8), method 10), right also near 0 and 1."""
    n, m = treated.n, control.n
    pooled = (treated.value * n + control.value * m) / (n + m)
    spread = math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    if spread == 0:
        raise ValueError("nothing varies in either arm")
    by = treated.value - control.value
    z = normal_quantile((1 + confidence) / 2)
    low_t, high_t = wilson(treated.value, n, z)
    low_c, high_c = wilson(control.value, m, z)
    low = by - math.hypot(treated.value - low_t, high_c - control.value)
    high = by + math.hypot(high_t - treated.value, control.value - low_c)
    # Wilson's interval in place of the plain variance keeps the error above nought where an arm has none.
    error = math.hypot(treated.error, control.error) or (high - low) / (2 * z)
    p = 2 * normal_above(abs(by) / spread)
    difference = Interval(by, low, high, confidence, n + m)
    return Difference(treated, control, difference, error, math.inf, p, lift(treated, control, confidence))


def wilson(share: float, n: int, z: float) -> tuple[float, float]:
    """Wilson 1927: ends of the score interval of a share of n."""
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(middle - half, 0.0), min(middle + half, 1.0)
