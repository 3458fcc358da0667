"""What people wrote, to be searched: exact words first, then what is alike.

The index is built from the state of the ledger when it is first asked for, and kept in the process as long as that
state is the newest: a state that changed is another one, so nothing stale is ever found.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Literal

from taktgeber.stats.ngrams import Index, folded, index

Band = Literal["same", "alike", "near"]
# Cosines of the question set in tests/evidence/fixtures/asked.json: what answers a question lies above .23, half of it
# above .4; two wordings of one sentence lie above .8.
BANDS: tuple[tuple[Band, float], ...] = (("same", 0.7), ("alike", 0.4), ("near", 0.2))
_KEPT = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """kind: of the ledger; name: its short name; says: its short text; outcome: an experiment's verdict, or its state
    before there is one; what field work finds; how all else stands. level: 0 to 5, None where no ladder is for it;
    likeness: None where it holds every word."""

    kind: str
    name: str
    says: str
    day: date
    outcome: str
    level: int | None
    likeness: Band | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was said: its short texts, all else that was written of it, and how it is told on a day."""

    kind: str
    name: str
    day: date
    short: tuple[str, ...]
    whole: tuple[str, ...]
    hit: Callable[[date], Hit]


class Memory:
    """All that was told, folded and indexed once."""

    def __init__(self, told: Iterable[Told]) -> None:
        # The newest first, so that what is found in order is in order.
        self.told = sorted(told, key=lambda one: (-one.day.toordinal(), one.kind, one.name))

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        """Parts are kept apart, so that no word is found across two of them."""
        return [(folded("\n".join(one.short)), folded("\n".join((*one.short, *one.whole)))) for one in self.told]

    @cached_property
    def index(self) -> Index:
        return index(["\n".join((*one.short, *one.whole)) for one in self.told])

    def holding(self, words: Iterable[str]) -> list[Told]:
        """Every word, each in any of its texts; first those that hold them in their short text. No words find all."""
        wanted = _wanted(words)
        texts = self._folded
        left: Iterable[int] = range(len(self.told))
        for word in wanted:
            left = [at for at in left if word in texts[at][1]]
        short: list[Told] = []
        whole: list[Told] = []
        for at in left:
            (short if all(word in texts[at][0] for word in wanted) else whole).append(self.told[at])
        return [*short, *whole]

    def like(self, words: str, most: int, but_holding: bool = False) -> list[tuple[Told, Band]]:
        """The closest first; none that is not even a little alike. but_holding: without what holds every word."""
        import numpy as np

        if not self.told or not words.strip():
            return []
        near = self.index.likeness(words)
        found = np.flatnonzero(near >= BANDS[-1][1])
        left: Iterable[int] = found[np.argsort(-near[found], kind="stable")]
        if but_holding:
            wanted, texts = _wanted([words]), self._folded
            left = (at for at in left if not all(word in texts[at][1] for word in wanted))
        return [(self.told[at], next(band for band, least in BANDS if near[at] >= least)) for at in islice(left, most)]


def _wanted(words: Iterable[str]) -> list[str]:
    """The longest first: it is in the fewest texts, so that the others are looked for in few."""
    return sorted({folded(word) for given in words for word in given.split()}, key=len, reverse=True)


_kept: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], Memory]] = OrderedDict()


def memory_of(states: Sequence[object], tell: Callable[[], Iterable[Told]]) -> Memory:
    """The index of these states. They are held, so that no other object can take the place of one."""
    key = tuple(map(id, states))
    if key not in _kept:
        _kept[key] = tuple(states), Memory(tell())
        if len(_kept) > _KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key][1]
