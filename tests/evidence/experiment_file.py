"""Small experiments as files, with what is in them known."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np


def write(path: Path, columns: Mapping[str, Sequence[object]]) -> Path:
    """A CSV file; None is an empty cell."""
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(zip(*columns.values(), strict=True))
    return path


def shop(n: int = 400, seed: int = 3, effect: float = 2.0) -> dict[str, np.ndarray]:
    """n units in two arms: spend moves with spend before, visits and orders are counted, two markets."""
    rng = np.random.default_rng(seed)
    arm = np.repeat(["A", "B"], n // 2)
    before = rng.gamma(2, 10, n).round(2)
    return {
        "id": np.arange(n) + 1000,
        "arm": arm,
        "before": before,
        "spend": (5 + 0.7 * before + effect * (arm == "B") + rng.normal(0, 4, n)).round(2),
        "visits": rng.poisson(4, n) + 1,
        "orders": rng.binomial(5, 0.3, n),
        "came": rng.random(n) < 0.3 + 0.1 * (arm == "B"),
        "market": np.where(rng.random(n) < 0.5, "north", "south"),
    }
