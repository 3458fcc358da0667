"""The desk of the beat on the web: the first page of today and of past beats, its acts, the brief's files."""

from __future__ import annotations

import json
from typing import Any

from taktgeber.core import Download, Empty, Leaf, Page, Refusal, Sent, text
from taktgeber.cycle.asks import BEAT, ROOMS, Standing, asks, planned_beats, sees, standing_plan
from taktgeber.cycle.visit import Visit

from .decide import DECIDE
from .run import CLOSE, PLAN, runs

TEMPLATES = True
PATHS = {
    "exploit": "/exploit",
    "explore": "/lab",
    "balance": "/balance",
    "evidence": "/experiments",
    "premises": "/premises",
    "signals": "/signals",
}


def today(visit: Visit) -> Page:
    """The first page: word against deed, both hands, what connects them, and the decisions that wait."""
    standing = standing_plan(visit, visit.query.get("beat"))
    if standing is None:
        return _nothing_yet(visit)
    return _first_page(visit, standing)


def _first_page(visit: Visit, standing: Standing) -> Page:
    from taktgeber.brief import layout

    plan, running = standing.plan, runs(visit)
    opening = layout.opening(plan)
    sentence = (
        opening.headline if opening else text("What we say about ourselves has not been held against what we do yet.")
    )
    shown = asks(visit, standing)
    hidden = {p.decider for s in plan.sections for p in s.proposals if p.id not in {a.proposal.id for a in shown}}
    return Page(
        title=text("Today"), sentence=sentence, past=plan.past, asks=shown, template="today.html",
        cards=running.cards, forms=running.forms, refresh=running.refresh, twin=lambda: _twin(visit, standing),
        extra={"plan": plan, "opening": opening, "panels": layout.panels(plan), "links": layout.links(plan),
               "digest": standing.digest, "head": visit.house.book.head(), "others": sorted(hidden),
               "proof": proof(visit, standing), "beats": planned_beats(visit)[:12], "files": _sees_all(visit, standing),
               "answers": running.tables, "standing": standing},
    )  # fmt: skip


def proof(visit: Visit, standing: Standing) -> dict[str, str]:
    """Where a room's figures are proved, of the rooms that this reader may open."""
    return {room: path + standing.query for room, path in PATHS.items() if sees(visit, room)}


def _twin(visit: Visit, standing: Standing) -> dict[str, Any]:
    """The brief for machines, as far as the reader's role goes: both hands for everyone, rooms by permission."""
    whole = _brief_json(visit, standing)
    shown = {ask.proposal.id for ask in asks(visit, standing)}
    return whole | {
        "sections": [s for s in whole["sections"] if sees(visit, s["room"])],
        "decisions": [d for d in whole["decisions"] if d["id"] in shown],
    }


def _brief_json(visit: Visit, standing: Standing) -> dict[str, Any]:
    from taktgeber.brief import brief_json

    return brief_json(standing.plan, locale=visit.locale, **_brief(visit, standing))


def _brief(visit: Visit, standing: Standing) -> dict[str, Any]:
    from taktgeber.cycle import calibration_of
    from taktgeber.cycle.plan import decided

    book = visit.house.book
    calibration = calibration_of(entry.payload for entry in book.entries(kinds=("closed",)))
    return {
        "digest": standing.digest,
        "head": book.head(),
        "decisions": decided(visit.house, standing.plan),
        "calibration": calibration.table() if calibration else None,
        "note": visit.house.workspace.configuration.note,
    }


def _sees_all(visit: Visit, standing: Standing) -> bool:
    return all(sees(visit, section.room) for section in standing.plan.sections if section.room in ROOMS)


def brief_page(visit: Visit) -> Sent:
    from taktgeber.brief import brief_html
    from taktgeber.brief.page import policy

    standing = _whole(visit)
    made = brief_html(standing.plan, locale=visit.locale, **_brief(visit, standing))
    return Sent(made.encode(), "text/html; charset=utf-8", f"{standing.plan.beat.first}.html", policy())


def brief_data(visit: Visit) -> Sent:
    standing = _whole(visit)
    made = json.dumps(_brief_json(visit, standing), ensure_ascii=False, indent=2)
    return Sent(made.encode(), "application/json", f"{standing.plan.beat.first}.json")


def _whole(visit: Visit) -> Standing:
    """The plan whose whole brief the reader may have; it holds every room."""
    standing = standing_plan(visit, visit.query.get("beat"))
    if standing is None:
        raise Refusal("beat", text("no beat is planned yet."), text("Plan one first."))
    for section in standing.plan.sections:
        if section.room in ROOMS and not sees(visit, section.room):
            raise Refusal(
                ROOMS[section.room],
                text("the brief holds all rooms of the house, and your role does not see all of them."),
                text("The first page shows what you may see; who sees every room can give you the file."),
            )
    return standing


def _nothing_yet(visit: Visit) -> Page:
    running = runs(visit)
    return Page(
        title=text("Today"),
        sentence=text("No beat is planned yet."),
        empty=Empty(
            text("Here will stand, in one sentence, what your firm says of itself and what it does; under it both "
                 "hands at equal size, and the decisions that wait for you."),
            text("It needs your units and leaders, and one export of an ad platform or your shop."),
            link=("/start", text("Begin")) if visit.access.allows("enter.decided") else None,
        ),
        cards=running.cards, forms=running.forms, refresh=running.refresh,
    )  # fmt: skip


LEAVES = (Leaf("/today", text("Today"), "see.today", today, rank=10, query=(BEAT,)),)
ACTS = (DECIDE, PLAN, CLOSE)
DOWNLOADS = (
    Download("/today/brief.html", text("The brief as a page"), "see.today", brief_page, (BEAT,)),
    Download("/today/brief-data.json", text("The brief for machines"), "see.today", brief_data, (BEAT,)),
)
