"""Management's one page: what today's business proved, what tomorrow's learned, what shakes, your three decisions."""

from __future__ import annotations

from dataclasses import replace

from taktgeber.core import Ask, Empty, Exact, Page, Plan, Table, Text, text, text_n
from taktgeber.cycle.asks import Standing, asks, sees, standing_plan
from taktgeber.cycle.score_table import last_scores, score_table
from taktgeber.cycle.visit import Visit

from .shaking import shaking, told_of

DECISIONS = 3
TILES = 2  # of each hand, so that the page has four
PATHS = {"exploit": "/exploit", "explore": "/lab", "premises": "/premises", "signals": "/signals", "word": "/word"}


def management(visit: Visit) -> Page:
    standing = standing_plan(visit, visit.query.get("beat"))
    if standing is None:
        return Page(
            title=text("Management"),
            sentence=text("Nothing was proved and nothing was learned yet: no beat is planned."),
            empty=Empty(text("Here will stand what today's business proved, what tomorrow's learned, which premises "
                             "shake, and the decisions that are yours."), text("It needs one planned beat.")),
        )  # fmt: skip
    from taktgeber.brief import layout

    plan, proved = standing.plan, last_scores(visit.house, standing.plan.past)
    mine = _yours(visit, standing)
    return Page(
        title=text("Management"), sentence=_sentence(visit, standing, mine, len(proved)), past=plan.past, asks=mine,
        template="management.html",
        extra={
            "panels": tuple(replace(panel, tiles=panel.tiles[:TILES]) for panel in layout.panels(plan)),
            "links": layout.links(plan), "scores": _scores(visit, plan),
            "heard": told_of("signals", visit, plan), "word": told_of("word", visit, plan),
            "shaking": shaking(visit, plan),
            "proof": {room: path + standing.query for room, path in PATHS.items() if sees(visit, room)},
        },
        twin=lambda: _twin(visit, standing, mine),
    )  # fmt: skip


def _scores(visit: Visit, plan: Plan) -> Table | None:
    """Of the beat of this plan, once it is closed; until then of the one before."""
    for beat in (plan.beat, plan.past):
        if scores := last_scores(visit.house, beat):
            return score_table(scores, beat)
    return None


def _sentence(visit: Visit, standing: Standing, mine: tuple[Ask, ...], proved: int) -> Text:
    """What was proved, what was learned, and what is to decide, in one sentence."""
    section, past = standing.section("explore"), standing.plan.past
    settled = section.tiles[0].now if section and section.tiles else Exact(0, "assumptions", past)
    forecasts = Exact(proved, "forecasts", past)
    decisions = len([ask for ask in mine if ask.forms])
    if decisions:
        return text_n(
            "Over {past} we held {forecasts} against what happened, and the lab settled {settled}; one "
            "decision is yours.",
            "Over {past} we held {forecasts} against what happened, and the lab settled {settled}; {n} "
            "decisions are yours.",
            decisions, past=past, forecasts=forecasts, settled=settled,
        )  # fmt: skip
    return text(
        "Over {past} we held {forecasts} against what happened, and the lab settled {settled}; no "
        "decision waits for you.",
        past=past, forecasts=forecasts, settled=settled,
    )  # fmt: skip


def _yours(visit: Visit, standing: Standing) -> tuple[Ask, ...]:
    """At most three that wait: those of this reader first, then what others decide."""
    waiting = [ask for ask in asks(visit, standing) if ask.decided is None]
    return tuple(sorted(waiting, key=lambda ask: not ask.forms)[:DECISIONS])


def _twin(visit: Visit, standing: Standing, mine: tuple[Ask, ...]) -> dict[str, object]:
    from taktgeber.brief import brief_json

    whole = brief_json(standing.plan, digest=standing.digest, head=visit.house.book.head(), locale=visit.locale)
    yours = {ask.key for ask in mine}
    return {name: whole[name] for name in ("beat", "past", "plan", "head", "sentence", "hands", "links")} | {
        "decisions": [d for d in whole["decisions"] if d["key"] in yours]
    }
