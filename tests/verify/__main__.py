"""`python -m tests.verify [ITEM]`: run what is missing or stale, step by step, and write the counts."""

from __future__ import annotations

import json
import sys
import time

from .item import FOLDER, Item
from .items import ITEMS
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


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    wanted = sys.argv[1:]
    names = [item.name for item in (*ITEMS, SPARK)]
    unknown = set(wanted) - set(names)
    if unknown:
        sys.exit(f"no such item: {', '.join(sorted(unknown))}. There are: {', '.join(names)}")
    for item in ITEMS:
        if not wanted or item.name in wanted:
            verify(item)
    if not wanted or SPARK.name in wanted:
        verify_spark()
