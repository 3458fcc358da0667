"""Random histories: the sponsor alone moves a state, words stay, found entries are accepted and decide nothing."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taktgeber.core import Refusal
from taktgeber.evidence import REGISTRY
from taktgeber.explore.premises import seen_standing
from taktgeber.explore.premises.reference import carried
from taktgeber.govern.kinds import FATES, PREMISE_STATES
from tests.evidence.registry_cast import BEGIN, LAB, LEAD, SPONSOR, Clock

from .cast import CLERK, SOURCE, fate, known, new_book, observed, premise, signal

NAMES = ("one", "two")
kinds = st.sampled_from(("premise", "observed", "signal", "fate", "wait"))
steps = st.lists(
    st.tuples(kinds, st.sampled_from(NAMES), st.booleans(), st.integers(0, 6),
              st.sampled_from((SPONSOR, SPONSOR, LEAD, LAB, CLERK))),
    min_size=5,
    max_size=18,
)  # fmt: skip


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
@given(history=steps)
def test_states_move_by_the_sponsors_decision_alone(history: list[tuple[str, str, bool, int, str]]):
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder), clock)
        day = BEGIN
        for kind, name, decided, choice, actor in history:
            before = known(book).premises
            entered = False
            if kind == "wait":
                day += timedelta(1 + 4 * choice)
                clock.set(day)
            else:
                body = body_of(kind, name, choice, day)
                try:
                    if decided:
                        book.decide(kind, body, actor)
                        entered = True
                    else:
                        book.found(kind, body, actor, SOURCE)
                except Refusal:
                    assert decided  # what is so is always accepted
            state, registry = known(book), book.state(REGISTRY)
            for one in state.premises.values():
                was = before.get(one.premise)
                if was is not None:
                    assert (one.says, one.refutes, one.day, one.entry) == (was.says, was.refutes, was.day, was.entry)
                    assert one.turns[: len(was.turns)] == was.turns
                if one.state != (was.state if was else "holds"):
                    assert (entered, kind, actor) == (True, "premise", SPONSOR)
                    assert one.turns[-1].reason
                seen = seen_standing(state, registry, one)
                assert seen.because
                assert seen.standing == one.state or any(piece.new for piece in seen.pieces)
                rests = carried(state, one.premise)
                assert len(set(rests)) == len(rests)
        assert book.verify() is None
        book.close()
