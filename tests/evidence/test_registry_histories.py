"""Random histories: states go only along their edges, what was frozen stays, and no entry breaks the memory."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings

from taktgeber.evidence.ladder.level import graded, hypothesis_grade
from taktgeber.evidence.registry.experiment import EDGES, Registration
from taktgeber.evidence.registry.memory import REGISTRY

from .histories import History, histories, lived
from .registry_cast import ANALYST, LAB, LEAD, experiment, hypothesis, new_book

EFFECT = {"arm": "new", "estimate": 1.0, "low": 0.4, "high": 1.6, "error": 0.3, "lift": 0.05, "lift_low": 0.02,
          "lift_high": 0.08, "lift_error": 0.015, "better": 1}  # fmt: skip
LOOK = {"hand": "exploit", "units": 900, "counts": {"old": 450, "new": 450}, "metric": "spend:unit=EUR",
        "effects": [EFFECT], "findings": [], "stops": [], "file": "f.csv", "digest": "0" * 64}  # fmt: skip
FIELD = {"hand": "exploit", "hypothesis": "blue-sells", "question": "need", "method": "interview", "people": 9,
         "says": "They look for it."}  # fmt: skip

KINDS = ("hypothesis", "experiment", "looked", "concluded", "fieldwork")


def body_of(kind: str, name: str, choice: int, day: date) -> dict[str, Any]:
    today = day.isoformat()
    match kind:
        case "hypothesis":
            return hypothesis(chance=choice / 10, day=today)
        case "experiment":
            first = day + timedelta(7 * (choice - 2))
            return experiment(name, market=f"market {choice}", looks=1 + choice % 2, first=first.isoformat(),
                              last=(first + timedelta(20)).isoformat(), day=today)  # fmt: skip
        case "looked":
            return LOOK | {
                "experiment": name,
                "day": today,
                "final": choice > 2,
                "stops": ["sample-ratio"] * (choice == 5),
            }
        case "fieldwork":
            return FIELD | {"fieldwork": name, "day": today, "finds": ("for", "against", "mixed")[choice % 3]}
    verdict = ("shown", "harm", "no_effect", "unclear", "invalid")[min(choice, 4)]
    return {"experiment": name, "hand": "exploit", "verdict": verdict, "does": "So be it.", "reason": "because"}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(history=histories(KINDS, (ANALYST, LEAD, LAB), choices=5, most=16))
def test_states_go_along_their_edges(history: History):
    before: dict[str, tuple[str, Registration]] = {}
    for step in lived(history, new_book, body_of):
        state = step.book.state(REGISTRY)
        for one in state.experiments.values():
            now, plan = one.state(step.day), one.plan
            if one.name in before:
                then, frozen = before[one.name]
                assert frozen == plan
                assert now == then or now in EDGES[then]
            before[one.name] = (now, plan)
            assert 0 <= graded(one).level <= 4
        assert 0 <= hypothesis_grade(state, "blue-sells").level <= 5
