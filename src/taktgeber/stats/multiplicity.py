"""Many tests at once: p-values corrected for how many were made."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p: Sequence[float]) -> tuple[float, ...]:
    """Family-wise: the chance of any false finding stays below the level (Holm 1979, Scand. J. Stat. 6(2))."""
    return _stepped(p, [len(p) - rank for rank in range(len(p))], down=True)


def benjamini_hochberg(p: Sequence[float]) -> tuple[float, ...]:
    """False discoveries: their expected share among all findings stays below the level, for independent or
    positively dependent tests (Benjamini & Hochberg 1995, JRSS B 57(1))."""
    return _stepped(p, [len(p) / (rank + 1) for rank in range(len(p))], down=False)


def _stepped(p: Sequence[float], factors: Sequence[float], *, down: bool) -> tuple[float, ...]:
    if any(not 0 <= each <= 1 for each in p):
        raise ValueError(f"a p-value lies between 0 and 1, got {list(p)}")
    order = sorted(range(len(p)), key=lambda i: p[i])
    corrected = [0.0] * len(p)
    worst = 0.0 if down else 1.0
    for rank in range(len(p)) if down else reversed(range(len(p))):
        raised = min(factors[rank] * p[order[rank]], 1.0)
        worst = max(worst, raised) if down else min(worst, raised)
        corrected[order[rank]] = worst
    return tuple(corrected)
