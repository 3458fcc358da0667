"""The small model: two multinomial logistic regressions over shared features, one of parts and one of classes.

weights.npz holds their tables (int8 with a scale a class), the chain of parts, and the digest of the texts and of the
code that made them. NumPy is all that it takes to use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .features import Seen, matrix, with_part
from .parts import PARTS, chained
from .text_audit import Cue, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """parts, classes: PLACES x 6 and PLACES x 7 log-odds; chain, first: chances of the next and the first part."""

    parts: NDArray[np.float64]
    classes: NDArray[np.float64]
    chain: NDArray[np.float64]
    first: NDArray[np.float64]

    def part_chances(self, units: Sequence[Seen], given: Sequence[Part | None]) -> NDArray[np.float64]:
        """n x 6, of the units of one text."""
        return chained(chances(self.parts, units), given, self.chain, self.first)

    def class_chances(self, units: Sequence[Seen], heard: Sequence[Sequence[Cue]], standing: NDArray[np.float64]
                      ) -> NDArray[np.float64]:  # fmt: skip
        """n x 7, of the units of one text; standing: n x 6, chances of their parts."""
        return chances(self.classes, in_parts(units, heard, standing))


def in_parts(units: Sequence[Seen], heard: Sequence[Sequence[Cue]], standing: NDArray[np.float64]) -> list[Seen]:
    return [
        with_part(one, cues, {part: float(chance) for part, chance in zip(PARTS, row, strict=True) if chance > 0.02})
        for one, cues, row in zip(units, heard, standing, strict=True)
    ]


def chances(table: NDArray[np.float64], units: Sequence[Seen]) -> NDArray[np.float64]:
    """Softmax of the sums of log-odds, n x classes."""
    import numpy as np

    starts, places, values = matrix(units)
    odds = np.add.reduceat(table[places] * values[:, None], starts[:-1], axis=0)
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=1, keepdims=True)
    return shares


@cache
def shipped_model() -> Model:
    import numpy as np

    with (files(__package__) / "weights.npz").open("rb") as opened, np.load(opened) as kept:
        parts, classes = (kept[name].astype(float) * kept[f"{name}_scale"] for name in ("parts", "classes"))
        return Model(parts, classes, kept["chain"], kept["first"])
