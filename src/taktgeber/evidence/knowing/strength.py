"""How strong an insight is: a step of the ladder with its reasons, computed from what was tested; never a number.

An insight rests on hypotheses, and on each of them. For each, the strongest evidence that speaks for it sets the step
(E5 where sound tests in two places or more agree); where evidence of the same step or a higher one speaks against it,
the step is one lower and the insight counts as contradicted. The weakest hypothesis sets the insight's step, because
the insight needs all of them. Nothing is averaged: ten weak tests are not a strong one, and one sound test that
speaks against is not outvoted.

An effect that was shown speaks for "it holds"; harm, and no effect that matters, speak against it. What is unclear,
invalid, or was not read for good says nothing either way. What speaks against it in a market for which the insight
does not claim to hold takes nothing away from it (house rule 12: local evidence stands).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from taktgeber.core import Text, text
from taktgeber.evidence.ladder.level import field_level, graded, hypothesis_grade
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.fieldwork import Fieldwork
from taktgeber.evidence.registry.insight import Insight
from taktgeber.evidence.registry.memory import Registry

from .verdict import DECISION_READY, verdict_of

Standing = Literal["supported", "contradicted", "unsupported"]
Speaks = Literal["for", "against", "elsewhere", "neither"]
_REPLICATED = 5
_SOUND = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One experiment or piece of field work under an insight. name: its short name; says: its name or finding in
    words; day: on which its data end; speaks: elsewhere where it speaks against it outside its scope; places: markets
    or settings, None where it was not held to any."""

    kind: Literal["experiment", "fieldwork"]
    name: str
    says: str
    hypothesis: str
    day: date
    level: int
    speaks: Speaks
    places: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Held:
    """A hypothesis under an insight. before: the step before evidence against it took one away; both 0 where nothing
    speaks for it."""

    hypothesis: str
    standing: Standing
    level: int
    before: int
    pieces: tuple[Piece, ...]

    @property
    def strongest(self) -> Piece | None:
        return _strongest(self.speaking("for"))

    def speaking(self, way: Speaks) -> list[Piece]:
        return [piece for piece in self.pieces if piece.speaks == way]


@dataclass(frozen=True, slots=True)
class Strength:
    """level: 0 to 5; because: its reasons in words."""

    standing: Standing
    level: int
    because: tuple[Text, ...]
    held: tuple[Held, ...]

    @property
    def name(self) -> str:
        return f"E{self.level}"

    def speaking(self, way: Speaks) -> tuple[Piece, ...]:
        return tuple(piece for one in self.held for piece in one.speaking(way))


def strength_of(registry: Registry, insight: Insight) -> Strength:
    says = insight.holds is not False
    held = tuple(held_of(registry, name, says, insight.scope) for name in dict.fromkeys(insight.rests_on))
    standings = [one.standing for one in held]
    standing: Standing = "supported" if standings else "unsupported"
    if "contradicted" in standings:
        standing = "contradicted"
    elif "unsupported" in standings:
        standing = "unsupported"
    weakest = min((one.level for one in held), default=0)
    because = tuple(says for one in held if one.level == weakest or one.standing != "supported" for says in _why(one))
    return Strength(standing, weakest, because if held else _nothing_tested(insight), held)


def _nothing_tested(insight: Insight) -> tuple[Text, ...]:
    if insight.on is None:  # found so: the rules let nobody write it
        return (text("An insight rests on what was tested, or on field work, of a hypothesis."),)
    return (text('"{bet}" taught it; nothing was tested that speaks for it, so it stands on the lowest step.',
                 bet=insight.on),)  # fmt: skip


def pieces_of(registry: Registry, hypothesis: str, holds: bool, scope: Sequence[str] = ()) -> tuple[Piece, ...]:
    """All evidence on a hypothesis, the newest last. holds: whether it is held to hold, or not to; scope: where, none
    for everywhere."""
    experiments = (_of_experiment(one, holds) for one in registry.of(hypothesis) if one.conclusion is not None)
    field = (_of_field(one, holds) for one in registry.field_of(hypothesis))
    pieces = (_in_scope(piece, scope) for piece in (*experiments, *field))
    return tuple(sorted(pieces, key=lambda piece: (piece.day, piece.name)))


def _of_experiment(one: Experiment, holds: bool) -> Piece:
    verdict = verdict_of(one)
    speaks: Speaks = "neither"
    if verdict in DECISION_READY:
        speaks = "for" if (verdict == "shown") == holds else "against"
    places = (one.plan.market,) if one.plan.market else None
    return Piece("experiment", one.name, one.plan.name, one.plan.hypothesis, data_end(one), graded(one).level,
                 speaks, places)  # fmt: skip


def _of_field(one: Fieldwork, holds: bool) -> Piece:
    speaks: Speaks = "neither"
    if one.finds != "mixed":
        speaks = "for" if (one.finds == "for") == holds else "against"
    return Piece("fieldwork", one.fieldwork, one.says, one.hypothesis, one.day, field_level(one).level, speaks,
                 one.contexts)  # fmt: skip


def _in_scope(piece: Piece, scope: Sequence[str]) -> Piece:
    claimed = {place.casefold() for place in scope}
    if piece.speaks != "against" or not piece.places or not claimed:
        return piece
    inside = any(place.casefold() in claimed for place in piece.places)
    return piece if inside else replace(piece, speaks="elsewhere")


def data_end(one: Experiment) -> date:
    """The day up to which its data speak: evidence ages from then on, however late it was read or concluded."""
    look = one.last_look
    return one.plan.last if look is None else min(look.day, one.plan.last)


def held_of(registry: Registry, hypothesis: str, holds: bool, scope: Sequence[str] = ()) -> Held:
    """holds, scope: as in pieces_of."""
    pieces = pieces_of(registry, hypothesis, holds, scope)
    best, against = (_strongest([p for p in pieces if p.speaks == way]) for way in ("for", "against"))
    if best is None:
        return Held(hypothesis, "unsupported" if against is None else "contradicted", 0, 0, pieces)
    before = _REPLICATED if _replicated(registry, hypothesis, pieces) else best.level
    if against is not None and against.level >= best.level:
        return Held(hypothesis, "contradicted", max(before - 1, 0), before, pieces)
    return Held(hypothesis, "supported", before, before, pieces)


def _strongest(pieces: Sequence[Piece]) -> Piece | None:
    """The newest of the highest step."""
    return max(pieces, key=lambda piece: (piece.level, piece.day), default=None)


def _replicated(registry: Registry, hypothesis: str, pieces: Sequence[Piece]) -> bool:
    """The ladder's E5, where it is those that speak for the insight that agree."""
    sound = {place.strip().casefold() for piece in pieces if piece.speaks == "for" and piece.level >= _SOUND
             for place in piece.places or ()}  # fmt: skip
    return len(sound) > 1 and hypothesis_grade(registry, hypothesis).level >= _REPLICATED


def _why(held: Held) -> Iterator[Text]:
    best, against = held.strongest, _strongest(held.speaking("against"))
    if best is None:
        if against is None:
            yield text('Nothing that was tested speaks for "{hypothesis}" yet.', hypothesis=held.hypothesis)
        else:
            yield text('Nothing that was tested speaks for "{hypothesis}". "{against}" ({level}) speaks against it.',
                       hypothesis=held.hypothesis, against=against.says, level=f"E{against.level}")  # fmt: skip
        return
    if held.before == _REPLICATED:
        yield text('Sound tests of "{hypothesis}" say the same in more than one place, the newest "{piece}".',
                   hypothesis=held.hypothesis, piece=best.says)  # fmt: skip
    else:
        yield text('"{piece}" ({level}) speaks for "{hypothesis}".', piece=best.says, level=f"E{best.level}",
                   hypothesis=held.hypothesis)  # fmt: skip
    if against is not None and held.standing == "contradicted":
        yield text('"{against}" ({level}) speaks against it: one step less.', against=against.says,
                   level=f"E{against.level}")  # fmt: skip
