"""The desk of the lab on the web: what was learned first, then the bets that run and those that were stopped.

No return metric stands here, as tile, column or order (house rule 1): what may be lost is the only money named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taktgeber.core import Card, Empty, Field, Leaf, Page, Section, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.asks import BEAT, Standing, asks, standing_plan
from taktgeber.cycle.visit import Visit

if TYPE_CHECKING:
    from taktgeber.evidence import Registry
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore import Lab
    from taktgeber.govern import Initiative

from .yardsticks_page import yardsticks

TEMPLATES = True
SEARCH = Field("q", text("Words to look for in what we learned"), required=False, most=100)


def lab(visit: Visit) -> Page:
    """What we learned, what we fund next, what we stopped and why."""
    standing = standing_plan(visit, visit.query.get("beat"))
    section = standing.section("explore") if standing else None
    if standing is None or section is None:
        return Page(title=text("Lab"), sentence=text("The lab has not told us yet what it learned."), mode="explore",
                    empty=_empty(visit))  # fmt: skip
    frozen = not standing.newest
    return Page(
        title=text("Lab"), sentence=section.headline, mode="explore", past=standing.plan.past,
        sections=(section,) if frozen else _as_it_stands(visit, standing, section),
        cards=() if frozen else _bets(visit, standing), asks=asks(visit, standing, ("explore",)),
        template="lab.html", extra={"q": visit.query.get("q", ""), "frozen": frozen},
    )  # fmt: skip


def _as_it_stands(visit: Visit, standing: Standing, section: Section) -> tuple[Section, Section]:
    """The plan's argument with the order of tests as the ledger has it today, and all insights to look through."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB
    from taktgeber.explore.initiatives.board import lab_initiatives
    from taktgeber.explore.insights import insight_table, of_the_lab
    from taktgeber.explore.section import order_table

    book = visit.house.book
    beat, known, registry = visit.house.beat(standing.plan.beat), book.state(LAB), book.state(REGISTRY)
    initiatives = lab_initiatives(visit.house.book)
    next_tests = order_table(beat, known, [i for i in initiatives if i.state != "stopped"])
    asked = visit.query.get("q", "")
    names = {i.initiative: i.name for i in initiatives}
    insights = insight_table(registry, _holding(of_the_lab(registry), names, asked), visit.today())
    found = text_n("One insight holds these words", "{n} insights hold these words", len(insights.rows))
    headline = found if asked else text("What we learned, to be looked through by everyone")
    return (
        replace(section, tables=(next_tests,) if next_tests.rows else ()),
        Section("", "explore", headline, (), (), (insights,) if insights.rows else (), (), (), ()),
    )


def _holding(insights: Sequence[Insight], names: dict[str, str], asked: str) -> list[Insight]:
    """Those that hold every word that was asked for, in what was learned or in the bet's name."""
    words = asked.casefold().split()

    def fits(insight: Insight) -> bool:
        said = f"{insight.says} {names.get(insight.on or '', insight.on or '')}".casefold()
        return all(word in said for word in words)

    return [insight for insight in insights if fits(insight)]


def _bets(visit: Visit, standing: Standing) -> tuple[Card, ...]:
    """Every bet in the same dress, whether it runs or was stopped; those that taught most come first."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB
    from taktgeber.explore.initiatives.board import lab_initiatives

    known, registry = visit.house.book.state(LAB), visit.house.book.state(REGISTRY)
    return tuple(
        Card(
            text("{name}", name=one.name),
            _told(one, known, registry),
            text("{state}", state=named(one.state)),
            "explore",
        )
        for one in lab_initiatives(visit.house.book)
    )


def _told(one: Initiative, known: Lab, registry: Registry) -> tuple[Text, ...]:
    from taktgeber.explore.bets import sentence
    from taktgeber.explore.insights import taught_by

    taught = taught_by(known, registry, one.initiative)
    said = []
    if taught:
        said.append(text("It taught: {learned}.", learned=sentence(taught[-1].says)))
    if one.unknown:
        said.append(text("What we do not know: {unknown}.", unknown=sentence(one.unknown)))
    if one.lose is not None and one.until is not None:
        said.append(text("What we may lose: {lose}, until {until}.", lose=one.lose, until=one.until))
    elif one.state != "stopped":
        said.append(text("What we may lose, and until when, is not said yet."))
    if one.initiative in known.stopped:
        said.append(text("Stopped on {day}; what it taught stays.", day=known.stopped[one.initiative]))
    return tuple(said)


def _empty(visit: Visit) -> Empty:
    return Empty(
        text(
            "Here will stand what the lab learned, its bets with what may be lost on each, and why some were stopped."
        ),
        text("It needs a unit with an explore mandate, one initiative with what is not known, and one planned beat."),
        link=("/start", text("Begin")) if visit.access.allows("enter.decided") else None,
    )


LEAVES = (
    Leaf("/lab", text("Lab"), "see.lab", lab, rank=40, query=(BEAT, SEARCH)),
    Leaf("/lab/yardsticks", text("The lab's own yardsticks"), "see.lab", yardsticks),
)
