"""Say a premise: what must be true, what would refute it, and a short name. All else can wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.cycle.visit import Visit

from .fields import OWNER, RESTS, REVIEW, SHARE, optional, owner_field
from .now import beat_now

FIELDS = (
    Field("says", text("What must be true for today's business?"), "long",
          hint=text("Such as: this platform will still be there in two years.")),
    Field("refutes", text("What would refute it?"), "long",
          hint=text("What you would have to see to give it up. Without it nobody could ever find out.")),
    Field("premise", text("Short name"), hint=text("Lower-case words with hyphens."), most=60),
    RESTS,
    SHARE,
    REVIEW,
    OWNER,
)  # fmt: skip


def say_form(visit: Visit, opened: bool = False) -> Form | None:
    """None where this reader may not say one."""
    if not visit.access.allows("run.premises"):
        return None
    fields = tuple(owner_field(visit) if field is OWNER else replace(field) for field in FIELDS)
    return Form("say-premise", text("Say a premise"), fields, open=opened, weight="main")


def say(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.premises import require_known, say_premise

    visit.require("run.premises")
    fields = {name: given[name] for name in ("premise", "says", "refutes")} | optional(given)
    require_known(beat_now(visit.house), fields.get("rests", ()), RESTS.label)
    entry = say_premise(visit.house.book, fields, visit.person)
    says = text('"{name}" is said (entry {entry}). It holds until it is decided otherwise.', name=given["premise"],
                entry=str(entry.seq))  # fmt: skip
    return Answer((says,), data={"premise": given["premise"], "entry": entry.seq})


SAY = Act("say-premise", text("Say what today's business rests on, and what would refute it."), "run.premises", FIELDS,
          say, "/premises")  # fmt: skip
