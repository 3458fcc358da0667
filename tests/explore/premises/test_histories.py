"""Random histories: the sponsor alone moves a state, words stay, found entries are accepted and decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings

from taktgeber.evidence import REGISTRY
from taktgeber.explore.premises import Premise, seen_standing
from taktgeber.explore.premises.reference import carried
from taktgeber.govern.kinds import FATES, PREMISE_STATES
from tests.evidence.histories import NAMES, History, histories, lived
from tests.evidence.registry_cast import LAB, LEAD, SPONSOR

from .cast import CLERK, fate, known, new_book, observed, premise, signal

KINDS = ("premise", "observed", "signal", "fate")
ACTORS = (SPONSOR, SPONSOR, LEAD, LAB, CLERK)


def body_of(kind: str, name: str, choice: int, day: date) -> dict[str, Any]:
    today = (day + timedelta(choice == 6)).isoformat()  # now and then a day that has not come
    other = NAMES[name == NAMES[0]]
    match kind:
        case "premise":
            state = {"state": PREMISE_STATES[choice % 3], "reason": "so" * (choice != 2)} if choice else {}
            words = {"says": "Something else."} if choice == 5 else {}
            rests = [f"premise:{other}", f"channel:{choice}"][: choice % 3] + ["odd"] * (choice == 4)
            return (
                premise(name, day=today, rests=rests, review=(day + timedelta(choice - 1)).isoformat()) | state | words
            )
        case "observed":
            speaks = ("for", "against", "mixed")[choice % 3]
            return observed(f"{name}-{choice}", premise=name, speaks=speaks, day=today)
        case "signal":
            return signal(f"s-{name}", how="heard" if choice % 2 else "level", day=today)
    return fate(f"s-{name}", fate=FATES[choice], premise=name, day=today)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(history=histories(KINDS, ACTORS, choices=6, most=18))
def test_states_move_by_the_sponsors_decision_alone(history: History):
    before: Mapping[str, Premise] = {}
    for step in lived(history, new_book, body_of):
        state, registry = known(step.book), step.book.state(REGISTRY)
        for one in state.premises.values():
            was = before.get(one.premise)
            if was is not None:
                assert (one.says, one.refutes, one.day, one.entry) == (was.says, was.refutes, was.day, was.entry)
                assert one.turns[: len(was.turns)] == was.turns
            if one.state != (was.state if was else "holds"):
                assert (step.decided, step.kind, step.actor) == (True, "premise", SPONSOR)
                assert one.turns[-1].reason
            seen = seen_standing(state, registry, one)
            assert seen.because
            assert seen.standing == one.state or any(piece.new for piece in seen.pieces)
            rests = carried(state, one.premise)
            assert len(set(rests)) == len(rests)
        before = state.premises
