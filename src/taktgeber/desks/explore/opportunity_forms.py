"""Forms of an opportunity: say one, change what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Field, Form, text
from taktgeber.cycle.visit import Visit
from taktgeber.govern.kinds import MODELS, OPPORTUNITY_STATES

from .given import choices, filled, may_write, require_write

if TYPE_CHECKING:
    from taktgeber.explore.opportunities import Opportunity

NAME = Field("opportunity", text("Opportunity"), most=80)
SAYS = Field("says", text("The opportunity, in one sentence"), "long", most=600)
PARTS = (
    Field("segment", text("For whom"), "long", required=False, most=600),
    Field("proposition", text("What is offered"), "long", required=False, most=600),
    Field("model", text("What new business it is"), "choice", choices=choices(MODELS), required=False),
    Field("worth", text("What it is worth to them"), "long", required=False, most=600, hint=text("In words.")),
    Field("differs", text("What differs from rivals"), "long", required=False, most=600),
    Field("customers", text("Customers who help to make it"), "long", required=False,
          hint=text("One a line: how many and what they do, never who.")),
    Field("partners", text("Partners"), "long", required=False,
          hint=text("One a line: how many and what they do, never who.")),
    Field("premises", text("Premises that it attacks"), "long", required=False,
          hint=text("One short name a line.")),
)  # fmt: skip
STATE = (
    Field("state", text("Where it stands"), "choice", choices=choices(OPPORTUNITY_STATES)),
    Field("reason", text("Why"), "long", required=False, most=600),
)
_WORDS = ("says", "segment", "proposition", "model", "worth", "differs", "state", "reason")
_LISTS = ("customers", "partners", "premises")


def say_form(visit: Visit) -> Form | None:
    if not may_write(visit):
        return None
    return Form("say-opportunity", text("Say an opportunity"), (SAYS, *PARTS), open=False)


def change_form(visit: Visit, one: Opportunity) -> Form | None:
    if not may_write(visit):
        return None
    held = {name: "\n".join(getattr(one, name)) for name in _LISTS}
    held |= {name: str(getattr(one, name) or "") for name in _WORDS if name != "reason"} | {"reason": ""}
    fields = tuple(replace(field, value=held[field.name]) for field in (SAYS, *PARTS, *STATE))
    return Form("change-opportunity", text("Change it"), fields, {"opportunity": one.opportunity}, open=False)


def say(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.opportunities import say_opportunity

    require_write(visit)
    words = [name for name in _WORDS if name not in ("state", "reason")]
    entry = say_opportunity(visit.house.book, filled(given, words, _LISTS), visit.person)
    return Answer((text("It is kept. An initiative can pursue it."),),
                  data={"opportunity": entry.payload["opportunity"], "entry": entry.seq})  # fmt: skip


def change(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.opportunities import change_opportunity

    require_write(visit)
    entry = change_opportunity(visit.house.book, given["opportunity"], filled(given, _WORDS, _LISTS), visit.person)
    return Answer((text("It is kept."),), data={"opportunity": given["opportunity"], "entry": entry.seq})


SAY = Act("say-opportunity", text("Say an opportunity: a segment, a value proposition or a model that could be new."),
          "run.lab", (SAYS, *PARTS), say, "/lab/opportunities")  # fmt: skip
CHANGE = Act("change-opportunity", text("Change what is known of an opportunity."), "run.lab",
             (NAME, SAYS, *PARTS, *STATE), change, "/lab/opportunities")  # fmt: skip
