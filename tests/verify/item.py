"""One simulation: how often a promise held in how many runs, from which sources, against which bar."""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from scipy.stats import beta, binom

FOLDER = Path(__file__).parents[2] / "verification"


@dataclass(frozen=True)
class Kept:
    """A promise with a committed record. sources: dotted names of the functions that it exercises."""

    name: str
    promise: str
    sources: tuple[str, ...] = field(kw_only=True)

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.json"

    def committed(self) -> dict[str, Any] | None:
        return json.loads(self.path.read_text()) if self.path.exists() else None

    def digest(self) -> str:
        """Of the declared functions' syntax trees: comments and layout do not count."""
        trees = [ast.dump(ast.parse(inspect.cleandoc("\n" + inspect.getsource(_named(s))))) for s in self.sources]
        return hashlib.sha256("\n".join(trees).encode()).hexdigest()


@dataclass(frozen=True)
class Item(Kept):
    """simulate(runs, seed) gives the number of runs in which the promise held.

    bar: the lowest share that is right; chunk: runs a step (the run can be stopped between steps and goes
    on later).
    """

    simulate: Callable[[int, int], int]
    runs: int
    chunk: int
    slice: int
    bar: float

    def record(self, held: int, runs: int, seeds: list[int]) -> dict[str, Any]:
        low = float(beta.ppf(0.005, held, runs - held + 1)) if held else 0.0
        high = float(beta.ppf(0.995, held + 1, runs - held)) if held < runs else 1.0
        return {
            "promise": self.promise,
            "held": held,
            "runs": runs,
            "share": held / runs,
            "interval_99": [low, high],
            "bar": self.bar,
            "meets_bar": high >= self.bar,
            "seeds": seeds,
            "digest": self.digest(),
        }

    def slice_is_believable(self, held: int, runs: int) -> bool:
        """Whether a method with the committed share would do as badly once in 10,000 slices or more often."""
        known = self.committed()
        share = known["share"] if known else self.bar
        return bool(binom.cdf(held, runs, share) >= 1e-4)


def _named(dotted: str) -> Any:
    module, _, name = dotted.rpartition(".")
    return getattr(import_module(module), name)
