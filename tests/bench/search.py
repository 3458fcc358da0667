"""Has anyone tried this? A hundred thousand texts indexed, then asked: what holds every word, and what is alike."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from taktgeber.evidence.knowing.search import holding, like
from taktgeber.evidence.knowing.told import Hit, Memory, Told

NUMBER, WORDS, QUESTIONS, AIM = 100_000, 20_000, 20, 0.1


def search() -> Iterator[str]:
    source = random.Random(1)
    memory = Memory(_told(source))
    day = date(2026, 1, 1)
    began = time.perf_counter()
    holding(memory, ["zzz"], day)
    like(memory, "zzz", day)
    built = time.perf_counter() - began
    yield f"search: {NUMBER:,} texts folded and indexed in {built:.1f} s, once for each state of the ledger"
    took = []
    for _ in range(QUESTIONS):
        asked = " ".join(source.choice(memory.told).short[0].split()[:4])
        began = time.perf_counter()
        holding(memory, [asked], day)
        like(memory, asked, day)
        took.append(time.perf_counter() - began)
    middle, worst = sorted(took)[QUESTIONS // 2], max(took)
    yield (f"search: a question of four words, exact and alike: {middle * 1000:.0f} ms, the slowest of {QUESTIONS} "
           f"{worst * 1000:.0f} ms (aim {AIM * 1000:.0f} ms)")  # fmt: skip


def _told(source: random.Random) -> Iterator[Told]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(source.choices(letters, k=source.randint(3, 10))) for _ in range(WORDS)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(WORDS)))
    for number in range(NUMBER):
        says, name = " ".join(source.choices(words, cum_weights=weights, k=14)), f"t{number}"
        on = date(2020, 1, 1) + timedelta(days=number % 2000)

        def hit(day: date, name: str = name, says: str = says, on: date = on) -> Hit:
            return Hit("hypothesis", name, says, on, "unsupported", 0)

        yield Told("hypothesis", name, on, (says,), (), hit)
