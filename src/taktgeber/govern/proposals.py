"""Proposals and decisions: waiting, then approved, overridden or rejected; expired; closed when scored.

Only decided entries move a proposal. An amendment is a new version and voids the decision on the old one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from taktgeber.core import Entry, Fold, Move, Period, Proposal, decode, digest_of

from .kept import Kept
from .kinds import canonical_body

State = Literal["waiting", "approved", "overridden", "rejected", "expired", "closed"]
AFTER: dict[str, State] = {"approve": "approved", "override": "overridden", "reject": "rejected"}


@dataclass(frozen=True, slots=True)
class PlanRef:
    entry: int
    digest: str
    beat: Period
    past: Period
    snapshot: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionState:
    """alone: the actor had written the version that was decided; allowed in firms of up to three."""

    actor: str
    at: datetime
    verdict: str
    reason: str
    instead: tuple[Move, ...]
    alone: bool
    entry: int


@dataclass(frozen=True, slots=True)
class ProposalState:
    """key: what a person types; author: who wrote this version; digest: of its canonical bytes."""

    key: str
    plan: PlanRef
    proposal: Proposal
    digest: str
    version: int
    author: str
    state: State
    decision: DecisionState | None = None
    scores: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class ProposalsState:
    """waiting: keys that wait, so that a new plan need not look through all that ever was."""

    plans: tuple[PlanRef, ...] = ()
    all: Kept[ProposalState] = field(default_factory=Kept)
    waiting: tuple[str, ...] = ()

    def rivals(self, one: ProposalState) -> tuple[ProposalState, ...]:
        """Proposals of the same beat that cannot be approved with this one, whichever of the two says so."""
        beat = one.key.partition("/")[0]
        named = {f"{beat}/{other}" for other in one.proposal.excludes}
        same = (p for k, p in self.all.items() if k.startswith(beat + "/") and k != one.key)
        return tuple(p for p in same if p.key in named or one.proposal.id in p.proposal.excludes)


def key_of(beat: Period, proposal_id: str) -> str:
    return f"{beat.first.isoformat()}/{proposal_id}"


def proposal_digest(encoded: Mapping[str, Any]) -> str:
    """Of an encoded proposal, as the plan stores it."""
    return digest_of(canonical_body(encoded))


def decode_period(encoded: Mapping[str, Any]) -> Period:
    period = decode(dict(encoded))
    assert isinstance(period, Period)
    return period


def decode_moves(encoded: Any) -> tuple[Move, ...]:
    return tuple(decode(list(encoded or ())))


def _planned(state: ProposalsState, entry: Entry) -> ProposalsState:
    body = entry.payload
    beat = decode_period(body["beat"])
    plan = PlanRef(entry.seq, body["plan"], beat, decode_period(body["past"]), body["snapshot"], entry.at)
    held = state.all
    waiting: list[str] = []
    made = {key_of(beat, item["proposal"]["id"]): item for item in body["proposals"]}
    for key in state.waiting:
        if key not in made:
            held = held.put(key, replace(held[key], state="expired"))
    for key, item in made.items():
        old = held.get(key)
        if old is not None and old.decision is not None:
            continue
        same = old is not None and old.digest == item["digest"]
        version = 1 if old is None else old.version + (not same)
        proposal = decode(dict(item["proposal"]))
        held = held.put(key, ProposalState(key, plan, proposal, item["digest"], version, entry.actor, "waiting"))
        waiting.append(key)
    return ProposalsState((*state.plans, plan), held, tuple(waiting))


def _amended(state: ProposalsState, entry: Entry) -> ProposalsState:
    body = entry.payload
    old = state.all.get(body["proposal"])
    if old is None:
        return state
    encoded = body["body"]
    made = ProposalState(
        old.key, old.plan, decode(dict(encoded)), proposal_digest(encoded), body["version"], entry.actor, "waiting"
    )
    waiting = state.waiting if old.key in state.waiting else (*state.waiting, old.key)
    return ProposalsState(state.plans, state.all.put(old.key, made), waiting)


def _decided(state: ProposalsState, entry: Entry) -> ProposalsState:
    body = entry.payload
    old = state.all.get(body["proposal"])
    if old is None:
        return state
    verdict = body["verdict"]
    decision = DecisionState(
        entry.actor, entry.at, verdict, body.get("reason", ""), decode_moves(body.get("instead")),
        body.get("alone", False), entry.seq,
    )  # fmt: skip
    made = replace(old, state=AFTER[verdict], decision=decision)
    waiting = tuple(key for key in state.waiting if key != old.key)
    return ProposalsState(state.plans, state.all.put(old.key, made), waiting)


def _closed(state: ProposalsState, entry: Entry) -> ProposalsState:
    held = state.all
    for score in entry.payload["scores"]:
        old = held.get(score["proposal"])
        if old is not None:
            held = held.put(old.key, replace(old, state="closed", scores=(*old.scores, score)))
    return ProposalsState(state.plans, held, state.waiting)


_STEPS = {"planned": _planned, "amended": _amended, "decision": _decided, "closed": _closed}


def _apply(state: ProposalsState, entry: Entry) -> ProposalsState:
    return _STEPS[entry.kind](state, entry) if entry.standing == "decided" else state


PROPOSALS: Fold[ProposalsState] = Fold("govern.proposals", tuple(_STEPS), ProposalsState, _apply)
