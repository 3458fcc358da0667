"""Reductions asked for together, on any engine: merged where their aggregates stand on the same rows and groups.

Where the grain differs, each is its own query. What an engine adds is how it runs one Ibis expression.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from taktgeber.core import Reduction

from .contracts import CONTRACTS

S = TypeVar("S")
Fetched = dict[str, list[Any]]


class EngineHandle(Generic[S]):
    def __init__(self, wanted: Reduction[S]) -> None:
        self.wanted = wanted
        self.columns: Fetched | None = None

    def get(self) -> S:
        if self.columns is None:
            raise RuntimeError("run the batch before its summaries are read")
        return self.wanted.summary(self.columns)


class EngineBatch:
    """Implements core.Batch. fetch: runs one expression; queries: how many were sent, for those who count them."""

    def __init__(self, fetch: Callable[[Any], Fetched]) -> None:
        self._fetch = fetch
        self._handles: list[EngineHandle[Any]] = []
        self.queries = 0

    def add(self, wanted: Reduction[S]) -> EngineHandle[S]:
        handle = EngineHandle(wanted)
        self._handles.append(handle)
        return handle

    def run(self) -> None:
        tables = unbound_tables()
        waiting = [h for h in self._handles if h.columns is None]
        plans = [(h, h.wanted.expression({name: tables[name] for name in h.wanted.reads})) for h in waiting]
        for expression, shares in merged(plans):
            fetched = self._fetch(expression)
            self.queries += 1
            for handle, names in shares:
                handle.columns = {mine: fetched[theirs] for mine, theirs in names.items()}


def unbound_tables() -> dict[str, Any]:
    import ibis

    return {name: ibis.table(contract.ibis_schema(), name=name) for name, contract in CONTRACTS.items()}


Share = tuple[EngineHandle[Any], Mapping[str, str]]


def merged(plans: Sequence[tuple[EngineHandle[Any], Any]]) -> list[tuple[Any, list[Share]]]:
    """Aggregates over the same rows and groups become one; every other expression stays its own."""
    import ibis.expr.operations as ops

    groups: dict[Any, list[tuple[EngineHandle[Any], Any]]] = {}
    for handle, expression in plans:
        op = expression.op()
        key = (op.parent, op.groups) if isinstance(op, ops.Aggregate) else handle
        groups.setdefault(key, []).append((handle, expression))
    return [_one_query(members) for members in groups.values()]


def _one_query(members: list[tuple[EngineHandle[Any], Any]]) -> tuple[Any, list[Share]]:
    import ibis.expr.operations as ops

    handle, expression = members[0]
    if len(members) == 1:
        return expression, [(handle, {name: name for name in expression.columns})]
    metrics: dict[str, Any] = {}
    shares: list[Share] = []
    for number, (handle, expression) in enumerate(members):
        op = expression.op()
        names = {name: name for name in op.groups}
        for name, metric in op.metrics.items():
            theirs = next((known for known, held in metrics.items() if held == metric), f"{name}__{number}")
            metrics[theirs] = metric
            names[name] = theirs
        shares.append((handle, {name: names[name] for name in expression.columns}))
    first = members[0][1].op()
    return ops.Aggregate(first.parent, first.groups, metrics).to_expr(), shares
