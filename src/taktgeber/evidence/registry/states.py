"""Which states follow which, of hypotheses and experiments; states are computed from entries and never written.

| hypothesis | when |
| --- | --- |
| open | nothing that tests it is registered, nothing speaks |
| testing | an experiment is registered, running or read, and none is concluded |
| supported | what was concluded speaks for it |
| refuted | what was concluded speaks against it: harm, or no effect that matters |
| contradicted | some of it speaks for, some against |
| unclear | it was tested, and nothing that was concluded can tell |
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .experiment import Experiment, State
from .memory import Registry

HypothesisState = Literal["open", "testing", "supported", "refuted", "contradicted", "unclear"]

# A conclusion that was found may come at any time; nothing comes after it.
EXPERIMENT_EDGES: Mapping[State, frozenset[State]] = {
    "registered": frozenset({"running", "read", "concluded", "invalid"}),
    "running": frozenset({"read", "concluded", "invalid"}),
    "read": frozenset({"concluded", "invalid"}),
    "concluded": frozenset(),
    "invalid": frozenset(),
}
# A hypothesis never goes back to where nobody had tested it.
HYPOTHESIS_EDGES: Mapping[HypothesisState, frozenset[HypothesisState]] = {
    "open": frozenset({"testing", "supported", "refuted", "contradicted", "unclear"}),
    "testing": frozenset({"supported", "refuted", "contradicted", "unclear"}),
    "supported": frozenset({"contradicted"}),
    "refuted": frozenset({"contradicted"}),
    "contradicted": frozenset(),
    "unclear": frozenset({"supported", "refuted", "contradicted"}),
}


def hypothesis_state(registry: Registry, hypothesis: str) -> HypothesisState:
    """By experiments that were concluded and by field work. What is known by now, with its level and its age, is
    asked of `knowing`."""
    experiments, works = registry.of(hypothesis), registry.field_of(hypothesis)
    done = [one for one in experiments if one.conclusion is not None]
    ways = {_speaks(one) for one in done} | {work.finds for work in works}
    if "mixed" in ways or {"for", "against"} <= ways:
        return "contradicted"
    if "for" in ways:
        return "supported"
    if "against" in ways:
        return "refuted"
    if done:
        return "unclear"
    return "testing" if experiments else "open"


def _speaks(one: Experiment) -> str:
    assert one.conclusion is not None
    return {"shown": "for", "harm": "against", "no_effect": "against"}.get(one.conclusion.verdict, "neither")
