"""The lab on the web: what was learned first, then the initiatives by stage, those that were stopped in the same dress.

No return metric stands here, as tile, column or order (house rule 1): what may be lost is the only money named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from taktgeber.core import Card, Empty, Exact, Field, Form, Page, Section, Text, text, text_n
from taktgeber.core.names import named
from taktgeber.cycle.asks import Standing, asks, standing_plan
from taktgeber.cycle.visit import Visit

from .backlog_form import backlog_form
from .given import choices, place_of
from .initiative_forms import start_form
from .lab_links import LINKS

if TYPE_CHECKING:
    from taktgeber.core import Period
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore.initiatives.board import Stand
    from taktgeber.govern import Initiative

SEARCH = Field("q", text("Words to look for in what we learned"), required=False, most=100)
STAGE = Field("stage", text("Stage"), "choice", choices=choices(("running", "at_gate", "stopped")), required=False)
Stages = Mapping[str, Sequence["Initiative"]]


def lab(visit: Visit) -> Page:
    """What we learned, what we fund next, what we stopped and why."""
    standing = standing_plan(visit, visit.query.get("beat"))
    section = standing.section("explore") if standing else None
    forms = tuple(form for form in (start_form(visit), backlog_form(visit)) if form is not None)
    if standing is None or section is None:
        return Page(title=text("Lab"), sentence=text("The lab has not told us yet what it learned."), mode="explore",
                    empty=_empty(visit, forms), links=LINKS)  # fmt: skip
    page = Page(title=text("Lab"), sentence=section.headline, mode="explore", past=standing.plan.past,
                asks=asks(visit, standing, ("explore",)), template="lab.html", links=LINKS)  # fmt: skip
    query = {"q": visit.query.get("q", ""), "frozen": not standing.newest}
    if not standing.newest:
        return replace(page, sections=(section,), extra=query)
    from taktgeber.explore.initiatives.board import board

    stages = board(visit.house.book)
    return replace(
        page, sections=_as_it_stands(visit, standing, section, stages), cards=tuple(_cards(visit, stages)), forms=forms,
        extra=query | {"more": tuple(_more(visit, stages, standing.plan.past))},
        twin={"stages": {stage: len(found) for stage, found in stages.items()}},
    )  # fmt: skip


def _as_it_stands(visit: Visit, standing: Standing, section: Section, stages: Stages) -> tuple[Section, Section]:
    """The plan's argument with the order of tests and the map as the ledger has them today, and what was learned."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore import LAB
    from taktgeber.explore.initiatives.board import ROWS, running_initiatives
    from taktgeber.explore.initiatives.placement_words import placement_picture
    from taktgeber.explore.insights import insight_table, of_the_lab
    from taktgeber.explore.section import order_table
    from taktgeber.govern import INITIATIVES

    book, past = visit.house.book, standing.plan.past
    known, registry = book.state(LAB), book.state(REGISTRY)
    running = running_initiatives(book)
    next_tests = order_table(visit.house.beat(standing.plan.beat), known, running, ROWS)
    where = (placement_picture(book.state(INITIATIVES), running, past),) if running else ()
    asked = visit.query.get("q", "")
    names = {one.initiative: one.name for found in stages.values() for one in found} if asked else {}
    fitting = _holding(of_the_lab(registry), names, asked)
    insights = insight_table(registry, fitting[:ROWS], visit.today())
    found = text_n("One insight holds these words", "{n} insights hold these words", len(fitting))
    headline = found if asked else text("What we learned, to be looked through by everyone")
    return (
        replace(section, pictures=(*section.pictures, *where), tables=(next_tests,) if next_tests.rows else ()),
        Section("", "explore", headline, (), (), (insights,) if insights.rows else (), (), (), ()),
    )


def _holding(insights: Sequence[Insight], names: Mapping[str, str], asked: str) -> Sequence[Insight]:
    """Those that hold every word that was asked for, in what was learned or in the bet's name."""
    words = asked.casefold().split()
    if not words:
        return insights

    def fits(insight: Insight) -> bool:
        said = f"{insight.says} {names.get(insight.on or '', insight.on or '')}".casefold()
        return all(word in said for word in words)

    return [insight for insight in insights if fits(insight)]


def _cards(visit: Visit, stages: Stages) -> Iterator[Card]:
    """Every bet in the same dress, whether it runs or was stopped; of each stage a page, those that taught most
    first."""
    from taktgeber.explore.initiatives.board import stand_of

    for stage, found in stages.items():
        first, last = _shown(visit, stage, found)
        for one in found[first:last]:
            stand, address = stand_of(visit.house.book, one), f"/lab/initiatives/{one.initiative}"
            state = text("{state}", state=named(one.state))
            yield Card(text("{name}", name=one.name), _told(stand), state, "explore",
                       link=(address, text("Its assumptions and what it taught")))  # fmt: skip


def _shown(visit: Visit, stage: str, found: Sequence[Initiative]) -> tuple[int, int]:
    """From where to where; where one stage is asked for, the others are left out."""
    from taktgeber.explore.initiatives.board import ROWS

    asked = visit.query.get("stage", "")
    if asked not in ("", stage):
        return 0, 0
    first = place_of(visit) if asked else 0
    return first, min(first + ROWS, len(found))


def _more(visit: Visit, stages: Stages, period: Period) -> Iterator[tuple[str, Text]]:
    """Where the next of each stage are, and how many it has."""
    for stage, found in stages.items():
        _, last = _shown(visit, stage, found)
        if last < len(found):
            count = Exact(len(found), "initiatives", period)
            yield (
                f"/lab?stage={stage}&from={last + 1}#bets",
                text("{stage}, from number {number} of {n}", stage=named(stage), number=str(last + 1), n=count),
            )


def _told(stand: Stand) -> tuple[Text, ...]:
    from taktgeber.explore.bets import sentence

    one, said = stand.initiative, []
    if stand.learned:
        said.append(text("It taught: {learned}.", learned=sentence(stand.learned)))
    if one.unknown:
        said.append(text("What we do not know: {unknown}.", unknown=sentence(one.unknown)))
    if one.lose is not None and one.until is not None:
        said.append(text("What we may lose: {lose}, until {until}.", lose=one.lose, until=one.until))
    elif one.state != "stopped":
        said.append(text("What we may lose, and until when, is not said yet."))
    if one.maturity:
        said.append(text("Its prototype: {maturity}.", maturity=named(one.maturity)))
    if stand.stopped is not None:
        said.append(text("Stopped on {day}; what it taught stays.", day=stand.stopped))
    return tuple(said)


def _empty(visit: Visit, forms: tuple[Form, ...]) -> Empty:
    return Empty(
        text(
            "Here will stand what the lab learned, its bets with what may be lost on each, and why some were stopped."
        ),
        text("It needs a unit with an explore mandate, one initiative with what is not known, and one planned beat."),
        forms,
        link=("/start", text("Begin")) if visit.access.allows("enter.decided") and not forms else None,
    )
