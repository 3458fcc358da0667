"""The list of simulations. Kill rounds count the rounds in which nothing acknowledged was lost."""

from __future__ import annotations

from tests.stats import coverage

from .item import Item

RATIO = ("taktgeber.stats.ratio.ratio_of_sums",)
BLOCKS = ("taktgeber.stats.ratio.ratio_by_day_blocks",)
PAIRS = ("taktgeber.stats.pairs.paired_difference",)

ITEMS: tuple[Item, ...] = (
    Item(
        "ratio-by-weeks",
        "the 90 % interval of a ratio over 13 exchangeable weeks holds the truth",
        coverage.simulate,
        runs=40_000,
        chunk=5_000,
        slice=500,
        bar=0.88,
        sources=RATIO,
    ),
    Item(
        "ratio-by-leaning-weeks",
        "the same where every week leans on the one before by half",
        coverage.simulate_leaning,
        runs=40_000,
        chunk=5_000,
        slice=500,
        bar=0.88,
        sources=RATIO,
    ),
    Item(
        "ratio-of-few-customers",
        "the same over eight new customers in 13 weeks",
        coverage.simulate_few,
        runs=40_000,
        chunk=5_000,
        slice=500,
        bar=0.88,
        sources=RATIO,
    ),
    Item(
        "ratio-by-day-blocks",
        "the 90 % interval of a ratio over 28 days by day blocks holds the truth",
        coverage.simulate_days,
        runs=10_000,
        chunk=1_000,
        slice=200,
        bar=0.85,
        sources=BLOCKS,
    ),
    Item(
        "pulse-by-pairs",
        "the 90 % interval of a pulse over six pairs of weeks holds the effect",
        coverage.simulate_pairs,
        runs=40_000,
        chunk=5_000,
        slice=500,
        bar=0.88,
        sources=PAIRS,
    ),
)
