"""`python -m tests.verify [ITEM]`: run what is missing or stale, step by step, and write the counts."""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from .compared import Comparison
from .item import FOLDER, Item
from .items import ITEMS
from .labs import LABS
from .spark import SPARK, verify_spark


def verify(item: Item) -> None:
    known = item.committed()
    fresh = known is None or known["digest"] != item.digest()
    held, runs, seeds = (0, 0, []) if fresh or known is None else (known["held"], known["runs"], known["seeds"])
    start = time.perf_counter()
    while runs < item.runs:
        seed = len(seeds) + 1
        held += item.simulate(item.chunk, seed)
        runs += item.chunk
        seeds.append(seed)
        item.path.write_text(json.dumps(item.record(held, runs, seeds), indent=2) + "\n")
        print(f"{item.name}: {held} of {runs} held ({time.perf_counter() - start:.0f} s)", flush=True)
    written = item.committed()
    assert written is not None
    low, high = written["interval_99"]
    verdict = "meets" if written["meets_bar"] else "FALLS SHORT OF"
    print(f"{item.name}: {written['share']:.4f} (99 %: {low:.4f} to {high:.4f}) {verdict} its bar {item.bar}")


def compare(item: Comparison) -> None:
    known = item.committed()
    if known is None or known["digest"] != item.digest() or known["runs"] < item.runs:
        start, parts = time.perf_counter(), []
        for first in range(1, item.runs + 1, item.chunk):
            parts.append(item.simulate(item.chunk, first))
            print(f"{item.name}: {first + item.chunk - 1} ({time.perf_counter() - start:.0f} s)", flush=True)
        series = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        item.path.write_text(json.dumps(item.record(series), indent=2) + "\n")
        known = item.record(series)
    for name, found in known["means"].items():
        low, high = found["interval_95"]
        print(f"{item.name}: {name} {found['mean']:.3f} (95 %: {low:.3f} to {high:.3f})")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    names = [item.name for item in (*ITEMS, *LABS, SPARK)]
    unknown = set(wanted) - set(names)
    if unknown:
        sys.exit(f"no such item: {', '.join(sorted(unknown))}. There are: {', '.join(names)}")
    for item in ITEMS:
        if not wanted or item.name in wanted:
            verify(item)
    for comparison in LABS:
        if not wanted or comparison.name in wanted:
            compare(comparison)
    if not wanted or SPARK.name in wanted:
        verify_spark()
