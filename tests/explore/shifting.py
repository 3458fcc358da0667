"""Weekly series with known truth: noise that may lean on the week before, season, trend, spikes, and a shift.

156 weeks, a shift at week 104 if there is one; what is judged begins after the first 52. Each function gives the number
of runs in which the promise held.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from taktgeber.explore.signals.alarms import Series
from taktgeber.explore.signals.excursion import Watched, watch
from taktgeber.explore.signals.habit import Field, cadence
from taktgeber.explore.signals.series import scan_series
from taktgeber.explore.signals.shares import scan_shares

Floats = NDArray[np.float64]
WEEKS, AT = 156, 104
QUIET = (60, 104)  # weeks without a shift in which an alarm would be false
SOON = 26  # weeks within which a shift is to be found
DAYS = tuple(date(2023, 1, 2) + timedelta(weeks=week) for week in range(WEEKS))


def weekly(
    runs: int, seed: int, *, lean: float = 0.0, season: float = 0.0, trend: float = 0.0, spikes: float = 0.0,
    shift: float = 0.0, at: int = AT,
) -> Floats:  # fmt: skip
    """Shape (runs, weeks). season: amplitude; trend: a year; shift: at once; all in standard deviations of the noise.
    spikes: share of weeks that lie six of them off, to either side."""
    rng = np.random.default_rng(
        [seed, round(100 * lean), abs(round(100 * shift)), round(100 * trend), round(1000 * spikes)]
    )
    noise = rng.normal(size=(runs, WEEKS))
    for week in range(1, WEEKS):
        noise[:, week] = lean * noise[:, week - 1] + np.sqrt(1 - lean**2) * noise[:, week]
    weeks = np.arange(WEEKS)
    noise += season * np.sin(2 * np.pi * weeks / 52.18 + 1) + trend * weeks / 52 + shift * (weeks >= at)
    noise += 6 * rng.choice([-1, 1], noise.shape) * (rng.random(noise.shape) < spikes)
    return 100 + noise


def crossings(values: Floats, level: float, *, yearly: bool = True) -> list[list[tuple[int, bool]]]:
    """Week and side of every alarm of every run, of one series that is watched alone."""
    field = Field(
        replace(cadence(DAYS), yearly=yearly),
        tuple(str(run) for run in range(len(values))),
        DAYS,
        values,
        np.zeros(WEEKS, bool),
    )
    return [[_crossing(e.path[0][0], e.up) for e in one.excursions] for one in _watched(field, level)]


def _crossing(day: date, up: bool) -> tuple[int, bool]:
    return (day - DAYS[0]).days // 7, up


def _watched(field: Field, level: float) -> list[Watched]:
    return watch(field, level)


def simulate_quiet(
    runs: int, seed: int, *, level: float = 0.1, lean: float = 0.0, season: float = 0.0, trend: float = 0.0,
    spikes: float = 0.0, yearly: bool = True,
) -> int:  # fmt: skip
    """Runs without an alarm within 44 weeks in which nothing shifts."""
    found = crossings(weekly(runs, seed, lean=lean, season=season, trend=trend, spikes=spikes), level, yearly=yearly)
    return sum(not any(QUIET[0] <= week < QUIET[1] for week, _ in each) for each in found)


def simulate_found(
    runs: int,
    seed: int,
    *,
    shift: float,
    level: float = 0.1,
    lean: float = 0.0,
    season: float = 0.0,
    yearly: bool = True,
) -> int:
    """Runs in which the shift is found, to the right side, within 26 weeks."""
    values = weekly(runs, seed, lean=lean, season=season, shift=shift)
    return sum(delay < SOON for delay in delays(crossings(values, level, yearly=yearly)))


def delays(found: list[list[tuple[int, bool]]]) -> list[int]:
    """Weeks between the shift and the first alarm to its side, by run; WEEKS where there is none."""
    return [min((week - AT for week, up in each if up and week >= AT), default=WEEKS) for each in found]


def simulate_many(runs: int, seed: int, *, lean: float = 0.0, series: int = 60, shifted: int = 12) -> int:
    """Alarms of scans over many series, of which a fifth shifted by 2 thirty weeks ago, that are true: until there
    were so many alarms."""
    found = true = 0
    while found < runs:
        seed += 1_000_003
        values = weekly(series, seed, lean=lean, season=1.0)
        values[:shifted, WEEKS - 30 :] += 2.0
        scan = scan_series([Series(str(at), DAYS, tuple(row)) for at, row in enumerate(values.tolist())])
        news = [int(name) for name in sorted({alarm.series for alarm in scan.alarms if alarm.news})][: runs - found]
        found += len(news)
        true += sum(at < shifted for at in news)
    return true


def simulate_no_newcomer(runs: int, seed: int, *, parts: int = 30) -> int:
    """Scans of shares in which no newcomer is called where none came; counts spread twice as wide as Poisson's."""
    rng = np.random.default_rng([seed, parts])
    held = 0
    for _ in range(runs):
        mean = rng.choice([0.0, 0.3, 2.0, 10.0], parts)
        mean[:3] = 2000.0
        counts = rng.poisson(rng.gamma(1 / 0.05, 0.05, (parts, WEEKS)) * mean[:, None])
        scan = scan_shares([Series(str(at), DAYS, tuple(map(float, row))) for at, row in enumerate(counts.tolist())])
        held += not scan.newcomers
    return held
