"""What may be done with one premise: write down what was seen, set its review, and decide how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.explore.premises import Premise
from taktgeber.govern.kinds import PREMISE_STATES

from .fields import OWNER, RESTS, REVIEW, SHARE, optional, owner_field, stands_as
from .now import beat_now
from .seen import stands

_PREMISE = Field("premise", text("Premise"), "hidden")
_SPEAKS = tuple((way, named(way)) for way in ("against", "for", "mixed"))
_REASON = Field("reason", text("Why"), "long", hint=text("It stands in the ledger beside the decision."))
SEEN_FIELDS = (
    _PREMISE,
    Field("speaks", text("What it speaks for"), "choice", choices=_SPEAKS),
    Field("says", text("What was seen"), "long", most=2000, hint=text("In a sentence. Leave out who it was.")),
    Field("source", text("Where it stands"), required=False),
    Field("hypothesis", text("The hypothesis that it stands on"), required=False,
          hint=text("Its tests then speak, with their level of evidence.")),
    Field("day", text("Day"), "date", required=False),
)  # fmt: skip
REVIEW_FIELDS = (_PREMISE, REVIEW, OWNER, RESTS, SHARE)
STATE_FIELDS = (
    _PREMISE,
    Field("state", text("How it stands"), "choice", choices=tuple((state, named(state)) for state in PREMISE_STATES)),
    _REASON,
)


def premise_forms(visit: Visit, premise: Premise) -> Iterator[Form]:
    if not visit.access.allows("run.premises"):
        return
    given = {"premise": premise.premise}
    yield Form("see-premise", text("Write down what was seen"), _seen_fields(visit), given, open=False, weight="main")
    yield Form("review-premise", text("Set its next review"), tuple(_review_fields(visit, premise)), given, open=False)
    if visit.access.allows("decide", mode="steering"):
        fields = (replace(STATE_FIELDS[1], value=premise.state), _REASON)
        yield Form("decide-premise", text("Decide how it stands"), fields, given, open=False, weight="stop")


def _seen_fields(visit: Visit) -> tuple[Field, ...]:
    from taktgeber.evidence import REGISTRY

    said = tuple((name, name) for name in visit.house.book.state(REGISTRY).hypotheses)
    shaped = (replace(one, kind="choice", choices=said) if one.name == "hypothesis" else one for one in SEEN_FIELDS[1:])
    return tuple(one for one in shaped if one.name != "hypothesis" or said)


def _review_fields(visit: Visit, premise: Premise) -> Iterator[Field]:
    """As they stand now, to be changed."""
    yield replace(REVIEW, required=True)
    yield replace(owner_field(visit), value=premise.owner or "")
    yield replace(RESTS, value="\n".join(premise.rests))
    yield replace(SHARE, value="" if premise.share is None else f"{100 * premise.share:.0f}")


def see(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.premises import note_seen

    visit.require("run.premises")
    book, name = visit.house.book, given["premise"]
    fields = {key: told.isoformat() if key == "day" else told for key, told in given.items() if told is not None}
    entry = note_seen(book, fields, visit.person)
    decided, seen = stands(book, name)
    return Answer((stands_as(decided, seen),), data={"observed": entry.payload["observed"], "premise": name,
                                                     "entry": entry.seq, "state": decided, "seen": seen})  # fmt: skip


def review(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.premises import find_premise, require_known, review_premise

    visit.require("run.premises")
    book, fields = visit.house.book, optional(given)
    kept = find_premise(book, given["premise"]).rests
    require_known(beat_now(visit.house), fields.get("rests", ()), RESTS.label, kept)
    entry = review_premise(book, given["premise"], fields, visit.person)
    says = text("Its review is set (entry {entry}).", entry=str(entry.seq))
    return Answer((says,), data={"premise": given["premise"], "entry": entry.seq})


def decide(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.premises import decide_state

    visit.require("run.premises")
    book, name = visit.house.book, given["premise"]
    entry = decide_state(book, name, given["state"], given["reason"], visit.person)
    says = text('"{name}" stands as {state} (entry {entry}). What rests on it is decided by nobody yet.', name=name,
                state=named(given["state"]), entry=str(entry.seq))  # fmt: skip
    return Answer((says,), data={"premise": name, "state": given["state"], "entry": entry.seq})


ACTS = (
    Act("see-premise", text("Write down what was seen for or against a premise."), "run.premises", SEEN_FIELDS, see,
        "/premises"),
    Act("review-premise", text("Set a premise's next review, its owner and what rests on it."), "run.premises",
        REVIEW_FIELDS, review, "/premises"),
    Act("decide-premise", text("Decide how a premise stands, and why."), "run.premises", STATE_FIELDS, decide,
        "/premises"),
)  # fmt: skip
