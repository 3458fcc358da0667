"""Random texts of a made-up language: words by Zipf's law, and what is planted in them; quiet scans are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from taktgeber.explore.signals.documents import Document
from taktgeber.explore.signals.texts import scan_texts

BEGIN = date(2023, 1, 2)  # a Monday


def texts(
    seed: int,
    number: int = 2000,
    weeks: int = 78,
    vocabulary: int = 400,
    planted: Callable[[int, np.random.Generator], str] = lambda week, draw: "",
) -> list[Document]:
    """planted: what is added to a text of this week."""
    draw = np.random.default_rng(seed)
    chances = 1 / np.arange(1, vocabulary + 1)
    known = np.array([f"w{number}x" for number in range(vocabulary)])
    words = known[draw.choice(vocabulary, (number, 12), p=chances / chances.sum())]
    days = draw.integers(0, 7 * weeks, number)
    return [
        Document(BEGIN + timedelta(int(day)), " ".join(own) + " " + planted(int(day) // 7, draw))
        for day, own in zip(days, words, strict=True)
    ]  # fmt: skip


def found_bursts(runs: int, seed: int) -> int:
    """Scans that raise a word which stands in 2 % of 8,000 texts, and in 6 % of those of the last eight weeks."""

    def often(week: int, draw: np.random.Generator) -> str:
        return "drones" if draw.random() < (0.06 if week >= 70 else 0.02) else ""

    scans = (scan_texts(texts(10_000 * seed + run, number=8000, planted=often)) for run in range(runs))
    return sum(any(one.word == "drones" for one in scan.alarms) for scan in scans)


def quiet_scans(runs: int, seed: int) -> int:
    """Scans without any alarm, of texts in which nothing ever changes."""
    return sum(not scan_texts(texts(10_000 * seed + run)).alarms for run in range(runs))
