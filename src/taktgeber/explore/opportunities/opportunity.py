"""An opportunity: a possible new segment, value proposition or model, and for whom it would be worth it.

Nothing that it may earn is asked for: worth is what it is worth to those it is for, in words (house rule 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taktgeber.core import Entry, Fold, Standing
from taktgeber.govern.kept import Kept


@dataclass(frozen=True, slots=True)
class Change:
    """What was said of its state on a day."""

    state: str
    reason: str
    day: date
    entry: int


@dataclass(frozen=True, slots=True)
class Opportunity:
    """model: segment, proposition, platform, community, data_product, format, other; customers, partners: who helps to
    make it, as counts and descriptions; premises: those of today's business that it attacks; state: open, pursued,
    dropped; said: the day it was first said; history: of its state, the oldest first."""

    opportunity: str
    says: str
    segment: str
    proposition: str
    model: str | None
    worth: str
    differs: str
    customers: tuple[str, ...]
    partners: tuple[str, ...]
    premises: tuple[str, ...]
    state: str
    said: date
    history: tuple[Change, ...]
    standing: Standing
    entry: int


@dataclass(frozen=True, slots=True)
class Opportunities:
    """By short name, in the order in which they were first said."""

    by_name: Kept[Opportunity] = field(default_factory=Kept)

    def get(self, name: str | None) -> Opportunity | None:
        return self.by_name.get(name or "")


def _apply(state: Opportunities, entry: Entry) -> Opportunities:
    name = entry.payload["opportunity"]
    known = state.by_name.get(name)
    if known is not None and known.standing == "decided" and entry.standing == "found":
        return state  # what was only found changes nothing that people decided
    return Opportunities(state.by_name.put(name, _opportunity_of(entry, known)))


def _opportunity_of(entry: Entry, known: Opportunity | None) -> Opportunity:
    body: Mapping[str, Any] = entry.payload
    day, state = date.fromisoformat(body["day"]), body.get("state", known.state if known else "open")
    history = known.history if known else ()
    if not history or history[-1].state != state:
        history = (*history, Change(state, body.get("reason", ""), day, entry.seq))
    return Opportunity(
        opportunity=body["opportunity"],
        says=body["says"],
        segment=body.get("segment", ""),
        proposition=body.get("proposition", ""),
        model=body.get("model"),
        worth=body.get("worth", ""),
        differs=body.get("differs", ""),
        customers=tuple(body.get("customers", ())),
        partners=tuple(body.get("partners", ())),
        premises=tuple(body.get("premises", ())),
        state=state,
        said=known.said if known else day,
        history=history,
        standing=entry.standing,
        entry=entry.seq,
    )


OPPORTUNITIES: Fold[Opportunities] = Fold("explore.opportunities", ("opportunity",), Opportunities, _apply)
