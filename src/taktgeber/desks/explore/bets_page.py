"""The next bets on the web: what the plan proposes with its decisions, what differs in the next best sets, slack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from taktgeber.core import Act, Answer, Field, Form, Page, Section, Tile, text
from taktgeber.cycle.asks import asks, standing_plan
from taktgeber.cycle.visit import Visit

from .bets import bets_data, next_bets
from .lab_links import LINKS
from .slack import slack_data, slack_in_words
from .worded import worded

if TYPE_CHECKING:
    from taktgeber.core import Beat
    from taktgeber.explore.bets.portfolio import Portfolio

GIVE = (
    Field("slack", text("Short name"), hint=text("Lower-case words with hyphens."), most=80),
    Field("amount", text("How much"), "money"),
    Field("says", text("What for, if you like"), required=False, hint=text("Nobody asks, and nobody ranks it.")),
)


def bets(visit: Visit) -> Page:
    """Decided is what the plan proposed; beside it stands what the ledger says today."""
    from taktgeber.explore.bets.tables import ROWS, headline

    beat, standing = _beat(visit), standing_plan(visit)
    found = next_bets(beat)
    waiting = asks(visit, standing, ("explore",)) if standing else ()
    form = _slack_form(visit)
    return Page(
        title=text("The next bets"),
        sentence=headline(found),
        mode="explore",
        links=LINKS,
        past=beat.past,
        sections=(_argument(beat, found), _slack(beat)),
        asks=tuple(ask for ask in waiting if ask.proposal.id.startswith(("explore-bet-", "explore-stop-"))),
        forms=(form,) if form else (),
        twin=worded({"bets": bets_data(beat, found, ROWS), "slack": slack_data(beat)}, visit.locale),
    )


def _beat(visit: Visit) -> Beat:
    from taktgeber.cycle import next_beat

    return visit.house.beat(next_beat(visit.house))


def _argument(beat: Beat, found: Portfolio) -> Section:
    from taktgeber.explore import horizon, record_of
    from taktgeber.explore.bets.tables import (
        bets_table,
        how,
        left_out_table,
        limits_in_words,
        runner_up_table,
        tiles,
    )
    from taktgeber.explore.yardsticks.calibration import calibration

    told = calibration(record_of(beat.book), horizon(beat.book, beat.past))
    tables = (bets_table(beat, found.picks), runner_up_table(found), left_out_table(found))
    means, capacity = limits_in_words(found.means, found.capacity)
    shown = tuple(table for table in tables if table.rows)
    beside = (*tiles(beat, found.means), Tile(told.name, told.now))
    says = text("{means} {capacity}", means=means, capacity=capacity)
    return Section("explore", "explore", says, beside, (), shown, (), (), (*how(), *told.reads))


def _slack(beat: Beat) -> Section:
    from taktgeber.explore.bets.slack import SLACK
    from taktgeber.explore.bets.tables import slack_table

    table = slack_table(beat.book.state(SLACK).in_beat(beat.period))
    return Section("", "explore", slack_in_words(beat), (), (), (table,) if table.rows else (), (), (), ())


def _slack_form(visit: Visit) -> Form | None:
    if not visit.access.allows("enter.decided", mode="explore"):
        return None
    return Form("give-slack", text("Give slack"), GIVE, open=False)


def give(visit: Visit, given: Mapping[str, Any]) -> Answer:
    from taktgeber.explore.bets import give_slack

    beat = _beat(visit)
    entry = give_slack(visit.house.book, beat, given["slack"], given["amount"], visit.person, given["says"] or "")
    return Answer((slack_in_words(beat),), data={"slack": given["slack"], "entry": entry.seq})


GIVE_SLACK = Act("give-slack", text("Give slack out of the reserve, without ranking."), "run.lab", GIVE, give,
                 "/lab/bets")  # fmt: skip
