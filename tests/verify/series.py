"""Simulations of signals in series: how often a quiet series cries, how soon a shift is found, how many are false."""

from __future__ import annotations

from functools import partial

from tests.explore import shifting

from .item import Item

WATCH = (
    "taktgeber.stats.one_step.one_step",
    "taktgeber.stats.one_step._Models",
    "taktgeber.stats.one_step._differenced",
    "taktgeber.stats.one_step.normal_of_student",
    "taktgeber.stats.one_step._student_of_normal",
    "taktgeber.stats.cusum.cumulative_sums",
    "taktgeber.stats.cusum.height_for",
    "taktgeber.stats.cusum._logged",
    "taktgeber.stats.cusum._chain",
    "taktgeber.explore.signals.habit.family",
    "taktgeber.explore.signals.habit.design",
    "taktgeber.explore.signals.habit.scaled",
    "taktgeber.explore.signals.habit._waves_of_year",
    "taktgeber.explore.signals.excursion.watch",
    "taktgeber.explore.signals.excursion._Run",
    "taktgeber.explore.signals.excursion._is_better_logged",
    "taktgeber.explore.signals.excursion.stretch",
    "taktgeber.explore.signals.excursion._height",
)
MANY = (
    *WATCH,
    "taktgeber.stats.cusum.crossing_chance",
    "taktgeber.stats.multiplicity.benjamini_hochberg",
    "taktgeber.explore.signals.series._judged",
    "taktgeber.explore.signals.excursion._p",
    "taktgeber.explore.signals.excursion._with_unknown_leaning",
)
NEW = (
    "taktgeber.stats.sequential_rank.rank_scores",
    "taktgeber.stats.sequential_rank._score",
    "taktgeber.stats.cusum.crossing_chance",
    "taktgeber.explore.signals.shares.scan_shares",
    "taktgeber.explore.signals.shares._found",
)
LEANS = {0: 0.0, 30: 0.3, 60: 0.6}


def _item(name: str, promise: str, bar: float, simulate: partial[int], sources: tuple[str, ...] = WATCH) -> Item:
    return Item(name, promise, simulate, runs=1_000, chunk=500, slice=60, bar=bar, sources=sources)


SERIES: tuple[Item, ...] = (
    *(
        _item(
            f"series-quiet-{percent}",
            f"a series with a season that leans by {lean} raises no false alarm in 44 weeks, at one in ten a year",
            0.90,
            partial(shifting.simulate_quiet, lean=lean, season=2.0),
        )
        for percent, lean in LEANS.items()
    ),
    _item(
        "series-quiet-weak-season",
        "a series with a season of half a standard deviation raises no false alarm in 44 weeks",
        0.90,
        partial(shifting.simulate_quiet, season=0.5),
    ),
    _item(
        "series-quiet-trend",
        "a series with a trend of one standard deviation a year raises no false alarm in 44 weeks",
        0.90,
        partial(shifting.simulate_quiet, trend=1.0),
    ),
    _item(
        "series-quiet-spikes",
        "a series of which one week in fifty lies six standard deviations off raises no false alarm in 44 weeks",
        0.90,
        partial(shifting.simulate_quiet, spikes=0.02),
    ),
    _item(
        "series-quiet-at-17",
        "white noise in which no season is looked for raises no more false alarms in 44 weeks than a plain chart: 17 %",
        0.83,
        partial(shifting.simulate_quiet, level=0.2, yearly=False),
    ),
    _item(
        "series-found-at-17",
        "at that rate a shift by one standard deviation is found within 26 weeks",
        0.96,
        partial(shifting.simulate_found, shift=1.0, level=0.2, yearly=False),
    ),
    _item(
        "series-found-1",
        "a shift by one standard deviation is found within 26 weeks, at one false alarm in ten years",
        0.90,
        partial(shifting.simulate_found, shift=1.0),
    ),
    *(
        _item(
            f"series-found-2-{percent}",
            f"a shift by two in a series with a season that leans by {lean} is found within 26 weeks",
            bar,
            partial(shifting.simulate_found, shift=2.0, lean=lean, season=2.0),
        )
        for (percent, lean), bar in zip(LEANS.items(), (0.98, 0.95, 0.75), strict=True)
    ),
    *(
        Item(
            f"series-many-{percent}",
            f"of the alarms of a scan of sixty series that lean by {lean}, nine in ten are true",
            partial(shifting.simulate_many, lean=lean),
            runs=800,
            chunk=400,
            slice=24,
            bar=0.90,
            sources=MANY,
        )
        for percent, lean in LEANS.items()
    ),
    Item(
        "shares-no-newcomer",
        "a scan of thirty parts to which none came calls no newcomer",
        shifting.simulate_no_newcomer,
        runs=1_000,
        chunk=500,
        slice=10,
        bar=0.90,
        sources=NEW,
    ),
)
