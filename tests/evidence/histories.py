"""Random histories of a ledger: entries decided or found, days that pass; what is so is always accepted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.govern import LedgerBook

from .registry_cast import BEGIN, Clock

NAMES = ("one", "two")
# Kind, short name, whether it is decided, a choice that the body is made of, who acts.
History = list[tuple[str, str, bool, int, str]]


@dataclass(frozen=True)
class Step:
    """As the ledger stands after it. decided: whether an entry was, and not refused."""

    book: LedgerBook
    day: date
    kind: str
    actor: str
    decided: bool


def histories(kinds: Sequence[str], actors: Sequence[str], choices: int, most: int) -> st.SearchStrategy[History]:
    """choices: the highest; most: steps."""
    kind, name = st.sampled_from((*kinds, "wait")), st.sampled_from(NAMES)
    step = st.tuples(kind, name, st.booleans(), st.integers(0, choices), st.sampled_from(actors))
    return st.lists(step, min_size=5, max_size=most)


def lived(
    history: History,
    make_book: Callable[[Path, Clock], LedgerBook],
    body_of: Callable[[str, str, int, date], dict[str, Any]],
) -> Iterator[Step]:
    """Each step; in the end the chain of entries still holds. body_of: of kind, name, choice and day."""
    clock, day = Clock(), BEGIN
    with tempfile.TemporaryDirectory() as folder:
        book = make_book(Path(folder), clock)
        for kind, name, decided, choice, actor in history:
            done = False
            if kind == "wait":
                day += timedelta(1 + 4 * choice)
                clock.set(day)
            elif decided:
                done = _decided(book, kind, body_of(kind, name, choice, day), actor)
            else:
                book.found(kind, body_of(kind, name, choice, day), actor, f"notes, {day.isoformat()}")
            yield Step(book, day, kind, actor, done)
        assert book.verify() is None
        book.close()


def _decided(book: LedgerBook, kind: str, body: dict[str, Any], actor: str) -> bool:
    try:
        book.decide(kind, body, actor)
    except Refusal:
        return False
    return True
