"""The verdict that counts of an experiment: what its figures say, unless a person found it invalid."""

from __future__ import annotations

from taktgeber.evidence.registry.experiment import Experiment, Outcome
from taktgeber.evidence.registry.outcome import outcome_of

DECISION_READY: tuple[Outcome, ...] = ("shown", "harm", "no_effect")


def verdict_of(experiment: Experiment) -> Outcome | None:
    """None where it was not read for good: a verdict without figures is an opinion."""
    said = experiment.conclusion.verdict if experiment.conclusion else None
    return "invalid" if said == "invalid" else outcome_of(experiment)


def against_its_figures(experiment: Experiment) -> bool:
    """Whether a person concluded something else than the figures say, and did not call it invalid."""
    said, found = experiment.conclusion, outcome_of(experiment)
    return said is not None and found is not None and said.verdict not in (found, "invalid")
