"""What the room proposes: where what was seen says something else than what was decided, the sponsor decides anew.

No money moves and nothing is forecast: what rests on the premise is listed, and each of it is a decision of its own.
"""

from __future__ import annotations

from taktgeber.core import Beat, Book, Proposal, Setting, Text, text
from taktgeber.core.names import named
from taktgeber.explore.short_name import short_name_of

from .attack import Target
from .consequences import attackers
from .premise import Premise, revised
from .reference import carried
from .seen import Piece
from .standing import Standing


def proposals(standing: Standing, beat: Beat) -> tuple[Proposal, ...]:
    """One for each gap, in the order of attack."""
    return tuple(_proposal(standing, one, beat) for one in standing.targets if one.gap)


def address(premise: Premise) -> str:
    """Its short name, where that can stand in an address; else its entry, written as no short name can be."""
    name = premise.premise
    return name if short_name_of(name, ()) == name else f"entry_{premise.entry}"


def id_of(premise: Premise) -> str:
    return f"premises-{address(premise)}"


def _proposal(standing: Standing, one: Target, beat: Beat) -> Proposal:
    premise, new = one.premise, [piece for piece in one.seen.pieces if piece.new and piece.speaks != "neither"]
    body = revised(
        premise,
        state=one.seen.standing,
        reason="; ".join(map(_in_short, new)),
        day=min(beat.past.last, max(piece.day for piece in new)).isoformat(),
    )
    entries = (premise.entry, *(piece.entry for piece in new))
    return Proposal(
        id=id_of(premise), room="premises", mode=None, says=_says(standing, one, beat.book), moves=(), forecasts=(),
        learns=None, decider="sponsor", excludes=(), rests_on=tuple(f"entry:{entry}" for entry in entries),
        sets=(Setting("premise", body),),
    )  # fmt: skip


def _says(standing: Standing, one: Target, book: Book) -> Text:
    premise = one.premise
    says = text(
        'Decide anew how "{premise}" stands: {seen}, so far {decided}. {because}',
        premise=premise.says.rstrip(". "),
        seen=named(one.seen.standing),
        decided=named(premise.state),
        because=_joined(one.seen.because),
    )
    return _joined((says, *_taken_with(standing, premise, book))) if one.seen.standing != "holds" else says


def _taken_with(standing: Standing, premise: Premise, book: Book) -> tuple[Text, ...]:
    resting = tuple(one.words for one in carried(standing.premises, premise.premise))
    attacking = attackers(premise.premise, book)
    return (
        *((text("On it rest: {things}. Each of them is then decided by itself.", things=resting),) if resting else ()),
        *((text("It is attacked by {initiatives}.", initiatives=attacking),) if attacking else ()),
    )


def _joined(said: tuple[Text, ...]) -> Text:
    whole = said[0]
    for more in said[1:]:
        whole = text("{first} {second}", first=whole, second=more)
    return whole


def _in_short(piece: Piece) -> str:
    return f"{piece.says or piece.name or piece.kind} (E{piece.level})"
