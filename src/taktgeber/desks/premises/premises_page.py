"""All premises: what today's business rests on, what has begun to give way, which one to attack first."""

from __future__ import annotations

from taktgeber.core import Card, Empty, Page, Section, text
from taktgeber.core.names import named
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit
from taktgeber.explore.premises.attack import Target

from .now import beat_now
from .premise_data import plain, target_data
from .say_form import say_form

TITLE = text("Premises")


def premises(visit: Visit) -> Page:
    from taktgeber.explore.premises import PREMISES, standing_of
    from taktgeber.explore.premises.told import headline

    plan = standing_plan(visit, visit.query.get("beat"))
    if plan is not None and not plan.newest:
        return _of_the_past(visit.query.get("beat", ""), plan.section("premises"))
    if not visit.house.book.state(PREMISES).premises:
        return _empty(visit)
    beat = beat_now(visit.house)
    standing = standing_of(beat)
    form = say_form(visit)
    return Page(
        title=TITLE,
        sentence=headline(standing),
        past=beat.past,
        sections=(_argument(visit),),
        asks=asks(visit, plan, ("premises",)) if plan else (),
        forms=(form,) if form else (),
        template="premises.html",
        extra={"stands": tuple(_card(one) for one in standing.targets)},
        twin=plain({"premises": [target_data(one) for one in standing.targets]}, visit.locale),
    )


def _argument(visit: Visit) -> Section:
    """As the brief shows it, with what is so now."""
    from taktgeber.explore.premises.brief_section import section

    return section(beat_now(visit.house))


def _of_the_past(day: str, frozen: Section | None) -> Page:
    if frozen is None:
        return Page(TITLE, text("No premise was said before the beat that begins on {day}.", day=day))
    return Page(TITLE, frozen.headline, sections=(frozen,))


def _card(one: Target) -> Card:
    from taktgeber.explore.premises.proposals import address

    premise = one.premise
    return Card(
        text("{premise}", premise=premise.says),
        (
            text("What would refute it: {refutes}", refutes=premise.refutes),
            *(one.seen.because if one.gap else ()),
        ),
        text("{state}", state=named(premise.state)),
        link=(f"/premises/{address(premise)}", text("Its history, and what rests on it")),
    )


def _empty(visit: Visit) -> Page:
    form = say_form(visit, opened=True)
    return Page(
        title=TITLE,
        sentence=text("Nobody has said yet what today's business rests on."),
        empty=Empty(
            text("Here will stand what must be true for today's business: what would refute it, how much rests on it, "
                 "and what has begun to give way."),
            text("It needs one sentence that everybody takes for granted, and what you would have to see to give it "
                 "up."),
            forms=(form,) if form else (),
        ),
        twin={"premises": []},
    )  # fmt: skip
