"""The act of deciding: a person's word on a proposal, for who holds the role that it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Field, Money, Move, Proposal, Refusal, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit

if TYPE_CHECKING:
    from taktgeber.govern import ProposalState

FIELDS = (
    Field("key", text("The proposal, such as 2025-09-08/exploit-pulse"), most=200),
    Field("verdict", text("The decision"), "choice",
          choices=(("approve", text("Approve")), ("override", text("Override")), ("reject", text("Reject")))),
    Field("reason", text("Why"), "long", required=False, hint=text("An override or a rejection needs one.")),
    Field("amount", text("What an override moves instead, an amount a move, in the order of the proposal"), "money",
          required=False, many=True),
    Field("digest", text("Of the version that was read: a newer one is then not decided unread"), required=False,
          most=64),
)  # fmt: skip


def decide(visit: Visit, fields: Mapping[str, Any]) -> Answer:
    from taktgeber.govern import decide_proposal
    from taktgeber.govern.writing import find_proposal

    book = visit.house.book
    held = find_proposal(book, fields["key"])
    _may(visit, held.proposal)
    _waits(held)
    if fields["digest"] and fields["digest"] != held.digest:
        says = text("the proposal {key} was changed after it was read.", key=held.key)
        raise Refusal(held.key, says, text("Read its newest version and decide again."))
    instead = _instead(held.proposal, fields["amount"]) if fields["verdict"] == "override" else ()
    before = book.count()
    try:
        entry = decide_proposal(book, held.key, fields["verdict"], fields["reason"] or "", visit.person, instead)
    except Refusal as refused:
        # Another approver may have been faster: then who and when is the way on, and the refusal stays on record.
        _waits(find_proposal(book, held.key), refused.entry)
        raise
    sets = tuple(e.seq for e in book.entries(first=before + 1) if e.seq < entry.seq)
    head = book.head()
    told = [_done(fields["verdict"], entry.seq)]
    if sets:
        told.append(text_n("It set one more entry with it.", "It set {n} more entries with it.", len(sets)))
    if entry.payload.get("alone"):
        told.append(text("Author and approver are one person: it is marked alone."))
    told.append(text("Head of the ledger: {head}", head=head))
    data = {"proposal": held.key, "verdict": fields["verdict"], "entry": entry.seq, "sets": list(sets), "head": head}
    return Answer(tuple(told), data=data)


def _may(visit: Visit, proposal: Proposal) -> None:
    if not visit.access.decides(proposal):
        raise Refusal(
            "decide",
            text("this one is decided by the {role}.", role=named(proposal.decider)),
            text("Ask who holds the role; roles are decided in the ledger by the sponsor."),
        )


def _waits(held: ProposalState, entry: int | None = None) -> None:
    """Refuses what was decided before, and says by whom and when. entry: where a refusal is kept already."""
    made = held.decision
    if made is None:
        return
    raise Refusal(
        held.key,
        text(
            "it was {state} already, by the {role} on {day} at {time} UTC (entry {entry}).",
            state=named(held.state),
            role=named(held.proposal.decider),
            day=made.at.date(),
            time=f"{made.at:%H:%M}",
            entry=str(made.entry),
        ),
        text("Their decision stands. A new plan can propose anew."),
        entry=entry,
    )


def _instead(proposal: Proposal, amounts: tuple[Money, ...]) -> tuple[Move, ...]:
    if not proposal.moves:
        says = text("this proposal moves no money, so nothing can be moved instead.")
        raise Refusal("amount", says, text("Approve or reject it."))
    if len(amounts) != len(proposal.moves):
        says = text_n("it moves money once, and as many amounts are asked for.",
                      "it moves money {n} times, and as many amounts are asked for.", len(proposal.moves))  # fmt: skip
        raise Refusal("amount", says, text("Give one amount a move, in their order; 0 moves nothing."))
    return tuple(replace(move, amount=amount) for move, amount in zip(proposal.moves, amounts, strict=True))


def _done(verdict: str, entry: int) -> Text:
    words = {
        "approve": text("Approved. It stands in the ledger as entry {entry}.", entry=str(entry)),
        "override": text("Overridden. It stands in the ledger as entry {entry}.", entry=str(entry)),
        "reject": text("Rejected. It stands in the ledger as entry {entry}.", entry=str(entry)),
    }
    return words[verdict]


DECIDE = Act("decide", text("Approve, override or reject a proposal."), "decide", FIELDS, decide, "/today")
