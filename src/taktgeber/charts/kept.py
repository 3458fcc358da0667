"""Drawings kept in memory by what they show, width and language: a page that was seen before draws nothing."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from taktgeber.core import Picture, canonical_bytes, digest_of

T = TypeVar("T")
MOST = 512  # drawings, some 20 kB each


def picture_digest(picture: Picture) -> str:
    """Of all that the picture holds, its words included."""
    return digest_of(canonical_bytes(picture))


class Kept(Generic[T]):
    """The least recently used goes first. One is made at a time: fifty who come at once wait for one drawing."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._lock, self._making = most, Lock(), Lock()
        self._held: OrderedDict[Any, T] = OrderedDict()

    def get(self, key: Any, make: Callable[[], T]) -> T:
        if (held := self._look(key)) is not None:
            return held
        with self._making:
            if (held := self._look(key)) is not None:
                return held
            made = make()
            with self._lock:
                self._held[key] = made
                if len(self._held) > self._most:
                    self._held.popitem(last=False)
            return made

    def _look(self, key: Any) -> T | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)
