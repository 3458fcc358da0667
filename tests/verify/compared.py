"""A simulation that compares: means of named series with intervals, whoever comes out ahead, and their record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .item import Kept

Series = dict[str, np.ndarray]


@dataclass(frozen=True)
class Comparison(Kept):
    """simulate(runs, first seed) gives series by name, one value a run; chunk: runs a step; slice: of `make test`."""

    simulate: Callable[[int, int], Series]
    runs: int
    chunk: int
    slice: int

    def record(self, series: Series) -> dict[str, Any]:
        return {
            "promise": self.promise,
            "runs": len(next(iter(series.values()))),
            "means": {name: _mean(values) for name, values in series.items()},
            "digest": self.digest(),
        }

    def slice_is_believable(self, series: Series) -> bool:
        """Whether every mean lies within 5.5 standard errors of the committed one: wide, since a slice is small and
        its many series are asked together."""
        known = self.committed()
        if known is None:
            return True
        return all(_believable(values, known["means"][name]) for name, values in series.items())


def _mean(values: np.ndarray) -> dict[str, Any]:
    mean, spread = float(values.mean()), float(values.std(ddof=1))
    error = spread / len(values) ** 0.5
    return {"mean": mean, "interval_95": [mean - 1.96 * error, mean + 1.96 * error], "spread": spread}


def _believable(values: np.ndarray, known: dict[str, Any]) -> bool:
    error = max(float(known["spread"]), float(values.std())) / len(values) ** 0.5
    return abs(float(values.mean()) - float(known["mean"])) <= 5.5 * error + 1e-12
