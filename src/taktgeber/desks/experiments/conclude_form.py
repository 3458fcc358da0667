"""Conclude an experiment by hand: what is done now, and why where it differs from what the figures say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, Refusal, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.evidence import REGISTRY
from taktgeber.evidence.registry.experiment import Experiment
from taktgeber.evidence.registry.outcome import outcome_of

from .choices import OUTCOMES, choices
from .seen import may_conclude

_VERDICT = text("Only where it differs from what the figures say")
_REASON = text("Why it differs, or why the test is invalid")
FIELDS = (
    Field("experiment", text("Experiment"), "hidden"),
    Field("does", text("What is done now"), "long"),
    Field("verdict", _VERDICT, "choice", choices=choices(OUTCOMES), required=False),
    Field("reason", _REASON, "long", required=False),
)


def conclude_form(visit: Visit, one: Experiment) -> Form | None:
    """Of an experiment that was read; one that was not can be called invalid, with a reason."""
    if one.conclusion is not None or not may_conclude(visit, one.plan.hand, one.plan.market):
        return None
    given = {"experiment": one.name}
    if outcome_of(one) is not None:
        does = replace(FIELDS[1], value=one.plan.rule, hint=text("What was frozen stands here first."))
        return Form("conclude-experiment", text("Conclude"), (does, *FIELDS[2:]), given, open=False, weight="main")
    fields = (FIELDS[1], Field("reason", text("Why it is invalid"), "long"))
    return Form("conclude-experiment", text("Call it invalid"), fields, given | {"verdict": "invalid"}, open=False,
                weight="stop")  # fmt: skip


def conclude(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.ladder.level import graded
    from taktgeber.evidence.registry.enter import conclude_experiment
    from taktgeber.evidence.registry.record import find_experiment

    book, name = visit.house.book, given["experiment"]
    plan = find_experiment(book.state(REGISTRY), name).plan
    if not may_conclude(visit, plan.hand, plan.market):
        raise Refusal(
            "decide",
            text("your role does not allow this here."),
            text("Ask who holds the role; roles are decided in the ledger by the sponsor."),
        )
    entry = conclude_experiment(
        book, name, given["does"], visit.person, verdict=given["verdict"], reason=given["reason"] or ""
    )
    grade = graded(book.state(REGISTRY).experiments[name])
    verdict = entry.payload["verdict"]
    says = text('"{name}" is concluded: {verdict} (entry {entry}). Level of evidence: {level}.', name=plan.name,
                verdict=named(verdict), entry=str(entry.seq), level=grade.name)  # fmt: skip
    return Answer((says,), data={"experiment": name, "verdict": verdict, "entry": entry.seq, "level": grade.level})


CONCLUDE = Act(
    "conclude-experiment", text("Conclude an experiment that was read, or call it invalid."), "decide", FIELDS,
    conclude, "/experiments",
)  # fmt: skip
