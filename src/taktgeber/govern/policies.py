"""Policies: what may run by itself, within what limit, and who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from taktgeber.core import Entry, Fold, Money
from taktgeber.core.memory import Standing

from .kept import Kept


@dataclass(frozen=True, slots=True)
class Policy:
    policy: str
    scope: str
    autonomy: str
    limit: Money
    accountable: str
    stopped: bool
    standing: Standing
    entry: int


def _apply(state: Kept[Policy], entry: Entry) -> Kept[Policy]:
    """A found policy is shown where none is decided; it lets nothing run. A stop counts however it was entered."""
    body = entry.payload
    if entry.kind == "halt":
        running = state.get(body["policy"])
        return state if running is None else state.put(running.policy, replace(running, stopped=True, entry=entry.seq))
    if entry.kind == "ended":
        name = body["subject"].removeprefix("policy:")
        if entry.standing == "found" or not body["subject"].startswith("policy:") or name not in state:
            return state
        old = state[name]
        ended = Policy(old.policy, old.scope, old.autonomy, old.limit, old.accountable, True, "decided", entry.seq)
        return state.put(name, ended)
    held = state.get(body["policy"])
    if held is not None and held.standing == "decided" and entry.standing == "found":
        return state
    limit = Money(body["limit"]["minor"], body["limit"]["currency"])
    made = Policy(
        body["policy"], body["scope"], body["autonomy"], limit, body["accountable"], body["stopped"], entry.standing,
        entry.seq,
    )  # fmt: skip
    return state.put(made.policy, made)


POLICIES: Fold[Mapping[str, Policy]] = Fold("govern.policies", ("policy", "ended", "halt"), Kept, _apply)  # type: ignore[arg-type]
