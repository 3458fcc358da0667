"""What the audit of one claim found: "x goes with y" raw, with the named controls held still, and all that speaks
against reading it as a cause. Values and codes; whoever shows them says them in words.

An effect is in units of the outcome (a yes/no outcome: share, 0 to 1) by one unit of the exposure, or of the exposure's
second level over its first. Intervals carry value, low, high, level and the rows they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from taktgeber.stats.interval import Interval

Verdict = Literal["holds", "weakened", "reverses", "cannot_tell"]
# What else explains it, or why nobody can tell.
CauseKind = Literal[
    "mix",  # a control in groups: the exposed are made up differently
    "driver",  # a numeric control that drives both
    "season",  # the calendar: season, weekday, trend
    "selection",  # the exposure counts until the outcome came
    "leakage",  # outcome or exposure says the other by itself
    "time_order",  # the outcome moves before the exposure
    "after",  # nothing is left to hold still but what comes after the exposure
    "no_overlap",  # the exposed and the others are nowhere comparable
    "hidden",  # a placebo fails (no column), or a cause as strong as this control, the strongest known, would erase it
    "fragile",  # a hidden cause that explains almost nothing would erase it
    "unnamed",  # nothing was named that could be held still
    "noise",  # too few rows for the size of the effect
]
ReasonRefused = Literal[
    "after",  # declared later than the exposure
    "only_exposed",  # varies only where exposed: it follows from the exposure
    "is_outcome",  # the outcome again, under another name or scale
    "is_exposure",
    "leaks",  # settles the outcome by itself on one side
    "constant",
    "repeats",  # a sum of other controls
    "too_many_levels",  # nearly a level a row
]
ControlForm = Literal["groups", "curve", "line", "calendar"]
PlaceboKind = Literal["future", "shifted", "negative"]
WarningKind = Literal["counts_until_success", "settles_one_side", "predicts_too_well", "few_rows", "missing_rows",
                      "not_declared"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """How a control entered. groups: one level each, by fixed effects; curve: natural cubic spline; terms: columns of
    the regression; moved: how much of raw - adjusted it takes (Gelbach 2016, J. Labor Economics 34(2), eq. 16: does not
    depend on the order), in units of the effect; share: of the raw effect, may be negative or above 1."""

    column: str
    form: ControlForm
    terms: int
    moved: float
    share: float


@dataclass(frozen=True, slots=True)
class RefusedControl:
    column: str
    reason: ReasonRefused


@dataclass(frozen=True, slots=True)
class Stratum:
    """One level, or one range (low to high) of a numeric control; days: of days since 1970. n: rows; within: the raw
    effect in it, None where it cannot be compared there; weight: in the adjusted effect, sums to 1 over comparable
    strata; means: of the outcome at the exposure's first and second level, None for a dose."""

    label: str
    low: float | None
    high: float | None
    days: bool
    n: int
    within: Interval | None
    weight: float
    means: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """share: of rows where both levels of the exposure are found among rows alike (a dose: share of the exposure's
    variance that controls do not explain); enough: whether the rest is worth a comparison."""

    rows: int
    comparable: int
    share: float
    enough: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Cinelli & Hazlett 2020, JRSS B 82(1). partial_r2: of the exposure with the outcome; robustness: a hidden cause
    would have to explain this share of what is left of both to bring the effect to nought; robustness_alpha: to bring
    the interval to nought. strongest: the known control that pulls most; with_exposure, with_outcome: its partial R2;
    as_strong: the adjusted effect were a hidden cause left out that pulls as far as leaving out the strongest does;
    at_worst: the same of a hidden cause of its partial R2, all of it pulling toward nought."""

    partial_r2: float
    robustness: float
    robustness_alpha: float
    strongest: str | None
    with_exposure: float | None
    with_outcome: float | None
    as_strong: Interval | None
    at_worst: Interval | None


@dataclass(frozen=True, slots=True)
class EValue:
    """VanderWeele & Ding 2017, Ann. Int. Med. 167(4). ratio: adjusted risk ratio (above or below 1); value: how strong
    as a risk ratio a hidden cause would have to be with both to explain it; limit: the same for the interval's end
    nearer to 1 (1: nothing is needed)."""

    ratio: Interval
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class Placebo:
    """What must not be there. future: effect of the next period's exposure on the outcome; shifted: share of shifts in
    time that give an effect as large (effect is the observed one); negative: effect on the negative outcome.
    chance: of one as large where nothing is; passed: nothing was found."""

    kind: PlaceboKind
    effect: Interval
    chance: float
    passed: bool


@dataclass(frozen=True, slots=True)
class Warned:
    """count: rows that it concerns, where it concerns some."""

    kind: WarningKind
    column: str
    count: int


@dataclass(frozen=True, slots=True)
class Cause:
    """column: which control, where it is one; share: of the raw effect that it takes."""

    kind: CauseKind
    column: str | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """The experiment that would decide: the exposure given at random. kind, baseline, sd, lift: as `takt experiment
    plan` takes them (--kind, --baseline, --sd, --lift in the metric's unit); explained: R2 of controls known before, of
    the outcome (--r2); units: of both arms at 80 % power, 5 % error. first, second: what the arms get (for a dose the
    lower and upper quartile of the exposure)."""

    kind: Literal["mean", "proportion"]
    baseline: float
    sd: float | None
    lift: float
    explained: float
    units: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ClaimAudit:
    """rows: that were compared, after weights; left_out: rows with something missing. outcome_levels: what no and yes
    are, None for a number; levels: the exposure's two (all but the first, where one level was asked for), None for a
    dose. clusters: periods over which errors were taken, None without. vanishes: of a weakened claim, nothing is left
    beyond noise. calendar_share: of the raw effect that the calendar alone takes, None without time. strata: of
    `strata_of`, the control that takes most."""

    outcome: str
    exposure: str
    outcome_kind: Literal["number", "yes_no"]
    exposure_kind: Literal["dose", "two"]
    outcome_levels: tuple[str, str] | None
    levels: tuple[str, str] | None
    rows: int
    left_out: int
    clusters: int | None
    raw: Interval
    adjusted: Interval | None
    verdict: Verdict
    vanishes: bool
    cause: Cause | None
    controls: tuple[Control, ...]
    refused: tuple[RefusedControl, ...]
    strata_of: str | None
    strata: tuple[Stratum, ...]
    overlap: Overlap
    sensitivity: Sensitivity | None
    evalue: EValue | None
    placebos: tuple[Placebo, ...]
    calendar_share: float | None
    warnings: tuple[Warned, ...]
    experiment: Deciding
