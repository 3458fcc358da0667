"""What the house remembers of its premises: a fold over what was said, what was seen, and what signals shake.

Signals come by the ten thousand: what grows with them grows without being copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from taktgeber.core import Entry, Fold
from taktgeber.core.memory import Standing
from taktgeber.govern.kept import Kept

from .observation import ENDS, Observation, Raised, Shake, observation_of, shake_of
from .premise import Premise, premise_of


@dataclass(frozen=True)
class Premises:
    """By short name, in the order they were entered. signals: as they were raised; shakes: by signal, then by
    premise; fates: how the last fate that counts of each signal was entered."""

    premises: Kept[Premise] = field(default_factory=Kept)
    observed: Kept[Observation] = field(default_factory=Kept)
    signals: Kept[Raised] = field(default_factory=Kept)
    shakes: Kept[Mapping[str, Shake]] = field(default_factory=Kept)
    fates: Kept[Standing] = field(default_factory=Kept)

    def seen_of(self, premise: str) -> tuple[Observation, ...]:
        return tuple(self._seen.get(premise, ()))

    def shake(self, signal: str | None, premise: str) -> Shake | None:
        return self.shakes.get(signal or "", {}).get(premise)

    def shaking(self, premise: str) -> tuple[Shake, ...]:
        """Signals that still shake it."""
        return tuple(self._shaking.get(premise, ()))

    @cached_property
    def _seen(self) -> Mapping[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for one in self.observed.values():
            found.setdefault(one.premise, []).append(one)
        return found

    @cached_property
    def _shaking(self) -> Mapping[str, list[Shake]]:
        found: dict[str, list[Shake]] = {}
        for one in (shake for of_one in self.shakes.values() for shake in of_one.values() if shake.holds):
            found.setdefault(one.premise, []).append(one)
        return found


def _apply(state: Premises, entry: Entry) -> Premises:
    body = entry.payload
    match entry.kind:
        case "premise":
            name = body["premise"]
            return replace(state, premises=state.premises.put(name, premise_of(entry, state.premises.get(name))))
        case "observed":
            if body["observed"] in state.observed:  # what was seen first stays
                return state
            return replace(state, observed=state.observed.put(body["observed"], observation_of(entry)))
        case "signal":
            if body["signal"] in state.signals:
                return state
            raised = Raised(body["says"], body["how"] == "heard")
            return replace(state, signals=state.signals.put(body["signal"], raised))
    return _fate(state, entry)


def _fate(state: Premises, entry: Entry) -> Premises:
    """What was only found ends nothing that people decided, and begins nothing beside it."""
    signal, fate = entry.payload["signal"], entry.payload["fate"]
    if state.fates.get(signal) == "decided" and entry.standing == "found":
        return state
    known, shakes = state.shakes.get(signal, {}), state.shakes
    if fate in ENDS and known:
        shakes = shakes.put(signal, {premise: replace(one, holds=False) for premise, one in known.items()})
    elif fate == "shakes" and entry.payload.get("premise"):
        made = shake_of(entry)
        shakes = shakes.put(signal, {**known, made.premise: made})
    return replace(state, shakes=shakes, fates=state.fates.put(signal, entry.standing))


PREMISES: Fold[Premises] = Fold("explore.premises", ("premise", "observed", "signal", "fate"), Premises, _apply)

folds = (PREMISES,)
