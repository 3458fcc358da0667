"""From values to excursions: where cumulative sums of forecast errors left the ground for good, one after another.

After each the level is unknown from its onset on and learned anew; so one series can shift more than once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from .habit import Cadence, Field, design, family, scaled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taktgeber.stats.one_step import OneStep

    Floats = NDArray[np.float64]

WIDEST = 3.0  # standard deviations at which one value is held
LAG = 8  # steps for which what just came has no say whether there is a season, a trend or leaning
_MOST = 40  # shifts of one series
_KNOWN, _TAIL = 0.1, 0.65  # see _with_unknown_leaning


@dataclass(frozen=True, slots=True)
class Excursion:
    """One shift. path: days and heights from the first crossing on; p: of its peak; the rest as in SeriesAlarm."""

    path: tuple[tuple[date, float], ...]
    allowance: float
    a_year: int
    since: date
    up: bool
    shift: float
    expected: float
    seen: float
    chance: float
    p: float

    def day_at(self, level: float) -> date:
        """When its sum passed the height that a quiet series reaches with this chance in a year; its last day else."""
        height = _height(level, self.a_year, self.allowance)
        return next((day for day, reached in self.path if reached >= height), self.path[-1][0])


@dataclass(slots=True)
class Watched:
    """One series judged. moves: whether there is any noise; judged: values; chance: of a change in the last year."""

    name: str
    last: date
    judged: int
    moves: bool = True
    chance: float = 0.0
    quiet_p: float = 1.0
    excursions: list[Excursion] = field(default_factory=list)

    def p_since(self, day: date) -> float:
        """Of the farthest excursion after the day, or of how far the sums are now."""
        return min((e.p for e in self.excursions if e.path[0][0] > day), default=self.quiet_p)


def watch(of: Field, level: float) -> list[Watched]:
    """level: chance within a year that a series without change makes an excursion."""
    import numpy as np

    there = [np.flatnonzero(~np.isnan(row)) for row in of.values]
    found = [
        Watched(name, of.days[int(at[-1])], len(at) - of.cadence.baseline)
        for name, at in zip(of.names, there, strict=True)
    ]
    logged = _is_better_logged(of)
    values, centre, unit = scaled(np.where(logged[:, None], _log(of.values), of.values), of.cadence.baseline)
    for one, moved in zip(found, unit > 0, strict=True):
        one.moves = bool(moved)
    rows = np.flatnonzero(unit > 0)
    new_level = np.zeros(values.shape, bool)
    begin = np.array([_begin(row, of.cadence) for row in values])
    for _ in range(_MOST):
        if not rows.size:
            break
        run = _Run(of, values, rows, new_level, begin, level)
        chances = run.chances([run.end(at) for at in range(len(rows))])
        for at, row in enumerate(rows.tolist()):
            crossed = run.crossed[at]
            if crossed is None:
                found[row].chance, found[row].quiet_p = chances[at], run.quiet_p(at)
                continue
            since = run.onset(at)
            back = _Back(of.values[row], bool(logged[row]), float(centre[row]), float(unit[row]))
            found[row].excursions.append(run.excursion(at, since, back, chances[at]))
            # What raised the alarm was picked for being far out: the new level is learned from what comes after it.
            values[row, since : crossed.step + 1] = np.nan
            begin[row] = crossed.step + 1
            new_level[row, crossed.step + 1 :][:1] = True
        rows = np.array([row for at, row in enumerate(rows.tolist()) if run.crossed[at] is not None], int)
    return found


class _Crossed(NamedTuple):
    step: int
    up: bool
    heights: Floats  # from the crossing on, until half of it is lost again or a year has passed


class _Back(NamedTuple):
    """From scaled values to the unit of the series."""

    original: Floats
    logged: bool
    centre: float
    unit: float


class _Run:
    """One pass of some rows through the models and the sums."""

    def __init__(self, of: Field, values: Floats, rows: Any, new_level: Any, begin: Any, level: float) -> None:
        import numpy as np

        from taktgeber.stats.cusum import cumulative_sums

        self.of, self.begin = of, begin[rows]
        self.steps = _forecasts(of, values[rows], new_level[rows])
        leaning = self.steps.leaning[np.arange(len(rows)), np.minimum(self.begin, len(of.days) - 1)]
        half = 0.5 * np.sqrt((1 - leaning) / (1 + leaning))  # half a shift by one noise, as forecast errors show it
        self.allowance = np.clip(np.round(20 * half) / 20, 0.2, 0.5)
        watched = np.arange(len(of.days)) >= self.begin[:, None]
        self.z = np.where(watched, self.steps.z, 0.0)
        self.sums = cumulative_sums(self.z, self.allowance, WIDEST)
        self.seen = np.where(watched & ~np.isnan(values[rows]), np.clip(self.steps.z, -WIDEST, WIDEST), np.nan)
        height = np.array([_height(level, of.cadence.a_year, a) for a in self.allowance.tolist()])
        over = np.maximum(self.sums.up, self.sums.down) >= height[:, None]
        self.crossed = [
            self._crossed(at, int(step)) if over[at, step] else None for at, step in enumerate(over.argmax(axis=1))
        ]

    def _crossed(self, at: int, step: int) -> _Crossed:
        import numpy as np

        up = bool(self.sums.up[at, step] >= self.sums.down[at, step])
        heights = (self.sums.up if up else self.sums.down)[at, step : step + self.of.cadence.a_year]
        fallen = np.flatnonzero(heights < heights[0] / 2)
        return _Crossed(step, up, heights[: int(fallen[0])] if fallen.size else heights)

    def onset(self, at: int) -> int:
        from taktgeber.stats.cusum import onset

        step, up, _ = self.crossed[at] or _Crossed(0, True, self.z[at])
        return max(onset((self.sums.up if up else self.sums.down)[at], step), int(self.begin[at]))

    def end(self, at: int) -> int:
        """The step up to which a row is looked at: the highest of its excursion, or the end of all."""
        crossed = self.crossed[at]
        return len(self.of.days) if crossed is None else crossed.step + int(crossed.heights.argmax()) + 1

    def chances(self, ends: list[int]) -> list[float]:
        """Of a change within the year before each end."""
        import numpy as np

        from taktgeber.stats.change_probability import change_chance

        year = self.of.cadence.a_year
        seen = np.full((len(ends), year), np.nan)
        for at, end in enumerate(ends):
            part = self.seen[at, max(0, end - year) : end]
            seen[at, year - len(part) :] = part
        return [float(chance) for chance in change_chance(seen, self.of.cadence.hazard)[:, -1]]

    def excursion(self, at: int, since: int, back: _Back, chance: float) -> Excursion:
        import numpy as np

        step, up, heights = self.crossed[at] or _Crossed(0, True, self.z[at])
        during = slice(since, step + 1)
        seen = back.original[during]
        told = design(self.of.days, self.of.cadence)[during] @ self.steps.habit[at, since] * back.unit + back.centre
        seen, told = seen[~np.isnan(seen)], told[~np.isnan(seen)]
        off = (np.log(seen) if back.logged else seen) - told
        allowance = float(self.allowance[at])
        return Excursion(
            tuple(zip(self.of.days[step : step + len(heights)], heights.tolist(), strict=True)),
            allowance,
            self.of.cadence.a_year,
            self.of.days[since],
            up,
            float(np.median(off) / (back.unit * self.steps.noise[at, since])),
            float(np.mean(np.exp(told) if back.logged else told)),
            float(np.mean(seen)),
            chance,
            _p(float(heights.max()), self.of.cadence.a_year, allowance),
        )

    def quiet_p(self, at: int) -> float:
        """Of how far the sums were within the last year."""
        start = max(0, len(self.of.days) - self.of.cadence.a_year)
        peak = max(float(self.sums.up[at, start:].max()), float(self.sums.down[at, start:].max()))
        return _p(peak, self.of.cadence.a_year, float(self.allowance[at]))


def _forecasts(of: Field, values: Floats, new_level: Any) -> OneStep:
    from taktgeber.stats.one_step import one_step

    columns = design(of.days, of.cadence)
    models = family(columns.shape[1], of.cadence)
    return one_step(values, columns, models, new_level=new_level, apart=of.apart, lag=LAG, widest=WIDEST)


def _is_better_logged(of: Field) -> Any:
    """By row: whether logarithms foretell the baseline better; values of nought or less have none."""
    import numpy as np

    upto = of.cadence.baseline
    part = Field(of.cadence, of.names, of.days[:upto], of.values[:, :upto], of.apart[:upto])
    rows = np.flatnonzero((np.nanmin(of.values, axis=1) > 0) & (~np.isnan(part.values)).any(axis=1))
    better = np.zeros(len(of.names), bool)
    if not rows.size:
        return better
    plain, logs = part.values[rows], _log(part.values[rows])
    gain = _fit(part, logs, logs) - _fit(part, plain, np.zeros(plain.shape))
    better[rows] = gain > 0
    return better


def _fit(of: Field, values: Floats, jacobian: Floats) -> Floats:
    """Logarithm of the density of the original values by row; jacobian: of the derivative, to be taken off."""
    import numpy as np

    ready, _, unit = scaled(values, of.cadence.baseline)
    steps = _forecasts(of, ready, np.zeros(ready.shape, bool))
    said = steps.fit != 0
    off = np.log(np.where(unit > 0, unit, 1.0))[:, None] + np.nan_to_num(jacobian)
    fit: Floats = (steps.fit - np.where(said, off, 0.0)).sum(axis=1)
    return fit


def _begin(values: Floats, of: Cadence) -> int:
    """The step after the baseline: values are counted, not days."""
    import numpy as np

    known = np.flatnonzero(~np.isnan(values))
    return int(known[min(of.baseline, len(known) - 1)])


def _log(values: Floats) -> Floats:
    import numpy as np

    logged: Floats = np.log(np.where(values > 0, values, np.nan))
    return logged


def stretch(allowance: float) -> float:
    """How much higher sums get than their law says, since coefficients and leaning are estimated: by simulation, of
    which `make verify` keeps the counts. The more a series leans (the smaller the allowance), the more."""
    return 1.03 + min(0.1, 0.5 - allowance)


def _height(level: float, a_year: int, allowance: float) -> float:
    from taktgeber.stats.cusum import height_for

    return stretch(allowance) * height_for(_of_the_law(level), a_year, allowance, WIDEST)


def _p(height: float, a_year: int, allowance: float) -> float:
    import numpy as np

    from taktgeber.stats.cusum import crossing_chance

    return _with_unknown_leaning(
        float(crossing_chance(np.array([height / stretch(allowance)]), a_year, allowance, WIDEST)[0])
    )


def _with_unknown_leaning(p: float) -> float:
    """What the law calls rarer than one in ten is less rare where leaning is estimated: of series without a change that
    lean by .3 or .6, 3 % get as far as the law gives 1 %. By simulation, of which `make verify` keeps the counts."""
    return p if p >= _KNOWN else _KNOWN * (p / _KNOWN) ** _TAIL


def _of_the_law(p: float) -> float:
    return p if p >= _KNOWN else _KNOWN * (p / _KNOWN) ** (1 / _TAIL)
