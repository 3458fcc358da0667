"""The desk of the beat on the web: today's first page, past beats, planning and closing."""

from __future__ import annotations

from taktgeber.core import Act, Empty, Leaf, Page, text
from taktgeber.cycle.asks import Standing, asks, standing_plan
from taktgeber.cycle.visit import Visit

TEMPLATES = True


def today(visit: Visit) -> Page:
    """The first page: word against deed, both hands, what connects them, and the decisions that wait."""
    standing = standing_plan(visit, visit.query.get("beat"))
    if standing is None:
        return _nothing_yet()
    return _first_page(visit, standing)


def _first_page(visit: Visit, standing: Standing) -> Page:
    from taktgeber.brief import brief_json, layout
    from taktgeber.cycle.plan import decided

    plan, head = standing.plan, visit.house.book.head()
    opening = layout.opening(plan)
    sentence = (
        opening.headline if opening else text("What we say about ourselves has not been held against what we do yet.")
    )
    waiting = asks(visit, standing)
    twin = brief_json(plan, digest=standing.digest, head=head, decisions=decided(visit.house, plan), locale=visit.locale,
                      note=visit.house.workspace.configuration.note)  # fmt: skip
    return Page(
        title=text("Today"), sentence=sentence, past=plan.past, asks=waiting, template="today.html", twin=twin,
        extra={"plan": plan, "opening": opening, "panels": layout.panels(plan), "links": layout.links(plan),
               "digest": standing.digest, "head": head},
    )  # fmt: skip


def _nothing_yet() -> Page:
    return Page(
        title=text("Today"),
        sentence=text("No beat is planned yet."),
        empty=Empty(
            text("Here will stand, in one sentence, what your firm says of itself and what it does; under it both hands "
                 "at equal size, and the decisions that wait for you."),
            text("It needs your units and leaders, and one export of an ad platform or your shop."),
            link=("/start", text("Begin")),
        ),
    )  # fmt: skip


LEAVES = (Leaf("/today", text("Today"), "see.today", today, rank=10),)
ACTS: tuple[Act, ...] = ()
