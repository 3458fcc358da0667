"""What is computed of the ledger's state is computed once for that state, however many pages ask for it.

A fold gives the same object until an entry changes it; so its identity says whether anything is new. Days and periods,
which are read anew each time, are compared by what they say.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import wraps
from typing import Any, Generic, TypeVar

from taktgeber.core import Period

R = TypeVar("R")
_PLAIN = (date, Period, str)


class Last(Generic[R]):
    """The result that was made last, with what it was made of. Each thread has its own, as it has its own book."""

    def __init__(self) -> None:
        self._here = threading.local()

    def of(self, states: Sequence[Any], make: Callable[[], R]) -> R:
        """states: all that the result depends on; none of them may change."""
        held: tuple[tuple[Any, ...], R] | None = getattr(self._here, "held", None)
        if held is not None and len(held[0]) == len(states) and all(map(_same, held[0], states)):
            return held[1]
        found = make()
        self._here.held = (tuple(states), found)
        return found


def once(make: Callable[..., R]) -> Callable[..., R]:
    """Keeps the result for the arguments that were last asked for."""
    last: Last[R] = Last()

    @wraps(make)
    def made(*states: Any) -> R:
        return last.of(states, lambda: make(*states))

    return made


def _same(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, _PLAIN) and type(one) is type(other) and bool(one == other))
