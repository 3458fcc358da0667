"""takt lab opportunity: list them, show one, say one, change one."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from taktgeber.core import Answer, text
from taktgeber.workspace import Workspace

from .options import As, actor

if TYPE_CHECKING:
    from taktgeber.explore.opportunities import Opportunity


_ROWS = 20


class Model(Enum):
    segment = "segment"
    proposition = "proposition"
    platform = "platform"
    community = "community"
    data_product = "data_product"
    format = "format"
    other = "other"


class State(StrEnum):
    open = "open"
    pursued = "pursued"
    dropped = "dropped"


def lab_opportunity(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Its short name; without one all are listed.")] = "",
    says: Annotated[str, typer.Option("--says", help="The opportunity in one sentence.")] = "",
    segment: Annotated[str, typer.Option("--segment", help="For whom.")] = "",
    proposition: Annotated[str, typer.Option("--proposition", help="What is offered.")] = "",
    model: Annotated[Model | None, typer.Option("--model", help="What new business it is.")] = None,
    worth: Annotated[str, typer.Option("--worth", help="What it is worth to them, in words.")] = "",
    differs: Annotated[str, typer.Option("--differs", help="What differs from rivals.")] = "",
    customer: Annotated[
        list[str] | None, typer.Option("--customer", help="Customers who help: how many, never who. Repeat it.")
    ] = None,
    partner: Annotated[list[str] | None, typer.Option("--partner", help="Partners who help. Repeat it.")] = None,
    premise: Annotated[list[str] | None, typer.Option("--premise", help="A premise it attacks. Repeat it.")] = None,
    state: Annotated[State | None, typer.Option("--state", help="Where it stands.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is dropped.")] = "",
    as_: As = "",
) -> Answer:
    from taktgeber.cycle import open_house
    from taktgeber.explore.opportunities import (
        OPPORTUNITIES,
        change_opportunity,
        find_opportunity,
        say_opportunity,
    )

    given: dict[str, Any] = {
        "says": says, "segment": segment, "proposition": proposition, "model": model.value if model else None,
        "worth": worth, "differs": differs, "customers": customer, "partners": partner, "premises": premise,
        "state": state.value if state else None, "reason": reason,
    }  # fmt: skip
    fields = {part: value for part, value in given.items() if value}
    with open_house(workspace) as house:
        book = house.book
        if not fields:
            every = tuple(book.state(OPPORTUNITIES).by_name.values())
            return _shown((find_opportunity(book, name),), False) if name else _shown(every, True)
        person, known = actor(house, as_), book.state(OPPORTUNITIES).get(name)
        if known is None:
            entry = say_opportunity(book, fields | {"opportunity": name}, person)
        else:
            entry = change_opportunity(book, name, fields, person)
        made = find_opportunity(book, entry.payload["opportunity"])
    return _shown((made,), False)


def _shown(every: tuple[Opportunity, ...], listed: bool) -> Answer:
    from taktgeber.explore.opportunities.told import opportunities_headline, opportunity_table, told_table

    data = {"opportunities": [opportunity_data(one) for one in every]}
    if listed:
        tables = (opportunity_table(every[-_ROWS:]),) if every else ()
        return Answer((opportunities_headline(every),), tables, data=data)
    says = (text("{says}", says=every[0].says), text("Short name: {name}", name=every[0].opportunity))
    return Answer(says, (told_table(every[0]),), data=data)


def opportunity_data(one: Opportunity) -> dict[str, Any]:
    return {
        "opportunity": one.opportunity, "says": one.says, "segment": one.segment, "proposition": one.proposition,
        "model": one.model, "worth": one.worth, "differs": one.differs, "customers": list(one.customers),
        "partners": list(one.partners), "premises": list(one.premises), "state": one.state,
        "said": one.said.isoformat(), "entry": one.entry,
        "history": [{"state": change.state, "day": change.day.isoformat(), "reason": change.reason}
                    for change in one.history],
    }  # fmt: skip
