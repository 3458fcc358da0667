"""Bring what people said and did where they live and work, with what makes it strong evidence or thin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit
from taktgeber.evidence import REGISTRY, Registry

from .choices import FIELD_METHODS, QUESTIONS, bare, choices
from .register_form import lines
from .seen import own_hands, require_run
from .short_name import short_name

_TICKS = ("behaviour", "sought", "second", "recorded", "saturated")
FIELDS = (
    Field("hypothesis", text("Hypothesis")),
    Field("question", text("Which question"), "choice", choices=choices(QUESTIONS), value="need"),
    Field("method", text("How it was made"), "choice", choices=choices(FIELD_METHODS), value="interview"),
    Field("says", text("What was found"), "long", most=2000, hint=text("In a few sentences. Leave out who it was.")),
    Field("finds", text("What it speaks for"), "choice", choices=choices(("for", "against", "mixed"))),
    Field("people", text("How many people"), "number"),
    Field("contexts", text("Where they came from"), "long", required=False,
          hint=text("One a line: markets, shops, settings.")),
    Field("day", text("Day"), "date", required=False),
    Field("fieldwork", text("Short name"), hint=text("Lower-case words with hyphens."), most=80),
    Field("behaviour", text("Rests on what people did"), "tick"),
    Field("sought", text("What would refute it was looked for"), "tick"),
    Field("second", text("Read by a second person"), "tick"),
    Field("recorded", text("Words or pictures are kept"), "tick"),
    Field("saturated", text("The last people brought nothing new"), "tick"),
)  # fmt: skip


def fieldwork_form(visit: Visit, registry: Registry) -> Form | None:
    hands = own_hands(visit)
    said = [name for name, one in registry.hypotheses.items() if one.hand in hands]
    if not said:
        return None
    near = visit.access.markets("run.experiments")
    fields = [replace(FIELDS[0], kind="choice", choices=bare(said)), *FIELDS[1:]]
    if near is not None:
        at = next(n for n, one in enumerate(fields) if one.name == "contexts")
        fields[at] = replace(fields[at], kind="choice", choices=bare(near), required=True, hint=None,
                             value=near[0] if len(near) == 1 else "")  # fmt: skip
    return Form("bring-fieldwork", text("Bring field work"), tuple(fields), open=False)


def bring(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.ladder.field_strength import field_strength
    from taktgeber.evidence.registry.enter import bring_fieldwork

    book, contexts = visit.house.book, lines(given["contexts"])
    known = book.state(REGISTRY).hypotheses.get(given["hypothesis"])
    require_run(visit, known.hand if known else "exploit", contexts)
    plain = ("hypothesis", "question", "method", "says", "finds", "people", *_TICKS)
    body = {name: given[name] for name in plain} | {"fieldwork": short_name(given["fieldwork"]), "contexts": contexts}
    entry = bring_fieldwork(book, body | ({"day": given["day"]} if given["day"] else {}), visit.person)
    strength = field_strength(book.state(REGISTRY).fieldwork[body["fieldwork"]])
    says = [text("It is kept. For its own question it is {strength}.", strength=named(strength.strength))]
    if strength.missing:
        says.append(text("What would make it stronger: {missing}.", missing=strength.missing))
    return Answer(tuple(says), data={"fieldwork": body["fieldwork"], "entry": entry.seq, "strength": strength.strength})


BRING = Act(
    "bring-fieldwork", text("Bring what people said and did, as evidence for or against a hypothesis."),
    "run.experiments", FIELDS, bring, "/experiments",
)  # fmt: skip
