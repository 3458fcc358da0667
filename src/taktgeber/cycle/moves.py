"""Moves of money that add up: no purse pays out more than it holds, whatever set of proposals is approved.

A move has a source and a target, so money is conserved by shape; what can go wrong is a purse paid out
twice. Proposals that exclude each other (named both ways) never count together; the worst set of
proposals that can stand together is found exactly, by branch on each proposal that touches the purse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taktgeber.core import Money, Proposal, Refusal, text

_MEND = text(
    "Ask for less (a bet's stake is entered anew on its assumption), let the proposals exclude each other, or let who"
    " may do so put more into the purse."
)


def check_proposals(proposals: Sequence[Proposal], purses: Mapping[str, Money], currency: str) -> None:
    """purses: what is known to be in them, in the currency of the workspace; others are not judged."""
    known = _ids(proposals)
    for proposal in proposals:
        _excludes_both_ways(proposal, known)
        _moves_are_sound(proposal, currency)
    for purse, held in sorted(purses.items()):
        _purse_holds(purse, held, proposals)


def worst_outflow(purse: str, proposals: Sequence[Proposal]) -> int:
    """Minor units that leave the purse, net, under the costliest set of proposals that may stand together."""
    drains = [(p, drain) for p in proposals if (drain := _drain(purse, p)) > 0]

    def most(left: Sequence[tuple[Proposal, int]]) -> int:
        if not left:
            return 0
        (first, drain), rest = left[0], left[1:]
        allowed = [(p, d) for p, d in rest if p.id not in first.excludes]
        with_first = drain + most(allowed)
        return with_first if len(allowed) == len(rest) else max(with_first, most(rest))

    return most(drains)


def _ids(proposals: Sequence[Proposal]) -> dict[str, Proposal]:
    known: dict[str, Proposal] = {}
    for proposal in proposals:
        if proposal.id in known:
            where = f"{known[proposal.id].room} and {proposal.room}"
            raise Refusal(where, text("two proposals have one id: {id}.", id=proposal.id), text("Rename one of them."))
        known[proposal.id] = proposal
    return known


def _excludes_both_ways(proposal: Proposal, known: Mapping[str, Proposal]) -> None:
    for other in proposal.excludes:
        if other not in known:
            wrong = text("it excludes a proposal that is not in the plan: {other}.", other=other)
            raise Refusal(f"proposal {proposal.id}", wrong, text("Name a proposal of this plan."))
        if other == proposal.id or proposal.id not in known[other].excludes:
            wrong = text("it excludes {other}, which does not exclude it.", other=other)
            raise Refusal(f"proposal {proposal.id}", wrong, text("Name the exclusion on both."))


def _moves_are_sound(proposal: Proposal, currency: str) -> None:
    for move in proposal.moves:
        where = f"proposal {proposal.id}, {move.source} to {move.target}"
        if move.amount.currency != currency:
            wrong = text("it moves {amount}, the house counts in {currency}.", amount=move.amount, currency=currency)
            raise Refusal(where, wrong, text("Convert by a dated rate first."), rule=9)
        if move.amount.minor <= 0:
            raise Refusal(where, text("a move takes money from its source, never back."), text("Turn it round."))
        if move.source == move.target:
            raise Refusal(where, text("it moves money to where it is."), text("Leave the move out."))


def _purse_holds(purse: str, held: Money, proposals: Sequence[Proposal]) -> None:
    out = worst_outflow(purse, proposals)
    if out > max(held.minor, 0):
        wrong = text(
            "proposals that may be approved together take {out}, it holds {held}.",
            out=Money(out, held.currency),
            held=held,
        )
        raise Refusal(f"purse {purse}", wrong, _MEND)


def _drain(purse: str, proposal: Proposal) -> int:
    out = sum(move.amount.minor for move in proposal.moves if move.source == purse)
    back = sum(move.amount.minor for move in proposal.moves if move.target == purse)
    return out - back
