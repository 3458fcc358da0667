"""The order of attack: exploration tests first what carries most and of which least is known.

Load and doubt are bands, so that the order can be said in words. The place follows their product, where load counts
1 (little rests on it), 2 (some, or nobody said how much) or 3 (much), and doubt 0 (broken by decision: nothing is left
to find out), 1 (it holds and that was seen), 2 (it holds because people say so, or is past its review) or 3 (something
speaks against it). Equal products: the one that carries more, then the one whose review is due first, then by name.
The product orders and is shown nowhere: it measures nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from taktgeber.core import Text, text

from .load import Band, Load
from .premise import Premise
from .seen import Seen

Doubt = Literal["settled", "tested", "untested", "shaken"]
LOADS: Mapping[Band, int] = {"low": 1, "unknown": 2, "middle": 2, "high": 3}
DOUBTS: Mapping[Doubt, int] = {"settled": 0, "tested": 1, "untested": 2, "shaken": 3}
_BEHAVIOUR = 2  # the level of evidence from which on something was seen and not only said
_NO_REVIEW = date.max


@dataclass(frozen=True, slots=True)
class Target:
    """A premise with all that decides its place."""

    premise: Premise
    seen: Seen
    load: Load
    doubt: Doubt

    @property
    def gives_way(self) -> bool:
        """Decided as wobbling or broken, or what was seen says so."""
        return self.premise.state != "holds" or self.seen.standing != "holds"

    @property
    def gap(self) -> bool:
        """What was seen says something else than what was decided."""
        return self.seen.standing != self.premise.state

    def because(self) -> Text:
        """Why it stands where it stands."""
        return text("{load}; {doubt}.", load=_CARRIES[self.load.band], doubt=_DOUBTED[self.doubt])


_CARRIES: Mapping[Band, Text] = {
    "high": text("much of today's business rests on it"),
    "middle": text("some of today's business rests on it"),
    "low": text("little of today's business rests on it"),
    "unknown": text("how much rests on it is not known"),
}
_DOUBTED: Mapping[Doubt, Text] = {
    "shaken": text("something speaks against it"),
    "untested": text("it holds because people say so"),
    "tested": text("that it holds was seen"),
    "settled": text("it is broken by decision, and what rested on it is to be decided"),
}


def target(premise: Premise, seen: Seen, load: Load, day: date) -> Target:
    return Target(premise, seen, load, doubt_of(premise, seen, day))


def doubt_of(premise: Premise, seen: Seen, day: date) -> Doubt:
    if premise.state == seen.standing == "broken":
        return "settled"
    if premise.state != "holds" or seen.standing != "holds":
        return "shaken"
    best = seen.strongest("for", new=False)
    fresh = best is not None and best.level >= _BEHAVIOUR and not premise.overdue(day)
    return "tested" if fresh else "untested"


def in_attack_order(targets: Iterable[Target]) -> tuple[Target, ...]:
    return tuple(sorted(targets, key=_place))


def _place(one: Target) -> tuple[int, int, date, str]:
    load, doubt = LOADS[one.load.band], DOUBTS[one.doubt]
    return (-load * doubt, -load, one.premise.review or _NO_REVIEW, one.premise.premise)
