"""A hundred thousand short texts of three years, scanned for bursts and new words, beside splitting them alone."""

from __future__ import annotations

import time
from collections.abc import Iterator

NUMBER, WEEKS, AIM = 100_000, 156, 20.0


def texts() -> Iterator[str]:
    from taktgeber.explore.signals.texts import scan_texts
    from tests.explore.signals import wordy

    documents = wordy.texts(1, number=NUMBER, weeks=WEEKS, vocabulary=5000)
    began = time.perf_counter()
    split = sum(len(set(one.words.split())) for one in documents)
    plain = time.perf_counter() - began
    began = time.perf_counter()
    scan = scan_texts(documents)
    took = time.perf_counter() - began
    yield (f"texts: {NUMBER:,} texts of {WEEKS} weeks, {split:,} words, {scan.watched:,} watched: {took:.1f} s "
           f"(aim {AIM:.0f} s), {took / plain:.1f} times splitting them into words")  # fmt: skip
