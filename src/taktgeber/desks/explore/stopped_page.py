"""What the lab stopped: each in the dress of a success, with what was believed, done and learned, and who uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktgeber.core import Card, Empty, Exact, Page, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.visit import Visit

from .given import place_of
from .lab_links import LINKS
from .worded import worded

if TYPE_CHECKING:
    from taktgeber.explore.taught import Ended


def stopped(visit: Visit) -> Page:
    from taktgeber.explore.initiatives.board import ROWS
    from taktgeber.explore.taught import ended, taught_count, told

    book = visit.house.book
    every = ended(book)
    if not every:
        return Page(title=_TITLE, sentence=text("Nothing was stopped yet."), mode="explore", links=LINKS, empty=Empty(
            text("Here will stand every bet that was stopped: what was believed, done and learned, and who uses it."),
            text("It needs one initiative that was stopped. A stop is a result.")))  # fmt: skip
    first = place_of(visit)
    made = tuple(told(book, one) for one in every[first : first + ROWS])
    links, last = LINKS, first + ROWS
    if last < len(every):
        count = Exact(len(every), "initiatives", visit.house.settings.beat(visit.today()).before())
        links = (*LINKS, (f"/lab/stopped?from={last + 1}", text("{stage}, from number {number} of {n}",
                          stage=named("stopped"), number=str(last + 1), n=count)))  # fmt: skip
    return Page(
        title=_TITLE,
        sentence=text_n("What was stopped taught one thing", "What was stopped taught {n} things", taught_count(book)),
        mode="explore",
        cards=tuple(_card(one) for one in made),
        links=links,
        twin=worded({"stopped": [_plain(one) for one in made], "n": len(every)}, visit.locale),
    )


_TITLE = text("What we stopped")


def _card(one: Ended) -> Card:
    link = None
    if one.insights:
        link = (f"/lab/insights/{one.insights[-1].insight}", text("What it taught, and who uses it"))
    state = text("{state}", state=named("stopped"))
    return Card(text("{name}", name=one.name), _says(one), state, "explore", link=link)


def _says(one: Ended) -> tuple[Text, ...]:
    said = [text("What we did not know: {unknown}.", unknown=one.unknown)] if one.unknown else []
    said += one.did
    said += [text("It taught: {learned}.", learned=each.says.strip().rstrip(".")) for each in one.insights]
    if one.used_by:
        said.append(text("Reused by {names}.", names=one.used_by))
    if one.day is not None:
        said.append(text("Stopped on {day}; what it taught stays.", day=one.day))
    return tuple(said)


def _plain(one: Ended) -> dict[str, object]:
    return {"initiative": one.initiative, "name": one.name, "unknown": one.unknown, "did": list(one.did),
            "day": one.day.isoformat() if one.day else None, "insights": [each.insight for each in one.insights],
            "reused_by": list(one.used_by)}  # fmt: skip
