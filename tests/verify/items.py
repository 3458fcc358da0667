"""The list of simulations. Kill rounds count the rounds in which nothing acknowledged was lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.cycle import crash
from tests.data import fuzz, kills
from tests.explore.signals import wordy
from tests.govern.kill_round import kill_round
from tests.stats import coverage

from .claims import CLAIMS
from .experiments import EXPERIMENTS
from .item import Item
from .series import SERIES


def killed_appends(runs: int, seed: int) -> int:
    held = 0
    for number in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            held += kill_round(Path(folder), 10_000 * seed + number)
    return held


RATIO = ("taktgeber.stats.ratio.ratio_of_sums",)
BLOCKS = ("taktgeber.stats.ratio.ratio_by_day_blocks",)
PAIRS = ("taktgeber.stats.pairs.paired_difference",)
TEXTS = (
    "taktgeber.stats.bursts._gain",
    "taktgeber.stats.bursts._cheapest",
    "taktgeber.stats.bursts.burst_evidence",
    "taktgeber.stats.log_odds.log_odds",
    "taktgeber.explore.signals.texts._bursts",
    "taktgeber.explore.signals.texts._kept",
    "taktgeber.explore.signals.texts._dispersion",
    "taktgeber.explore.signals.texts._new_words",
)

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
    Item(
        "killed-append",
        "a process killed while it appends and decides loses nothing acknowledged and shows nothing half-written",
        killed_appends,
        runs=200,
        chunk=50,
        slice=3,
        bar=1.0,
        sources=("taktgeber.govern.book.LedgerBook", "taktgeber.govern.store_sqlite.SqliteStore"),
    ),
    Item(
        "killed-load",
        "a process killed while it loads loses nothing acknowledged and shows nothing half-written",
        kills.simulate,
        runs=200,
        chunk=50,
        slice=3,
        bar=1.0,
        sources=("taktgeber.data.load._load", "taktgeber.data.load._committed", "taktgeber.data.load._publish"),
    ),
    Item(
        "fuzz",
        "a file damaged at random loads whole or is refused in words with nothing changed",
        fuzz.simulate,
        runs=10_000,
        chunk=500,
        slice=150,
        bar=1.0,
        sources=(
            "taktgeber.data.content.examine",
            "taktgeber.data.content._examine_text",
            "taktgeber.data.workbook.read_workbook",
            "taktgeber.data.grid.grid_sheet",
            "taktgeber.data.sheet.find_header",
            "taktgeber.data.decide.decide",
            "taktgeber.data.stage.stage",
            "taktgeber.data.quarantine.sift",
            "taktgeber.data.load.load_files",
        ),
    ),
    Item(
        "killed-plan",
        "a process killed while it plans loses nothing acknowledged and shows nothing half-written",
        crash.simulate,
        runs=200,
        chunk=50,
        slice=3,
        bar=1.0,
        sources=("taktgeber.cycle.plan.plan_beat", "taktgeber.workspace.publish.publish"),
    ),
    Item(
        "found-bursts",
        "a word that goes from 2 % to 6 % of 8,000 texts in the last eight of 78 weeks is raised",
        wordy.found_bursts,
        runs=60,
        chunk=20,
        slice=3,
        bar=0.6,
        sources=TEXTS,
    ),
    Item(
        "quiet-texts",
        "a scan of 2,000 texts in which nothing changes raises no alarm",
        wordy.quiet_scans,
        runs=400,
        chunk=50,
        slice=10,
        bar=0.9,
        sources=TEXTS,
    ),
    *EXPERIMENTS,
    *SERIES,
    *CLAIMS,
)
