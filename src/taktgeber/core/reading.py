"""Reading tables: aggregates travel, rows stay. Implemented in data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

S = TypeVar("S")
S_co = TypeVar("S_co", covariant=True)
Columns = Mapping[str, Sequence[Any]]


class Reduction(Protocol[S_co]):
    """A typed summary of tables, fetched in one query.

    reads: standard tables; tolerance: relative, 0 is exact on every engine.
    """

    @property
    def reads(self) -> tuple[str, ...]: ...
    @property
    def tolerance(self) -> float: ...

    def expression(self, tables: Mapping[str, Any]) -> Any:
        """Ibis in, Ibis out; no rows."""

    def summary(self, columns: Columns) -> S_co:
        """The fetched columns as a typed value."""


class Handle(Protocol[S_co]):
    def get(self) -> S_co: ...


class Batch(Protocol):
    """Reductions asked for together; merged into one query where their grain agrees."""

    def add(self, wanted: Reduction[S]) -> Handle[S]: ...
    def run(self) -> None: ...


class Engine(Protocol):
    def batch(self, snapshot: str) -> Batch: ...
    def close(self) -> None:
        """Let go of all that is held; a later batch opens it again."""
