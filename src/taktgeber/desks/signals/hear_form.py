"""Write down what somebody heard: a signal that no scan has raised, or one that we missed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.cycle.visit import Visit

FIELDS = (
    Field("says", text("What did you hear?"), "long",
          hint=text("Such as: a rival's shop sells by video. What is no secret and names nobody.")),
    Field("about", text("What is it about, in a word or two?"), most=80),
    Field("source", text("Where from?"), required=False),
    Field("day", text("On which day?"), "date", required=False,
          hint=text("Empty: today. A change that we heard too late is written down all the same: it is a miss.")),
)  # fmt: skip


def hear_form(visit: Visit) -> Form | None:
    if not visit.access.allows("run.premises"):
        return None
    return Form("hear-signal", text("Write down what was heard"), FIELDS, open=False)


def hear(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.signals.enter import hear_signal

    visit.require("run.premises")
    entry = hear_signal(visit.house.book, given["says"], given["about"], visit.person, day=given["day"],
                        source=given["source"] or "")  # fmt: skip
    name = str(entry.payload["signal"])
    said = text('Raised as "{name}" (entry {entry}). It waits for what is to become of it.', name=name,
                entry=str(entry.seq))  # fmt: skip
    return Answer((said,), data={"signal": name, "entry": entry.seq})


HEAR = Act("hear-signal", text("Write down a signal that somebody heard."), "run.premises", FIELDS, hear, "/signals")
