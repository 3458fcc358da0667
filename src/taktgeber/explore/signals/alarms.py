"""What a scan of series gives: who left its own habit, since when and how surely; who kept it; who is too short."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taktgeber.core import Text


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over time. days: any order, one value a day at most; values: in the series' own unit, None if missing.

    Raises:
        ValueError: Days and values differ in number.
    """

    name: str
    days: tuple[date, ...]
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(self.values):
            raise ValueError(f"{self.name}: {len(self.days)} days, but {len(self.values)} values")


@dataclass(frozen=True, slots=True)
class SeriesAlarm:
    """A level that shifted.

    day: on which it was raised; since: the estimated onset, the first day of the new level.
    shift: signed, in robust standard deviations of what season, trend and the day before leave unexplained.
    expected, seen: mean from `since` until `day`, in the unit of the series: as foretold, and as it was.
    chance: Bayesian probability that the level changed by now, 0 to 1.
    p: how likely a series that does not change gets this far within one year.
    false_alarms_a_year: of this detector as tuned for this scan, for a series that does not change.
    news: raised within the year before the last day; older ones are history, outside the false discovery control.
    """

    series: str
    day: date
    since: date
    up: bool
    shift: float
    expected: float
    seen: float
    chance: float
    p: float
    false_alarms_a_year: float
    news: bool


@dataclass(frozen=True, slots=True)
class QuietSeries:
    """No alarm in the last year. watched: points that were judged; chance: of a change nevertheless, 0 to 1."""

    series: str
    watched: int
    chance: float
    p: float


@dataclass(frozen=True, slots=True)
class TooShort:
    """Cannot tell. have, need: values there are, and values that would be enough."""

    series: str
    have: int
    need: int
    reason: Text


@dataclass(frozen=True, slots=True)
class SeriesScan:
    """alarms: the newest first; of those that are news, a share of `fdr` at most is expected to be false."""

    alarms: tuple[SeriesAlarm, ...]
    quiet: tuple[QuietSeries, ...]
    too_short: tuple[TooShort, ...]
    fdr: float


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A part that was all but nought and stays.

    day: on which it was raised; since: its first day above the noise; share: of the whole from then on, 0 to 1;
    before: its share until then; count: what it had since then; p: as of a SeriesAlarm.
    """

    part: str
    day: date
    since: date
    share: float
    before: float
    count: float
    p: float
    false_alarms_a_year: float


@dataclass(frozen=True, slots=True)
class SharesScan:
    """newcomers: the newest first; watched: parts that were judged and are none; settled: parts above the noise
    from the beginning, of which `scan_series` tells whether they shift."""

    newcomers: tuple[Newcomer, ...]
    watched: tuple[str, ...]
    settled: tuple[str, ...]
    too_short: tuple[TooShort, ...]
    fdr: float
