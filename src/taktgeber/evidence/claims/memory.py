"""What the house remembers of claims from data: the newest audit of each, by its short name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from taktgeber.core import Entry, Fold
from taktgeber.govern.kept import Kept

from .kept_claim import KeptClaim, kept_of


@dataclass(frozen=True)
class Claims:
    """By short name, in the order in which they were first entered."""

    claims: Kept[KeptClaim] = field(default_factory=Kept)

    def on(self, what: str) -> tuple[KeptClaim, ...]:
        """what: "insight:..." or "playbook:..."; claims that somebody put it on."""
        return tuple(self._on.get(what, ()))

    @cached_property
    def _on(self) -> Mapping[str, list[KeptClaim]]:
        found: dict[str, list[KeptClaim]] = {}
        for one in self.claims.values():
            if one.on:
                found.setdefault(one.on, []).append(one)
        return found


def _apply(state: Claims, entry: Entry) -> Claims:
    """What was only found changes nothing that people had audited."""
    name = entry.payload["claim"]
    known = state.claims.get(name)
    if known is not None and known.standing == "decided" and entry.standing == "found":
        return state
    return replace(state, claims=state.claims.put(name, kept_of(entry)))


CLAIMS: Fold[Claims] = Fold("evidence.claims", ("claim",), Claims, _apply)

folds = (CLAIMS,)
