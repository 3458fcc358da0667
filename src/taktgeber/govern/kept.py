"""A mapping that never changes: `put` gives a new one that shares all but one small part.

Folds must not change the state they are given; copying a whole dict for each of a million entries
would be quadratic. Keys are read in the order in which they were first put.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Generic, TypeVar

V = TypeVar("V")
_PARTS = 512


class Kept(Mapping[str, V], Generic[V]):
    __slots__ = ("_ordered", "_parts", "_size")

    def __init__(self) -> None:
        self._parts: tuple[dict[str, tuple[int, V]] | None, ...] = (None,) * _PARTS
        self._size = 0
        self._ordered: dict[str, V] | None = None

    def put(self, key: str, value: V) -> Kept[V]:
        part = hash(key) % _PARTS
        old = self._parts[part] or {}
        number = old[key][0] if key in old else self._size
        made: Kept[V] = Kept.__new__(Kept)
        made._parts = (*self._parts[:part], {**old, key: (number, value)}, *self._parts[part + 1 :])
        made._size = self._size + (key not in old)
        made._ordered = None
        return made

    def __getitem__(self, key: str) -> V:
        return (self._parts[hash(key) % _PARTS] or {})[key][1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._in_order())

    def keys(self) -> KeysView[str]:
        return self._in_order().keys()

    def values(self) -> ValuesView[V]:
        return self._in_order().values()

    def items(self) -> ItemsView[str, V]:
        return self._in_order().items()

    def _in_order(self) -> dict[str, V]:
        """Put in order when it is first read, since most states are never read before the next entry."""
        if self._ordered is None:
            numbered = [(number, key, one) for part in self._parts if part for key, (number, one) in part.items()]
            self._ordered = {key: one for _, key, one in sorted(numbered, key=lambda found: found[0])}
        return self._ordered

    def __len__(self) -> int:
        return self._size
