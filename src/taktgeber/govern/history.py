"""Reading the ledger back: its newest entries that answer a question, and what one entry has to do with others.

A question looks back over so many entries and then says where to go on, so that a page of a ledger of a
million entries costs no more than one of a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from taktgeber.core import Entry, Fold, Text, text

from .book import LedgerBook
from .breaches import BREACHES, REFUSALS
from .kept import Kept
from .policies import POLICIES
from .proposals import decode_period, key_of

LOOK = 5000  # entries that one question looks at


@dataclass(frozen=True, slots=True)
class Looked:
    """entries: the newest first; before: where to go on, None at the ledger's beginning; back: how far it looked."""

    entries: tuple[Entry, ...]
    before: int | None
    back: int


def search(
    book: LedgerBook, shows: Callable[[Entry], bool], *, kind: str = "", since: date | None = None,
    before: int | None = None, most: int = 30, look: int = LOOK,
) -> Looked:  # fmt: skip
    found: list[Entry] = []
    back = before if before is not None else book.count() + 1
    for number, entry in enumerate(book.newest(before, kind), 1):
        if since is not None and entry.at.date() < since:
            return Looked(tuple(found), None, back)
        back = entry.seq
        if shows(entry):
            found.append(entry)
        if len(found) == most or number == look:
            return Looked(tuple(found), back if back > 1 else None, back)
    return Looked(tuple(found), None, 1)


Trace = tuple[tuple[str, int], ...]
Traces = Kept[Trace]


def _trace(state: Traces, entry: Entry) -> Traces:
    for key in _proposals_of(entry) if entry.standing == "decided" else ():
        state = state.put(key, (*state.get(key, ()), (entry.kind, entry.seq)))
    return state


def _proposals_of(entry: Entry) -> tuple[str, ...]:
    body = entry.payload
    match entry.kind:
        case "planned":
            beat = decode_period(body["beat"])
            return tuple(key_of(beat, item["proposal"]["id"]) for item in body["proposals"])
        case "amended" | "decision":
            return (body["proposal"],)
        case "closed":
            return tuple(dict.fromkeys(str(score["proposal"]) for score in body["scores"]))
    return ()


# By proposal, the entries of its life: planned, amended, decided on, scored.
TRACES: Fold[Traces] = Fold("govern.traces", ("planned", "amended", "decision", "closed"), Kept, _trace)
_STEPS = {
    "planned": text("planned"),
    "amended": text("amended"),
    "decision": text("decided on"),
    "closed": text("held against what happened"),
}


def links(book: LedgerBook, entry: Entry) -> Iterator[tuple[Text, int]]:
    """What it has to do with others, in words, and their numbers."""
    traces = book.state(TRACES)
    for key in _proposals_of(entry):
        for step, number in traces.get(key, ()):
            if number != entry.seq:
                yield text("{proposal}: {step}", proposal=key, step=_STEPS[step]), number
    body = entry.payload
    match entry.kind:
        case "breach":
            yield text("the found entry that broke the rule"), body["entry"]
        case "refused":
            for refusal in book.state(REFUSALS):
                if refusal.entry == entry.seq:
                    yield from ((text("says as found what was refused here"), n) for n in refusal.found_as)
        case "automatic" | "halt":
            policy = book.state(POLICIES).get(body["policy"])
            if policy is not None and policy.entry != entry.seq:
                yield text("how its policy stands now"), policy.entry
        case "reason":
            yield text("the stop that this explains"), body["halt"]
    if entry.standing == "found":
        for breach in _breaches_of(book, entry.seq):
            yield text("the breach of house rule {rule} that it opened", rule=str(breach[0])), breach[1]


def _breaches_of(book: LedgerBook, seq: int) -> Iterator[tuple[int, int]]:
    """The ledger writes breaches right behind the entry that opened them."""
    if not any(breach.entry == seq for breach in book.state(BREACHES)):
        return
    number = seq + 1
    while (then := book.entry(number)) is not None and then.kind == "breach":
        if then.payload["entry"] == seq:
            yield then.payload["rule"], number
        number += 1
