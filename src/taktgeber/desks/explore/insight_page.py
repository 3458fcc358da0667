"""One insight, whether its idea held or not: what we believed, what we did, what we learned, who uses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Card, Field, Form, Page, Refusal, Text, text
from taktgeber.cycle.visit import Visit

from .lab_links import LINKS
from .worded import worded

if TYPE_CHECKING:
    from taktgeber.evidence.registry.insight import Insight
    from taktgeber.explore.taught import Taught

_BY = Field("by", text("Who uses it"), hint=text("A unit or a role, such as service; never a person."), most=80)
_INSIGHT = Field("insight", text("Insight"), "hidden")


def insight(visit: Visit) -> Page:
    from taktgeber.explore.taught import taught

    one = find_insight(visit, visit.query["name"])
    told = taught(visit.house.book, one, visit.today())
    form = _reuse_form(visit, one)
    return Page(
        title=text("Insight"),
        sentence=text("{insight}", insight=one.says),
        mode="explore",
        cards=(
            _card(text("What we believed"), told.believed),
            _card(text("What we did"), told.did),
            _card(text("What we learned"), told.learned),
            _card(text("Where it was reused"), told.reused, form),
        ),
        links=LINKS,
        twin=worded(_plain(one, told), visit.locale),
    )


def _plain(one: Insight, told: Taught) -> dict[str, Any]:
    return {
        "insight": one.insight, "on": one.on, "holds": one.holds, "level": told.level, "believed": told.believed,
        "did": told.did, "learned": told.learned, "reused": told.reused,
    }  # fmt: skip


def find_insight(visit: Visit, name: str) -> Insight:
    """Of the explore hand. Raises Refusal with the names that are known."""
    from taktgeber.evidence import REGISTRY
    from taktgeber.explore.insights import of_the_lab

    known = {one.insight: one for one in of_the_lab(visit.house.book.state(REGISTRY))}
    if name in known:
        return known[name]
    raise Refusal(
        text("Insight"),
        text('the lab has written no insight "{name}".', name=name[:80]),
        text("These are the newest: {names}.", names=tuple(known)[:5]) if known else text("It has written none yet."),
    )


def _card(title: Text, says: tuple[Text, ...], form: Form | None = None) -> Card:
    return Card(title, says, mode="explore", forms=(form,) if form else ())


def _reuse_form(visit: Visit, one: Insight) -> Form | None:
    if not visit.access.allows("run.lab"):
        return None
    return Form("use-insight", text("Say who uses it"), (_BY,), {"insight": one.insight}, open=False)


def use(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.evidence.registry.enter import use_insight

    one = find_insight(visit, given["insight"])
    by = [user.strip() for user in given["by"].split(",") if user.strip()]
    entry = use_insight(visit.house.book, one.insight, by, visit.person)
    return Answer((text("It is kept who uses it."),), data={"insight": one.insight, "entry": entry.seq})


USE = Act(
    "use-insight", text("Say which unit or role builds on an insight of the lab."), "run.lab", (_INSIGHT, _BY), use,
    "/lab/stopped",
)  # fmt: skip
