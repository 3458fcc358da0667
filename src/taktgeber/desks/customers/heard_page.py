"""What was heard, for the leads and the analyst: by theme and market, where five people or more have spoken."""

from __future__ import annotations

from collections.abc import Sequence

from taktgeber.core import Card, Empty, Exact, Page, Period, Section, Table, Text, text
from taktgeber.core.section import Cell
from taktgeber.customers import Group, Kept, Words, groups
from taktgeber.customers.heard import ABOUT
from taktgeber.cycle.visit import Visit


def heard(visit: Visit) -> Page:
    shared = Words(visit.accounts.engine).shared(markets(visit))
    made = groups(shared)
    read = sum(len(group.words) for group in made)
    if read:
        visit.accounts.note_read(visit.person, "heard", None, read, "shown on the page of what was heard")
    links = ((("/front-line", text("Front line")), ("/front-line/heard", text("What was heard")))
             if visit.access.allows("report.heard") else ())  # fmt: skip
    if not shared:
        nobody = text("Nobody has shared what a customer said yet.")
        return Page(text("What was heard"), nobody, links=links, empty=Empty(
            text("Here will stand what customers say, by theme and market, in their words and without names."),
            text("It needs people who face customers and report on the page Front line; their role is decided in the "
                 "ledger by the sponsor."),
        ))  # fmt: skip
    period = _period(shared)
    return Page(
        title=text("What was heard"),
        sentence=_sentence(made, period),
        sections=(_section(made, period),),
        cards=tuple(_card(group) for group in made if group.words),
        links=links,
    )


def markets(visit: Visit) -> tuple[str, ...] | None:
    """Whose reports this reader sees. Who leads a unit of no single market hears all of them."""
    if any(role.role == "exploit_lead" and role.market is None for role in visit.access.roles):
        return None
    return visit.access.markets("read.heard")


def _period(shared: Sequence[Kept]) -> Period:
    days = [kept.at.date() for kept in shared]
    return Period(min(days), max(days))


def _sentence(made: Sequence[Group], period: Period) -> Text:
    told = sorted((g for g in made if g.reports is not None), key=lambda g: -(g.reports or 0))
    if not told:
        return text("Something was heard, and too few have spoken to show it: it opens once five people have.")
    most = told[0]
    count = Exact(most.reports or 0, "reports", period)
    if most.market:
        return text("Most was heard about {about} in {market}: {count}.", about=ABOUT[most.about], market=most.market,
                    count=count)  # fmt: skip
    return text("Most was heard about {about}: {count}.", about=ABOUT[most.about], count=count)


def _section(made: Sequence[Group], period: Period) -> Section:
    table = Table(
        (text("What it is about"), text("Market"), text("Reports"), text("Speaks to")),
        tuple((ABOUT[g.about], _where(g), _count(g, period), ", ".join(g.on)) for g in made),
        text("What was heard, {period}", period=period),
    )
    how = (
        text("Counts and words are shown where five people or more have reported; markets with fewer stand together."),
        text("It is evidence of the lowest level (E0: somebody said so) for what it speaks to, else a signal. It says "
             "that something was heard, not how often it is so."),
        text("Who reported is kept apart, in a store that can be erased, and is shown to nobody."),
    )  # fmt: skip
    return Section("customers", None, text("What was heard, by theme and market"), (), (), (table,), (), (), how)


def _where(group: Group) -> Cell:
    if group.pooled:
        named = tuple(market for market in group.pooled if market)
        return text("few have spoken: {markets}", markets=named) if named else text("no market named")
    return group.market or text("no market named")


def _count(group: Group, period: Period) -> Cell:
    return text("too few") if group.reports is None else Exact(group.reports, "reports", period)


def _card(group: Group) -> Card:
    about = ABOUT[group.about]
    title = (
        text("About {about}, {market}", about=about, market=group.market) if group.market
        else text("About {about}", about=about)
    )  # fmt: skip
    return Card(title, tuple(text("“{words}”", words=words) for words in group.words))
