"""Memory: entries, folds, rules and the book that keeps them. Implemented in govern."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from .section import Finding

S = TypeVar("S")
Standing = Literal["found", "decided"]


class Entry(NamedTuple):
    """One line of the ledger. body: canonical JSON bytes, hashed; payload: the body, parsed once.

    A tuple, since a million of them are made in a replay: four times as fast as a frozen dataclass.
    """

    seq: int
    at: datetime
    actor: str
    kind: str
    standing: Standing
    source: str
    body: bytes
    payload: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fold(Generic[S]):
    """One concept's state. Cached on disk by (seq, entry hash, code version), never authoritative.

    kinds: the entries it reads (empty: all); apply must not change the state it is given.
    """

    name: str
    kinds: tuple[str, ...]
    start: Callable[[], S]
    apply: Callable[[S, Entry], S]


@dataclass(frozen=True, slots=True)
class Rule:
    """A house rule. The book runs all of them under its lock, on the state before the entry.

    What check returns refuses a decided entry and opens a breach on a found one.
    """

    number: int
    kinds: tuple[str, ...]
    folds: tuple[Fold[Any], ...]
    check: Callable[[tuple[Any, ...], Entry], Finding | None]


class Book(Protocol):
    def found(self, kind: str, body: Mapping[str, Any], actor: str, source: str) -> Entry:
        """Accepted always; gives no permission and moves no reserve, mandate or policy."""

    def decide(self, kind: str, body: Mapping[str, Any], actor: str) -> Entry:
        """Refused if a rule says so; the refusal itself is kept as a found entry."""

    def state(self, fold: Fold[S], as_of: datetime | None = None) -> S: ...

    def head(self) -> str:
        """Hash of the newest entry; 64 zeros of an empty ledger."""

    def verify(self, head: str | None = None) -> int | None:
        """The first broken entry; with a head printed elsewhere, also a cut or rebuilt chain."""
