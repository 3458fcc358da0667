"""What the beat writes: its plan, the decisions on it, its close. Each is one transaction of the book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktgeber.core import Entry, Move, Period, Plan, Refusal, encode, text

from .book import LedgerBook
from .kinds import MACHINE
from .proposals import PROPOSALS, ProposalState, proposal_digest


def append_plan(book: LedgerBook, plan: Plan, digest: str, asked: str | None = None) -> Entry:
    """The machine authors its proposals; digest: of the plan's stored bytes; asked: the person who had it made."""
    proposals = [encode(p) for section in plan.sections for p in section.proposals]
    body = {
        "plan": digest,
        "beat": encode(plan.beat),
        "past": encode(plan.past),
        "snapshot": plan.snapshot,
        "proposals": [{"digest": proposal_digest(p), "proposal": p} for p in proposals],
    }
    return book.decide("planned", body | _asked(asked), MACHINE)


def decide_proposal(
    book: LedgerBook, key: str, verdict: str, reason: str, actor: str, instead: Sequence[Move] = ()
) -> Entry:
    """A person's word on a proposal. The book decides with it what an approved proposal sets, or nothing.

    Raises Refusal with the rule that speaks against it.
    """
    held = find_proposal(book, key)
    body: dict[str, Any] = {
        "proposal": held.key,
        "plan": held.plan.digest,
        "digest": held.digest,
        "verdict": verdict,
        "reason": reason,
    }
    if instead:
        body["instead"] = [encode(move) for move in instead]
    if held.author == actor:
        body["alone"] = True
    return book.decide("decision", body, actor)


def amend_proposal(book: LedgerBook, key: str, proposal: Mapping[str, Any], actor: str) -> Entry:
    """A new version of an encoded proposal; what was decided on the old one no longer holds."""
    held = find_proposal(book, key)
    body = {"proposal": held.key, "version": held.version + 1, "body": dict(proposal)}
    return book.decide("amended", body, actor)


def close_entry(book: LedgerBook, beat: Period, scores: Sequence[Mapping[str, Any]], asked: str | None = None) -> Entry:
    """scores: proposal (key), metric, expected, outcome, inside; asked: the person who had it closed."""
    encoded = [
        {name: encode(value) if not isinstance(value, dict) else value for name, value in s.items()} for s in scores
    ]
    return book.decide("closed", {"beat": encode(beat), "scores": encoded} | _asked(asked), MACHINE)


def _asked(person: str | None) -> dict[str, Any]:
    return {} if person is None else {"asked": person}


def find_proposal(book: LedgerBook, key: str) -> ProposalState:
    """By its key, or by its id alone where one proposal that waits bears it."""
    state = book.state(PROPOSALS)
    if key in state.all:
        return state.all[key]
    named = [k for k in state.waiting if k.partition("/")[2] == key]
    if len(named) == 1:
        return state.all[named[0]]
    waiting = tuple(state.waiting)
    mend = text("These wait: {waiting}.", waiting=waiting) if waiting else text("None waits.")
    raise Refusal(key, text("no proposal bears this key."), mend)
