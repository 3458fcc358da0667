"""Where an insight was tested, beside where it is said to hold.

A place counts as tested where evidence for every hypothesis of the insight comes from. An experiment that names no
market ran wherever the firm sells; field work that names no setting stands for none. To claim more than was tested is
no crime (house rule 5 asks for a pool of markets before it becomes a standard), but it is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from taktgeber.evidence.registry.insight import Insight

from .strength import Held, Strength


@dataclass(frozen=True, slots=True)
class Scope:
    """claimed: markets, empty for everywhere; tested: markets, None for wherever the firm sells; untested: claimed and
    not tested; everywhere: it is claimed for all places, and was tested in some."""

    claimed: tuple[str, ...]
    tested: tuple[str, ...] | None
    untested: tuple[str, ...]
    everywhere: bool

    @property
    def wider(self) -> bool:
        return self.everywhere or bool(self.untested)


def scope_of(insight: Insight, strength: Strength) -> Scope:
    """Without evidence for it nothing is tested."""
    tested: dict[str, str] | None = None
    for held in strength.held:
        places = _places(held)
        if places is not None:
            tested = places if tested is None else {key: name for key, name in tested.items() if key in places}
    if not strength.held:
        tested = {}
    if tested is None:
        return Scope(insight.scope, None, (), False)
    untested = tuple(place for place in insight.scope if place.casefold() not in tested)
    return Scope(insight.scope, tuple(sorted(tested.values())), untested, not insight.scope)


def _places(held: Held) -> dict[str, str] | None:
    """Where what speaks for it comes from, by the name in small letters; None for wherever the firm sells."""
    found: dict[str, str] = {}
    for piece in held.speaking("for"):
        if piece.places is None:
            return None
        found.update({place.casefold(): place for place in piece.places})
    return found
