"""Audit a text that was pasted: shown at once and kept nowhere, until a person confirms its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktgeber.balance.word.text_audit import TextAudit, Unit
from taktgeber.core import Act, Answer, Card, Field, Form, Page, Refusal, Text, text
from taktgeber.cycle.visit import Visit

from .promise_form import TO

MOST = 60_000  # characters that a form takes; a file of any length goes by the shell
_TEXT = Field("text", text("The text"), "long", most=MOST,
              hint=text("A job advertisement, strategy or roadmap; English, German, Italian or Chinese."))  # fmt: skip
_NAME = Field("audited", text("Short name"), required=False, most=60, hint=text("Such as lab-lead-advertisement."))
_KEEP = Field("keep", text("Keep this verdict"), "tick", required=False)
_HANDS = {
    "duty_explore": "explore", "target_learning": "explore", "resource_autonomy": "explore",
    "duty_exploit": "exploit", "target_exploit": "exploit", "rhetoric_explore": "explore",
}  # fmt: skip
READS: Mapping[str, Text] = {
    "rhetoric_explore": text("claims to explore"),
    "duty_explore": text("duty to explore"),
    "duty_exploit": text("duty to exploit"),
    "target_exploit": text("measured by return"),
    "target_learning": text("measured by learning"),
    "resource_autonomy": text("means and freedom"),
    "other": text("neither"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the page shows it. claimed: it says so and makes nobody owe anything."""

    words: str
    mode: str
    claimed: bool
    heading: bool
    carries: bool
    reads: Text


def text_form(visit: Visit) -> Form:
    return Form("audit-text", text("Audit a text"), (_TEXT,), open=False, weight="main")


def audit(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.balance.word import audit_text, own_cues

    from .text import text_data

    made = audit_text(given["text"].replace("\r\n", "\n"), own_cues=own_cues(visit.house.workspace.root))
    if given["keep"]:
        return _kept(visit, made, given)
    page = Page(
        title=text("Audit of a text"),
        sentence=made.says,
        cards=(Card(made.gap, (made.claims, made.owes)),),
        forms=tuple(_forms(visit, made, given["text"])),
        links=(("/word", text("Word and deed")),),
        template="text_audit.html",
        extra={"lines": tuple(_line(unit, made) for unit in made.units), "rewrite": made.rewrite,
               "language": made.language},
    )  # fmt: skip
    return Answer((made.says, made.gap), data=text_data(made), page=page)


def _forms(visit: Visit, made: TextAudit, words: str) -> list[Form]:
    if not visit.access.allows("run.word"):
        return []
    given = {"text": words, "keep": "true"}
    return [Form("audit-text", text("Keep this verdict"), (TO, _NAME), given, open=False, weight="main")]


def _kept(visit: Visit, made: TextAudit, given: Mapping[str, Any]) -> Answer:
    """The text is audited again: what is confirmed is what it says, not what a form sent."""
    from taktgeber.balance.word import confirm_audit

    from .text import text_data

    visit.require("run.word")
    for field in (TO, _NAME):
        if not given[field.name]:
            raise Refusal(field.label, text("this field is empty."), text("Fill it in."))
    entry = confirm_audit(visit.house.book, made, given["audited"], given["to"], visit.person)
    says = text("The verdict is kept (entry {entry}); the text is not.", entry=str(entry.seq))
    return Answer((says,), data=text_data(made) | {"entry": entry.seq})


def _line(unit: Unit, made: TextAudit) -> Line:
    return Line(unit.text, "" if unit.heading else _HANDS.get(unit.label, ""), unit.label == "rhetoric_explore",
                unit.heading, unit.number in made.rests_on, READS[unit.label])  # fmt: skip


AUDIT = Act("audit-text", text("Audit a text; nothing is kept until its verdict is."), "see.word",
            (_TEXT, Field("to", TO.label, required=False), _NAME, _KEEP), audit, "/word")  # fmt: skip
