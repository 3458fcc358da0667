"""Opportunities on the web: the newest first, each with what differs, for whom, and who pursues it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from taktgeber.core import Card, Empty, Page, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit

from .given import place_of
from .lab_links import LINKS
from .opportunity import opportunity_data
from .opportunity_forms import change_form, say_form

if TYPE_CHECKING:
    from taktgeber.explore.opportunities import Opportunity

_SHOWN = 20
Pursued = Sequence[tuple[str, Text]]


def opportunities(visit: Visit) -> Page:
    from taktgeber.explore import OPPORTUNITIES
    from taktgeber.explore.opportunities.told import opportunities_headline

    every = tuple(visit.house.book.state(OPPORTUNITIES).by_name.values())
    first = place_of(visit)
    form = say_form(visit)
    title, forms = text("Opportunities"), ((form,) if form else ())
    if not every:
        return Page(title, opportunities_headline(every), mode="explore", links=LINKS, empty=Empty(
            text("Here will stand new segments, value propositions and models, with what differs from rivals and who "
                 "helps to make them."),
            text("It needs one sentence; all else can be said later."), forms,
        ))  # fmt: skip
    shown = tuple(reversed(every))[first : first + _SHOWN]
    links, pursued = LINKS, _pursued(visit)
    if first + _SHOWN < len(every):
        links = (*LINKS, (f"/lab/opportunities?from={first + _SHOWN + 1}", text("Older ones")))
    cards = tuple(_card(visit, one, pursued.get(one.opportunity, ())) for one in shown)
    return Page(
        title, opportunities_headline(every), mode="explore", cards=cards,
        forms=forms, links=links, twin={"opportunities": [opportunity_data(one) for one in shown], "n": len(every)},
    )  # fmt: skip


def _card(visit: Visit, one: Opportunity, pursued: Pursued) -> Card:
    form = change_form(visit, one)
    return Card(text("{says}", says=one.says), _told(one, [name for _, name in pursued]),
                text("{state}", state=named(one.state)), "explore", (form,) if form else (),
                (pursued[0][0], pursued[0][1]) if pursued else None)  # fmt: skip


def _pursued(visit: Visit) -> Mapping[str, Pursued]:
    """Address and name of the initiatives that pursue each opportunity."""
    from taktgeber.govern import INITIATIVES

    found: dict[str, list[tuple[str, Text]]] = {}
    for one in visit.house.book.state(INITIATIVES).values():
        if one.opportunity:
            at = (f"/lab/initiatives/{one.initiative}", text("{name}", name=one.name))
            found.setdefault(one.opportunity, []).append(at)
    return found


def _told(one: Opportunity, pursued: Sequence[Text]) -> tuple[Text, ...]:
    said = [
        (one.segment, text("For whom: {words}.", words=_bare(one.segment))),
        (one.proposition, text("What is offered: {words}.", words=_bare(one.proposition))),
        (one.model, text("What new business it is: {words}.", words=named(one.model or ""))),
        (one.worth, text("What it is worth to them: {words}.", words=_bare(one.worth))),
        (one.differs, text("What differs from rivals: {words}.", words=_bare(one.differs))),
        (one.customers, text("Customers who help to make it: {words}.", words=one.customers)),
        (one.partners, text("Partners: {words}.", words=one.partners)),
        (one.premises, text("Premises that it attacks: {words}.", words=one.premises)),
        (pursued, text("Pursued by {words}.", words=tuple(pursued))),
        (one.history[-1].reason, text("Why: {words}.", words=_bare(one.history[-1].reason))),
    ]
    return tuple(words for there, words in said if there)


def _bare(words: str) -> str:
    return words.strip().rstrip(".")
