"""What a unit is judged by: the cues it hits, its words, its part, and what its neighbours hit.

Cues have a place each, and each pair of cues one: "develop" beside "markets where nobody has sold" is not "develop"
beside "our newsletter". Words, pairs of words and runs of letters share places by a checksum (feature hashing,
Weinberger et al. 2009), so that the model is one small table and no list of anybody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import TYPE_CHECKING
from zlib import crc32

from .text_audit import LABELS, Cue, Language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLACES = 1 << 15
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[%€£$!?]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z]+|\d+|[%!?！？]")
_CUE, _PAIR, _NEAR = 1.0, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """One unit as the model sees it: values by name of the feature."""

    values: Mapping[str, float]


def seen(words: Sequence[str], heard: Sequence[Sequence[Cue]], language: Language) -> list[Seen]:
    """Features of the units of one text, before their parts are known."""
    return [Seen(dict(_of_unit(words, heard, i, language))) for i in range(len(words))]


def with_part(one: Seen, cues: Sequence[Cue], parts: Mapping[str, float]) -> Seen:
    """The same, with the chances of the part it stands in, alone and beside each class its cues speak for."""
    spoken = {cue.label for cue in cues}
    more = {f"part {part}": 2 * chance for part, chance in parts.items()}
    more |= {f"part {part} {label}": chance for part, chance in parts.items() for label in spoken}
    return Seen({**one.values, **more})


@cache
def place(name: str) -> int:
    return crc32(name.encode()) % PLACES


def matrix(rows: Sequence[Seen]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Rows as a sparse matrix of n x PLACES: (starts of n + 1 rows, places, values)."""
    import numpy as np

    starts = np.cumsum([0, *(len(row.values) for row in rows)])
    places = np.array([place(name) for row in rows for name in row.values], np.int64)
    return starts, places, np.array([value for row in rows for value in row.values.values()], float)


def _of_unit(
    words: Sequence[str], heard: Sequence[Sequence[Cue]], i: int, language: Language
) -> Iterator[tuple[str, float]]:
    names = sorted({cue.name for cue in heard[i]})
    yield "always 1", 1.0
    for name in names:
        yield f"cue {name}", _CUE
    for j, name in enumerate(names):
        for other in names[:j]:
            yield f"cues {other} {name}", _PAIR
    yield from _balance(heard[i])
    for near in (-2, -1, 1, 2):
        if 0 <= i + near < len(words):
            for label in sorted({cue.label for cue in heard[i + near]}):
                yield f"near {near} {label}", _NEAR / abs(near)
        else:
            yield f"edge {near}", _NEAR
    yield f"length {min(6, int(sqrt(len(words[i])) / 3))}", _NEAR
    yield f"place {min(3, 4 * i // len(words))}", _NEAR
    yield from _normed(_tokens(words[i], language), 1.5)
    yield from _normed(_runs(words[i], language), 1.0)


def _balance(cues: Sequence[Cue]) -> Iterator[tuple[str, float]]:
    """How many cues speak for each class, three at most, and whether more search or more run."""
    count = {label: sum(cue.label == label for cue in cues) for label in LABELS}
    for label, n in count.items():
        if n:
            yield f"cues for {label}", min(n, 3) / 3
    lead = count["duty_explore"] - count["duty_exploit"]
    if lead:
        yield f"lead {max(-2, min(2, lead))}", 0.7
    if not cues:
        yield "no cue", 1.0


def _tokens(words: str, language: Language) -> list[str]:
    if language == "zh":
        runs = _CHINESE.findall(words)
        return [run[k : k + 2] if _CHINESE.match(run[0]) and run[0] > "\u4dff" else run
                for run in runs for k in range(max(1, len(run) - 1) if run[0] > "\u4dff" else 1)]  # fmt: skip
    found = [
        word.lower() if word.isalpha() else ("0" if word.isdigit() else word.lower()) for word in _WORD.findall(words)
    ]
    return found + [f"{one} {two}" for one, two in zip(["^", *found], found, strict=False)]


def _runs(words: str, language: Language) -> list[str]:
    if language == "zh":
        runs = _CHINESE.findall(words)
        return [run[k : k + 3] for run in runs for k in range(len(run) - 2)] + [c for run in runs for c in run]
    return [f"~{padded[k : k + 4]}" for word in _WORD.findall(words.lower()) if len(word) > 3
            for padded in [f"_{word}_"] for k in range(len(padded) - 3)]  # fmt: skip


def _normed(names: list[str], length: float) -> Iterator[tuple[str, float]]:
    """Each name once, the whole of the given length."""
    once = list(dict.fromkeys(names))
    for name in once:
        yield name, length / sqrt(len(once))
