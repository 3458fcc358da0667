"""The desk of what customers say: takt heard report, takt heard list."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer

from taktgeber.core import Answer, Exact, Period, Table, text
from taktgeber.workspace import Workspace


class About(StrEnum):
    product = "product"
    service = "service"
    price = "price"
    delivery = "delivery"
    advertising = "advertising"
    other = "other"


class Personal(StrEnum):
    ask = "ask"
    mask = "mask"
    keep = "keep"


def heard_report(
    workspace: Workspace,
    words: Annotated[str, typer.Argument(help="What the customer said, in the customer's words.")],
    about: Annotated[About, typer.Option("--about", help="What it is about.")],
    as_: Annotated[str, typer.Option("--as", help="Who acts: a pseudonym (p-...), or a role that one person holds.")],
    market: Annotated[str | None, typer.Option("--market", help="The market it was heard in.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="The initiative it speaks to; else it is a signal.")] = None,
    share: Annotated[bool, typer.Option("--share", help="With your consent: others read it, never your name.")] = False,
    personal: Annotated[Personal, typer.Option(help="What happens to names and numbers in the words.")] = Personal.ask,
) -> Answer:
    from taktgeber.customers import Told, Words, report
    from taktgeber.cycle import open_house
    from taktgeber.govern import who
    from taktgeber.govern.database import open_database

    chosen: dict[Personal, Literal["", "mask", "keep"]] = {Personal.mask: "mask", Personal.keep: "keep"}
    told = Told(words, about.value, market, on, share, chosen.get(personal, ""))
    engine = open_database(workspace.people_address)
    try:
        with open_house(workspace) as house:
            person = who(house.book, as_)
            made = report(house.book, Words(engine), house.settings, told, person, house.clock())
    finally:
        engine.dispose()
    said = (
        text("Shared without your name (entry {entry}).", entry=str(made.entry.seq))
        if made.entry
        else text("Kept as your own note. Nobody else reads it.")
    )
    return Answer((said,), data={
        "heard": made.kept.heard, "shared": made.kept.shared, "words": made.kept.words,
        "entry": made.entry.seq if made.entry else None,
    })  # fmt: skip


def heard_list(
    workspace: Workspace,
    market: Annotated[list[str] | None, typer.Option("--market", help="Only this market (may be repeated).")] = None,
) -> Answer:
    from taktgeber.customers import Words, groups
    from taktgeber.customers.heard import ABOUT
    from taktgeber.govern.database import open_database

    engine = open_database(workspace.people_address)
    try:
        shared = Words(engine).shared(market or None)
    finally:
        engine.dispose()
    made = groups(shared)
    data = {"groups": [
        {"about": g.about, "market": g.market, "pooled": [m for m in g.pooled if m], "reports": g.reports,
         "words": list(g.words), "on": list(g.on)}
        for g in made
    ]}  # fmt: skip
    if not shared:
        return Answer((text("Nobody has shared what a customer said yet."),), data=data)
    days = [kept.at.date() for kept in shared]
    period = Period(min(days), max(days))
    rows = tuple(
        (ABOUT[g.about], text("too few in each market") if g.pooled else g.market or text("no market named"),
         text("too few") if g.reports is None else Exact(g.reports, "reports", period))
        for g in made
    )  # fmt: skip
    head = (text("What it is about"), text("Market"), text("Reports"))
    says = text("What was heard, {period}; counts from five reporters up.", period=period)
    return Answer((says,), (Table(head, rows, text("By theme and market")),), data=data)
