"""What the house remembers of its experiments: a fold over all that was written down, tested and learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from taktgeber.core import Entry, Fold
from taktgeber.govern.kept import Kept

from .experiment import Experiment, concluded, looked, registered
from .fieldwork import Fieldwork, fieldwork_of
from .hypothesis import Hypothesis, hypothesis_of
from .insight import Insight, Reuse, insight_of, reuse_of
from .outcome import final_look

V = TypeVar("V")


@dataclass(frozen=True)
class Registry:
    """By short name, in the order they were entered. strays: looks and conclusions of experiments that nobody
    registered, and found ones that come after what was read or concluded, or in place of who may conclude; they are
    kept in the ledger and count for nothing. reuses: by insight, the oldest first."""

    hypotheses: Mapping[str, Hypothesis] = field(default_factory=Kept)
    experiments: Mapping[str, Experiment] = field(default_factory=Kept)
    fieldwork: Mapping[str, Fieldwork] = field(default_factory=Kept)
    insights: Mapping[str, Insight] = field(default_factory=Kept)
    strays: tuple[int, ...] = ()
    reuses: Mapping[str, tuple[Reuse, ...]] = field(default_factory=Kept)

    def of(self, hypothesis: str) -> tuple[Experiment, ...]:
        return tuple(self._tests.get(hypothesis, ()))

    def field_of(self, hypothesis: str) -> tuple[Fieldwork, ...]:
        return tuple(self._field.get(hypothesis, ()))

    @cached_property
    def _tests(self) -> Mapping[str, list[Experiment]]:
        found: dict[str, list[Experiment]] = {}
        for one in self.experiments.values():
            found.setdefault(one.plan.hypothesis, []).append(one)
        return found

    @cached_property
    def _field(self) -> Mapping[str, list[Fieldwork]]:
        found: dict[str, list[Fieldwork]] = {}
        for one in self.fieldwork.values():
            found.setdefault(one.hypothesis, []).append(one)
        return found

    def used_by(self, insight: str) -> tuple[str, ...]:
        """Units or roles that build on it, each once."""
        return tuple(dict.fromkeys(user for use in self.reuses.get(insight, ()) for user in use.by))

    def concluded(self, by: date | None = None) -> tuple[Experiment, ...]:
        """Concluded or found invalid; by: up to a day. The oldest first."""
        done = [one for one in self.experiments.values()
                if one.conclusion is not None and (by is None or one.conclusion.day <= by)]  # fmt: skip
        return tuple(sorted(done, key=lambda one: (one.conclusion.day if one.conclusion else date.min, one.name)))


def _apply(state: Registry, entry: Entry) -> Registry:
    body = entry.payload
    match entry.kind:
        case "hypothesis":
            name = body["hypothesis"]
            if name in state.hypotheses:  # what was said first stays, its stated chance above all
                return state
            return replace(state, hypotheses=_put(state.hypotheses, name, hypothesis_of(entry)))
        case "fieldwork":
            if body["fieldwork"] in state.fieldwork:
                return state
            return replace(state, fieldwork=_put(state.fieldwork, body["fieldwork"], fieldwork_of(entry)))
        case "insight":
            if entry.standing == "found" and body["insight"] in state.insights:
                return state  # what was only found changes nothing that people wrote
            return replace(state, insights=_put(state.insights, body["insight"], insight_of(entry)))
        case "reused":
            uses = (*state.reuses.get(body["insight"], ()), reuse_of(entry))
            return replace(state, reuses=_put(state.reuses, body["insight"], uses))
    name = body["experiment"]
    known = state.experiments.get(name)
    if entry.kind == "experiment":
        made = registered(entry, known)
    elif known is None or _comes_too_late(entry, known):
        return replace(state, strays=(*state.strays, entry.seq))
    else:
        made = looked(entry, known) if entry.kind == "looked" else concluded(entry, known)
    return replace(state, experiments=_put(state.experiments, name, made))


def _put(known: Mapping[str, V], name: str, one: V) -> Mapping[str, V]:
    """Without copying all of it for each of a hundred thousand entries."""
    return known.put(name, one) if isinstance(known, Kept) else {**known, name: one}


def _comes_too_late(entry: Entry, known: Experiment) -> bool:
    """What was read for good, or concluded, first stays; and what was registered by decision is concluded by those who
    may, so that nobody enters as found what was refused. The rules keep decided entries in this order."""
    if known.conclusion is not None or (entry.kind == "looked" and final_look(known) is not None):
        return True
    return entry.kind == "concluded" and entry.standing == "found" and known.plan.standing == "decided"


REGISTRY: Fold[Registry] = Fold(
    "evidence.registry",
    ("hypothesis", "experiment", "looked", "concluded", "fieldwork", "insight", "reused"),
    Registry,
    _apply,
)

folds = (REGISTRY,)
