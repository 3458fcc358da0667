"""How many documents hold which word in which week: all that the search for bursts and new words needs of texts.

A word counts once a document, however often it stands in it. Words of fewer than five documents are forgotten: they
could name a person, and nothing can be said of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .tokens import tokens

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 5  # documents
MOST_SHARE = 0.25  # of all documents: what stands in more is the language's own
_WEEKLY = 12 * 7  # days that a stream must span to be counted by weeks
_LONGEST = 100 * 52 * 7  # days before the last that are looked at: one wrong year makes no ten thousand empty weeks


@dataclass(frozen=True, slots=True)
class Document:
    """day: on which it was written or published; words: title and body."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class WordCounts:
    """relevant: words x batches, documents that hold the word; documents: by batch, with any word at all.

    first: day of the first batch; step: days a batch; usual: words left out since they stand in too many documents.
    """

    words: tuple[str, ...]
    relevant: NDArray[Any]
    documents: NDArray[Any]
    first: date
    step: int
    usual: tuple[str, ...]

    def begins(self, batch: int) -> date:
        return self.first + timedelta(batch * self.step)

    def ends(self, batch: int) -> date:
        first = self.begins(batch)
        return first + min(timedelta(self.step - 1), date.max - first)


def count_words(documents: Iterable[Document]) -> WordCounts | None:
    """By weeks from Mondays, by days where all lie within twelve weeks; None without a single word.

    What lies a century or more before the last is no news, and is left out.
    """
    import numpy as np

    ids: dict[str, int] = {}
    held: list[int] = []
    sizes: list[int] = []
    days: list[int] = []
    every = list(documents)
    oldest = max((document.day.toordinal() for document in every), default=0) - _LONGEST
    for document in every:
        found = set(tokens(document.words)) if document.day.toordinal() > oldest else set()
        if not found:
            continue
        held.extend([ids.setdefault(word, len(ids)) for word in sorted(found)])
        sizes.append(len(found))
        days.append(document.day.toordinal())
    if not days:
        return None
    first, step = _batches(min(days), max(days))
    batch = (np.array(days) - first) // step
    batches = int(batch.max()) + 1
    by_batch = np.bincount(batch, minlength=batches)
    words, places = np.array(held), np.repeat(batch, sizes)
    spread = np.bincount(words, minlength=len(ids))
    keep = (spread >= LEAST) & (spread <= max(MOST_SHARE * len(days), LEAST))
    named = np.array(list(ids), dtype=object)
    row = np.cumsum(keep) - 1
    inside = keep[words]
    flat = np.bincount(row[words[inside]] * batches + places[inside], minlength=int(keep.sum()) * batches)
    usual = tuple(sorted(named[(spread > MOST_SHARE * len(days)) & (spread >= LEAST)]))
    return WordCounts(
        tuple(named[keep]), flat.reshape(-1, batches), by_batch, date.fromordinal(first), step, usual
    )  # fmt: skip


def _batches(first: int, last: int) -> tuple[int, int]:
    """Ordinal of the first day of the first batch, and days a batch."""
    if last - first < _WEEKLY:
        return first, 1
    return first - date.fromordinal(first).weekday(), 7
