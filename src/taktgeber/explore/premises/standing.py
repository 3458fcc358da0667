"""Every premise as it stands: what people decided, what was seen, what rests on it, its place in the attack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taktgeber.core import Beat
from taktgeber.data.booked import booked_lines
from taktgeber.evidence import REGISTRY, Registry
from taktgeber.explore.once import Last

from .attack import Target, in_attack_order, target
from .load import Ground, ground_of, load_of
from .memory import PREMISES, Premises
from .premise import State


@dataclass(frozen=True, slots=True)
class Standing:
    """premises, registry: as the ledger has them; ground: what was booked in the past beat; targets: in the order of
    attack."""

    premises: Premises
    registry: Registry
    ground: Ground
    targets: tuple[Target, ...]

    def of(self, state: State) -> tuple[Target, ...]:
        return tuple(one for one in self.targets if one.premise.state == state)

    def target(self, premise: str) -> Target:
        """Of a premise that was said."""
        return next(one for one in self.targets if one.premise.premise == premise)

    def giving_way(self) -> tuple[Target, ...]:
        """Those that shake and are not broken by decision yet: the news."""
        return tuple(one for one in self.targets if one.doubt == "shaken" and one.premise.state != "broken")


def standing_of(beat: Beat) -> Standing:
    from taktgeber.govern import UNITS

    premises, registry = beat.book.state(PREMISES), beat.book.state(REGISTRY)
    states = (premises, registry, beat.book.state(UNITS), booked_lines(beat), beat.period, beat.past, beat.settings)
    return _LAST.of(states, lambda: standing_on(premises, registry, ground_of(beat), beat))


_LAST: Last[Standing] = Last()


def standing_on(premises: Premises, registry: Registry, ground: Ground, beat: Beat) -> Standing:
    from .seen import seen_standing

    made = [
        target(one, seen_standing(premises, registry, one), load_of(premises, one, ground), beat.period.first)
        for one in premises.premises.values()
    ]
    return Standing(premises, registry, ground, in_attack_order(made))


def overdue(targets: Sequence[Target], beat: Beat) -> tuple[Target, ...]:
    """Past their review on the first day of the planned beat, broken ones left out: there is nothing to review."""
    return tuple(one for one in targets if one.premise.overdue(beat.period.first) and one.premise.state != "broken")
