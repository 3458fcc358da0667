"""One initiative: its three fields, its assumptions in the order of tests, what it taught and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taktgeber.core import Card, NotThere, Page, Refusal, Section, Text, text
from taktgeber.core.names import named
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit

from .assumption_forms import hypotheses_on, settle_form, write_form
from .initiative_forms import change_form, place_form
from .lab_links import LINKS

if TYPE_CHECKING:
    from taktgeber.core import Ask
    from taktgeber.explore import Assumption
    from taktgeber.govern import Initiative

_SHOWN = 20


def initiative(visit: Visit) -> Page:
    from taktgeber.explore.initiatives import find_initiative
    from taktgeber.explore.initiatives.sheet import sheet_tables, three_fields

    book = visit.house.book
    try:
        one = find_initiative(book, visit.query["name"])
    except Refusal as refused:
        raise NotThere(refused.where, refused.says, refused.mend) from None
    tables = sheet_tables(book, one, visit.today())
    forms = (write_form(visit, one), place_form(visit, one), change_form(visit, one))
    return Page(
        title=text("{name}", name=one.name),
        sentence=_sentence(visit, one),
        mode="explore",
        asks=_asks(visit, one),
        sections=(Section("", "explore", three_fields(one), (), (), tables, (), (), ()),),
        cards=tuple(_cards(visit, one)),
        forms=tuple(form for form in forms if form is not None),
        links=LINKS,
        twin=_plain(visit, one),
    )


def _sentence(visit: Visit, one: Initiative) -> Text:
    """What it taught; before that, its three fields."""
    from taktgeber.explore.initiatives import stand_of
    from taktgeber.explore.initiatives.sheet import three_fields

    stand = stand_of(visit.house.book, one)
    if not stand.learned:
        return three_fields(one)
    return text("It taught: {learned}.", learned=stand.learned.strip().rstrip("."))


def _asks(visit: Visit, one: Initiative) -> tuple[Ask, ...]:
    standing = standing_plan(visit)
    about = {f"entry:{one.entry}", one.initiative}
    return tuple(
        ask for ask in (asks(visit, standing, ("explore",)) if standing else ())
        if about & {*ask.proposal.rests_on, ask.proposal.id.partition("-")[2].partition("-")[2]}
    )  # fmt: skip


def _cards(visit: Visit, one: Initiative) -> Iterator[Card]:
    from taktgeber.explore.initiatives.sheet import in_order

    said = hypotheses_on(visit, one.initiative)
    for each in [a for a in in_order(visit.house.book, one) if a.is_open][:_SHOWN]:
        form = settle_form(visit, each, said)
        yield Card(text("{assumption}", assumption=each.assumption), _told(each, one),
                   text("{state}", state=named(each.state)), "explore", (form,) if form else ())  # fmt: skip


def _told(each: Assumption, one: Initiative) -> tuple[Text, ...]:
    from taktgeber.evidence.shown import share

    said = []
    if each.chance is not None:
        said.append(text("Stated chance that it holds: {chance}.", chance=share(each.chance)))
    lose, until = each.lose or one.lose, each.until or one.until
    if lose is not None and until is not None:
        said.append(text("What we may lose: {lose}, until {until}.", lose=lose, until=until))
    return tuple(said)


def _plain(visit: Visit, one: Initiative) -> dict[str, object]:
    from .initiative import initiative_data

    return {"initiative": initiative_data(visit.house.book, one)}
