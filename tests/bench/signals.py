"""Shifts of level: how often each detector cries in vain, how soon it finds one, and what it says of real series."""

from __future__ import annotations

import csv
import gzip
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktgeber.explore.signals import Series, scan_series, scan_shares
from taktgeber.stats.change_probability import change_chance
from taktgeber.stats.cusum import cumulative_sums
from tests.conftest import samples_folder
from tests.explore.shifting import AT, DAYS, QUIET, SOON, crossings, weekly

Floats = NDArray[np.float64]
RUNS = int(os.environ.get("TAKT_BENCH_RUNS", "300"))
PEERS = Path(__file__).parents[2] / ".venv-peers" / "bin" / "python"


def signals() -> Iterator[str]:
    many = [Series(str(at), DAYS, tuple(row)) for at, row in enumerate(weekly(1000, 1, season=1.0).tolist())]
    start, used = time.perf_counter(), time.process_time()
    scan_series(many)
    yield (
        f"scanning 1,000 series of 156 weeks: {time.perf_counter() - start:.2f} s "
        f"({time.process_time() - used:.2f} s of the processor)"
    )
    for lean in (0.0, 0.3, 0.6):
        yield from _simulated(lean)
    samples = samples_folder()
    if samples is None:
        yield "*** no sample data: name their folder for the real series ***"
        return
    for name, series, since, baseline in _real(samples):
        yield from _told(name, series, since, baseline)
    yield from _newcomers(samples)


def _simulated(lean: float) -> Iterator[str]:
    drawn = {shift: weekly(RUNS, 5, lean=lean, shift=shift) for shift in (0.0, 1.0, 2.0)}
    found = {shift: _detected(values, 52) for shift, values in drawn.items()}
    for shift, values in drawn.items():
        for level, yearly in ((0.1, True), (0.1, False), (0.2, False)):
            name = f"takt, {level:.0%} a year{'' if yearly else ', no season looked for'}"
            found[shift][name] = [[week for week, _ in run] for run in crossings(values, level, yearly=yearly)]
    yield f"weekly noise that leans by {lean}: false alarm in 44 weeks | 1 sigma found, median weeks | 2 sigma, weeks"
    for name, runs in found[0.0].items():
        false = sum(any(QUIET[0] <= step < QUIET[1] for step in run) for run in runs) / RUNS
        parts = []
        for shift in (1.0, 2.0):
            delays = [min((s - AT for s in run if s >= AT), default=999) for run in found[shift][name]]
            soon = [delay for delay in delays if delay < SOON]
            parts.append(f"{len(soon) / RUNS:.2f}, {statistics.median(soon) if soon else '-'}")
        yield f"  {name}: {false:.2f} | {' | '.join(parts)}"


def _detected(values: Floats, baseline: int) -> dict[str, list[list[int]]]:
    """Steps of alarms by detector and series, of all but ours, on values standardised by their baseline."""
    first = values[:, :baseline]
    z = (values - first.mean(axis=1, keepdims=True)) / first.std(axis=1, ddof=1, keepdims=True)
    found = {
        "CUSUM k=.5 h=5": [_restarted(row, baseline) for row in z],
        "change chance above one half": [_steps(row > 0.5, baseline) for row in change_chance(z, 1 / (2 * baseline))],
    }
    if not PEERS.exists():
        return found
    asked = json.dumps({"series": z.tolist(), "baseline": baseline // 2})
    answer = subprocess.run(
        [str(PEERS), str(Path(__file__).with_name("shift_peers.py"))],
        input=asked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return found | json.loads(answer.stdout)


def _restarted(z: Floats, baseline: int) -> list[int]:
    """Sums begin again from nought after each alarm."""
    found, start = [], baseline
    while start < len(z):
        sums = cumulative_sums(z[None, start:], np.array([0.5]))
        over = np.flatnonzero(np.maximum(sums.up, sums.down)[0] > 5)
        if not over.size:
            break
        found.append(start + int(over[0]))
        start = found[-1] + 1
    return found


def _steps(over: NDArray[np.bool_], baseline: int) -> list[int]:
    """Where it becomes true."""
    rises = np.flatnonzero(over & ~np.r_[False, over[:-1]])
    return [int(step) for step in rises if step >= baseline]


def _told(name: str, series: Series, since: tuple[date, ...], baseline: int) -> Iterator[str]:
    """When each detector first spoke after each of these days, and how often it spoke in all."""
    values = np.array([[value if value is not None else np.nan for value in series.values]])
    spoke = {
        detector: [series.days[step] for step in runs[0]] for detector, runs in _detected(values, baseline).items()
    }
    spoke["takt, 10% a year"] = sorted(alarm.day for alarm in scan_series([series]).alarms)
    yield f"{name}: first alarm after {' and '.join(map(str, since))} | alarms in all"
    for detector, days in spoke.items():
        firsts = [str(min((day for day in days if day >= begin), default="none")) for begin in since]
        yield f"  {detector}: {', '.join(firsts)} | {len(days)}"


def _real(folder: Path) -> Iterator[tuple[str, Series, tuple[date, ...], int]]:
    rows = list(csv.DictReader((folder / "env_vix/vix-monthly.csv").open()))
    vix = Series("VIX", *_columns(rows, "Date", "Close", date.fromisoformat))
    yield "VIX by months", vix, (date(2007, 7, 1), date(2020, 1, 1)), 24
    rows = list(csv.DictReader((folder / "env_upworthy_traffic/daily_pageviews.csv").open()))
    rows = [row for row in rows if row["Day Index"]]
    views = Series("views", *_columns(rows, "Day Index", "Pageviews", _american))
    yield "Upworthy's page views by days", views, (date(2013, 7, 1), date(2013, 12, 1)), 56


def _newcomers(folder: Path) -> Iterator[str]:
    cars = _parts(next((folder / "env_norway_cars").glob("*by_make.csv.gz")), "Make", "Quantity")
    scan = scan_shares(cars)
    tesla = next(each for each in scan.newcomers if each.part == "Tesla")
    yield (
        f"Norwegian registrations: Tesla called new on {tesla.day}, since {tesla.since}; in ten years "
        f"{len(scan.newcomers)} newcomers of {len(scan.newcomers) + len(scan.watched)} makes that were all but nought"
    )
    whole = {day: sum(dict(zip(p.days, p.values, strict=True)).get(day) or 0 for p in cars) for day in cars[0].days}
    sold = next(dict(zip(p.days, p.values, strict=True)) for p in cars if p.name == "Tesla")
    share = Series("Tesla's share", tuple(whole), tuple((sold.get(day) or 0) / whole[day] for day in whole))
    first = next(day for day, value in zip(share.days, share.values, strict=True) if value)
    yield f"  a chart of its share has no scale: nought until {first}, its first sale, at which any chart would cry"
    clips = _parts(folder / "env_media_mentions_2020/cable_weekly.csv.gz", "name", "matched_clips")
    for each in scan_shares(clips).newcomers:
        rose = f"{each.before:.1%} to {each.share:.1%}"
        yield f"cable news: {each.part} called new on {each.day}, since {each.since}; {rose}"


def _parts(file: Path, name: str, count: str) -> list[Series]:
    found: dict[str, dict[date, float]] = {}
    with gzip.open(file, "rt") as rows:
        for row in csv.DictReader(rows):
            day = date.fromisoformat(row["date"]) if "date" in row else date(int(row["Year"]), int(row["Month"]), 1)
            found.setdefault(row[name], {})[day] = float(row[count])
    return [Series(part, tuple(counts), tuple(counts.values())) for part, counts in found.items()]


def _columns(
    rows: list[dict[str, str]], day: str, value: str, read: Callable[[str], date]
) -> tuple[tuple[date, ...], tuple[float, ...]]:
    return tuple(read(row[day]) for row in rows), tuple(float(row[value].replace(",", "")) for row in rows)


def _american(written: str) -> date:
    return datetime.strptime(written, "%m/%d/%y").date()  # noqa: DTZ007
