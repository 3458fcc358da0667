"""The part of a text in which a unit stands: by the heading above it, else by how parts follow one another.

Ads come with headings, without them, and with headings nobody foresaw. Where a heading names a part, that part is
given; between, a chain of parts is inferred from what units say (a hidden Markov model, forward and backward,
Rabiner 1989, section III): parts are sticky, and follow each other in an order that the labelled texts taught.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .cues import Cues
from .sentences import Sentence
from .text_audit import Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTS: tuple[Part, ...] = ("opening", "company", "tasks", "measured", "profile", "offer")
_HEADS: tuple[Part, ...] = ("measured", "profile", "offer", "tasks", "company")
_WORDS = 6


def headed(sentence: Sentence, cues: Cues) -> Part | None:
    """The part that a heading names; None where it names none, or is no heading."""
    words = sentence.words.strip().rstrip(":：!?？.… ").strip("*_【】[]〖〗「」# ").strip()
    short = len(words) <= 14 if cues.language == "zh" else len(words.split()) <= _WORDS
    if not words or (not short and sentence.layout != "heading"):
        return None
    for part in _HEADS:
        if cues.parts[part].fullmatch(words):
            return part
    ends = sentence.words.rstrip()[-1]
    if sentence.layout == "heading" or ends in ":：】":
        return _named(words, cues)
    if sentence.layout == "prose" and sentence.first and ends not in ".,;!。，；！":
        return next((part for part in _HEADS if cues.parts[part].match(words)), None)
    return None


def is_heading(sentence: Sentence, cues: Cues) -> bool:
    return sentence.layout == "heading" or headed(sentence, cues) is not None


def _named(words: str, cues: Cues) -> Part | None:
    """The part whose phrase stands first in a heading, the longer one of two that begin together."""
    found: list[tuple[int, int, Part]] = []
    for part in _HEADS:
        if hit := re.search(cues.parts[part], words):
            found.append((hit.start(), -len(hit.group()), part))
    return min(found)[2] if found else None


def chained(emitted: NDArray[np.float64], given: Sequence[Part | None], chain: NDArray[np.float64],
            first: NDArray[np.float64]) -> NDArray[np.float64]:  # fmt: skip
    """Chances of the parts, n x 6: of units whose part is given 1 for it.

    emitted: n x 6, likelihood of each unit in each part; chain: 6 x 6, rows sum to 1; first: 6, of the first unit.
    """
    import numpy as np

    seen = emitted.copy()
    for i, part in enumerate(given):
        if part is not None:
            seen[i] = np.array([name == part for name in PARTS], float) + 1e-12
    n = len(seen)
    forward, backward = np.empty_like(seen), np.ones_like(seen)
    for i in range(n):
        reached = (first if i == 0 else forward[i - 1] @ chain) * seen[i]
        forward[i] = reached / reached.sum()
    for i in range(n - 2, -1, -1):
        back = chain @ (seen[i + 1] * backward[i + 1])
        backward[i] = back / back.sum()
    both = forward * backward
    shares: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
    return shares
