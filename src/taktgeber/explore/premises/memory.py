"""What the house remembers of its premises: a fold over what was said, what was seen, and what signals shake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from taktgeber.core import Entry, Fold
from taktgeber.core.memory import Standing

from .observation import ENDS, Observation, Raised, Shake, observation_of, shake_of
from .premise import Premise, premise_of


@dataclass(frozen=True, slots=True)
class Premises:
    """By short name, in the order they were entered. signals: as they were raised; shakes: by signal and
    premise; fates: how the last fate that counts of each signal was entered."""

    premises: Mapping[str, Premise] = field(default_factory=dict)
    observed: Mapping[str, Observation] = field(default_factory=dict)
    signals: Mapping[str, Raised] = field(default_factory=dict)
    shakes: Mapping[tuple[str, str], Shake] = field(default_factory=dict)
    fates: Mapping[str, Standing] = field(default_factory=dict)

    def seen_of(self, premise: str) -> tuple[Observation, ...]:
        return tuple(one for one in self.observed.values() if one.premise == premise)

    def shaking(self, premise: str) -> tuple[Shake, ...]:
        """Signals that still shake it."""
        return tuple(one for one in self.shakes.values() if one.premise == premise and one.holds)


def _apply(state: Premises, entry: Entry) -> Premises:
    body = entry.payload
    match entry.kind:
        case "premise":
            name = body["premise"]
            return replace(state, premises={**state.premises, name: premise_of(entry, state.premises.get(name))})
        case "observed":
            if body["observed"] in state.observed:  # what was seen first stays
                return state
            return replace(state, observed={**state.observed, body["observed"]: observation_of(entry)})
        case "signal":
            return replace(
                state, signals={body["signal"]: Raised(body["says"], body["how"] == "heard"), **state.signals}
            )
    return _fate(state, entry)


def _fate(state: Premises, entry: Entry) -> Premises:
    """What was only found ends nothing that people decided, and begins nothing beside it."""
    signal, fate = entry.payload["signal"], entry.payload["fate"]
    if state.fates.get(signal) == "decided" and entry.standing == "found":
        return state
    shakes = dict(state.shakes)
    if fate in ENDS:
        shakes |= {key: replace(one, holds=False) for key, one in shakes.items() if one.signal == signal}
    elif fate == "shakes" and entry.payload.get("premise"):
        made = shake_of(entry)
        shakes[made.signal, made.premise] = made
    return replace(state, shakes=shakes, fates={**state.fates, signal: entry.standing})


PREMISES: Fold[Premises] = Fold("explore.premises", ("premise", "observed", "signal", "fate"), Premises, _apply)

folds = (PREMISES,)
