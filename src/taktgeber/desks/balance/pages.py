"""The desk of the balance on the web: word against deed, reserve and split; and management's one page."""

from __future__ import annotations

from taktgeber.core import Empty, Leaf, Page, text
from taktgeber.cycle.asks import BEAT, asks, standing_plan
from taktgeber.cycle.visit import Visit

from .management import management

TEMPLATES = True


def balance(visit: Visit) -> Page:
    """Are both hands strong enough: what is called innovation and what is, the reserve, its band and its path."""
    standing = standing_plan(visit, visit.query.get("beat"))
    section = standing.section("balance") if standing else None
    if standing is None or section is None:
        return Page(title=text("Balance"), empty=_empty(visit),
                    sentence=text("What we say about ourselves has not been held against what we do yet."))  # fmt: skip
    return Page(
        title=text("Balance"), sentence=section.headline, past=standing.plan.past, sections=(section,),
        asks=asks(visit, standing, ("balance",)),
    )  # fmt: skip


def _empty(visit: Visit) -> Empty:
    return Empty(
        text("Here will stand what is called innovation and what is, and whether the lab's reserve is enough."),
        text("It needs your units and initiatives as they are, what was booked for them, and one planned beat."),
        link=("/start", text("Begin")) if visit.access.allows("enter.decided") else None,
    )


LEAVES = (
    Leaf("/management", text("Management"), "see.management", management, rank=20, query=(BEAT,)),
    Leaf("/balance", text("Balance"), "see.balance", balance, rank=50, query=(BEAT,)),
)
