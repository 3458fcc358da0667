"""What the house remembers of its signals: a fold over what was raised and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from taktgeber.core import Entry, Fold
from taktgeber.govern.kept import Kept

from .fates import ENDED, FOLLOWED, WAITS
from .signal import Signal, fate_of, follows, signal_of


@dataclass(frozen=True, slots=True)
class Signals:
    """By short name, in the order they were entered. strays: fates of signals that nobody raised, or that cannot
    follow where the signal stands; they are kept in the ledger and count for nothing."""

    signals: Mapping[str, Signal] = field(default_factory=Kept)
    strays: tuple[int, ...] = ()

    def waiting(self) -> tuple[Signal, ...]:
        """For which nothing was decided yet, the oldest first."""
        return self._in(WAITS)

    def followed(self) -> tuple[Signal, ...]:
        return self._in(FOLLOWED)

    def ended(self) -> tuple[Signal, ...]:
        return self._in(ENDED)

    def _in(self, states: tuple[str, ...]) -> tuple[Signal, ...]:
        found = [one for one in self.signals.values() if one.state in states]
        return tuple(sorted(found, key=lambda one: (one.day, one.entry)))


def _apply(state: Signals, entry: Entry) -> Signals:
    name = entry.payload["signal"]
    known = state.signals.get(name)
    if entry.kind == "signal":
        if known is not None:  # what was raised first stays, its day above all
            return state
        return replace(state, signals=_put(state.signals, name, signal_of(entry)))
    fate = fate_of(entry)
    if known is None or not follows(known, fate):
        return replace(state, strays=(*state.strays, entry.seq))
    return replace(state, signals=_put(state.signals, name, replace(known, fates=(*known.fates, fate))))


def _put(known: Mapping[str, Signal], name: str, one: Signal) -> Mapping[str, Signal]:
    """Without copying all of it for each entry."""
    return known.put(name, one) if isinstance(known, Kept) else {**known, name: one}


SIGNALS: Fold[Signals] = Fold("explore.signals", ("signal", "fate"), Signals, _apply)

folds = (SIGNALS,)
