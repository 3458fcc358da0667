"""What the evidence says of a premise, beside what people decided: a standing with its reasons, never a number.

Only what is new since its state was last decided is asked, so that a decision holds until something else is seen. The
strongest piece against it is held to the strongest for it, by the ladder of evidence (E0 to E5):

* a sound test (E4) against it, and nothing as strong for it: broken;
* anything else against it that is at least as strong as what speaks for it: wobbling;
* what speaks for it is stronger: it holds; out of "broken" a single step back, unless a sound test speaks for it.

Ten remarks are not a test, so nothing is counted or averaged. An observation without a hypothesis is what somebody
here says (E0). One that stands on a hypothesis of the registry has that hypothesis' level, and says nothing any more
once the hypothesis is contradicted. A signal from a series or texts was seen with nothing to hold it against (E2); one
that was heard, and a state that was only found, are E0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from taktgeber.core import Text, text
from taktgeber.evidence import Registry
from taktgeber.evidence.knowing.strength import held_of

from .memory import Premises
from .observation import Observation, Shake
from .premise import WORSE, Premise, State, Turn

Way = Literal["for", "against", "mixed", "neither"]
SOUND = 4
_SEEN = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was seen. name: its short name ("" of a state that was found); speaks: neither where what it
    stands on did not hold; level: 0 to 5; new: since the state was last decided."""

    kind: Literal["observation", "signal", "found"]
    name: str
    says: str
    speaks: Way
    level: int
    day: date
    entry: int
    new: bool
    source: str = ""
    hypothesis: str | None = None
    told: Text | None = None

    @property
    def words(self) -> Text | str:
        """As it is shown; says is in English, where the house said it."""
        return self.told or self.says


@dataclass(frozen=True, slots=True)
class Seen:
    """standing: what the evidence says; because: its reasons; pieces: all that was ever seen, the newest last."""

    standing: State
    because: tuple[Text, ...]
    pieces: tuple[Piece, ...]

    def strongest(self, way: Literal["for", "against"], new: bool = True) -> Piece | None:
        return _strongest([piece for piece in self.pieces if piece.new or not new], way)


def seen_standing(premises: Premises, registry: Registry, premise: Premise) -> Seen:
    pieces = tuple(sorted(_pieces(premises, registry, premise), key=lambda piece: (piece.day, piece.entry)))
    new = [piece for piece in pieces if piece.new]
    best, worst = _strongest(new, "for"), _strongest(new, "against")
    standing = standing_after(premise.state, best.level if best else None, worst.level if worst else None)
    return Seen(standing, tuple(_because(premise, best, worst, standing)), pieces)


def standing_after(decided: State, best: int | None, worst: int | None) -> State:
    """best, worst: the levels of the strongest new evidence for and against it; None where there is none."""
    if worst is not None and (best is None or worst >= best):
        sound = worst >= SOUND and (best is None or worst > best)
        seen: State = "broken" if sound else "wobbling"
        return max(decided, seen, key=WORSE.__getitem__)
    if best is None:
        return decided
    return "wobbling" if decided == "broken" and best < SOUND else "holds"


def _pieces(premises: Premises, registry: Registry, premise: Premise) -> Iterator[Piece]:
    for one in premises.seen_of(premise.premise):
        shake = premises.shake(one.signal, premise.premise)
        if shake is None or not shake.holds or one.hypothesis:  # else the signal itself speaks
            yield _of_observation(registry, premise, one, faded=shake is not None and not shake.holds)
    for shake in premises.shaking(premise.premise):
        yield _of_signal(premises, premise, shake)
    for turn in premise.turns:
        if turn.standing == "found":
            yield _of_found(premise, turn)


def _of_observation(registry: Registry, premise: Premise, one: Observation, faded: bool) -> Piece:
    """faded: the signal by which it was noticed shakes it no more."""
    speaks: Way = "neither" if faded else one.speaks
    level, entry = 0, one.entry
    if one.hypothesis is not None:
        held = held_of(registry, one.hypothesis, True)
        speaks = "neither" if held.standing == "contradicted" else speaks
        level, entry = held.level, max(entry, _newest(registry, one.hypothesis))
    return Piece("observation", one.observed, one.says, speaks, level, one.day, one.entry, entry > premise.since,
                 one.source, one.hypothesis)  # fmt: skip


def _newest(registry: Registry, hypothesis: str) -> int:
    """The newest entry by which its level may have changed."""
    concluded = (one.conclusion.entry for one in registry.of(hypothesis) if one.conclusion is not None)
    return max((*concluded, *(one.entry for one in registry.field_of(hypothesis))), default=0)


def _of_signal(premises: Premises, premise: Premise, shake: Shake) -> Piece:
    raised = premises.signals.get(shake.signal)
    level = _SEEN if raised is not None and not raised.heard else 0
    says = raised.says if raised else shake.reason or shake.signal
    return Piece(
        "signal",
        shake.signal,
        says,
        "against",
        level,
        shake.day,
        shake.entry,
        shake.entry > premise.since,
        told=raised.told if raised else None,
    )


def _of_found(premise: Premise, turn: Turn) -> Piece:
    speaks: Way = "for" if turn.state == "holds" else "against"
    return Piece("found", "", turn.reason, speaks, 0, turn.day, turn.entry, turn.entry > premise.since)


def _strongest(pieces: Sequence[Piece], way: Literal["for", "against"]) -> Piece | None:
    """The newest of the highest level; what speaks both ways counts as each."""
    speaking = [piece for piece in pieces if piece.speaks in (way, "mixed")]
    return max(speaking, key=lambda piece: (piece.level, piece.day, piece.entry), default=None)


def _because(premise: Premise, best: Piece | None, worst: Piece | None, standing: State) -> Iterator[Text]:
    if best is None and worst is None:
        day = premise.decided.day if premise.decided else premise.day
        yield text("Nothing was seen for or against it since {day}.", day=day)
    if worst is not None:
        yield text("Against it ({level}): {says}", says=sentence(worst), level=f"E{worst.level}")
    if best is not None and best is not worst:
        yield text("For it ({level}): {says}", says=sentence(best), level=f"E{best.level}")
    if worst is not None and standing == "broken" and premise.state != "broken":
        yield text("That was tested soundly, and nothing as strong speaks for it.")
    if best is not None and worst is not None and best.level > worst.level:
        yield text("What speaks for it is the stronger.")


def sentence(piece: Piece) -> Text | str:
    if not piece.says:
        return text("It was found to be so.")
    return piece.told or f"{piece.says.rstrip('. ')}."
