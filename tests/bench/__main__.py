"""`python -m tests.bench [ITEM]`: ratios to plain work on this machine, in one run. Asserts nothing."""

from __future__ import annotations

import sys

from .items import BENCHES

if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(BENCHES)
    if unknown:
        sys.exit(f"no such bench: {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}")
    for name, bench in BENCHES.items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            for line in bench():
                print(line, flush=True)
