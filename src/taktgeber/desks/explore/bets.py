"""takt lab bets: what is tested next, why, the two next best sets, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktgeber.core import Answer, encode
from taktgeber.workspace import Workspace

if TYPE_CHECKING:
    from taktgeber.core import Beat
    from taktgeber.explore.bets.gathered import Candidate
    from taktgeber.explore.bets.portfolio import Portfolio


def lab_bets(workspace: Workspace) -> Answer:
    from taktgeber.cycle import next_beat, open_house
    from taktgeber.explore.bets.tables import bets_table, headline, left_out_table, limits_in_words, runner_up_table

    with open_house(workspace) as house:
        beat = house.beat(next_beat(house))
        found = next_bets(beat)
        tables = (bets_table(beat, found.picks), runner_up_table(found), left_out_table(found))
        says = (headline(found), *limits_in_words(found.means, found.capacity))
        return Answer(says, tuple(table for table in tables if table.rows), data=bets_data(beat, found))


def next_bets(beat: Beat) -> Portfolio:
    """As the ledger stands now."""
    from taktgeber.explore import LAB
    from taktgeber.explore.bets import portfolio_of
    from taktgeber.explore.initiatives.board import running_initiatives

    return portfolio_of(beat, beat.book.state(LAB), running_initiatives(beat.book))


def bets_data(beat: Beat, found: Portfolio, most: int | None = None) -> dict[str, Any]:
    """For machines, by this desk's schema; of the web's twin as well. most: of what is left out, as many as the page
    shows."""
    from taktgeber.explore.bets.question import uncertainty
    from taktgeber.explore.bets.tranche import because, gate, until_of

    means, bets = found.means, []
    for pick in found.picks:
        one = pick.candidate
        bets.append({
            **_plain(one), "until": until_of(beat, one).isoformat(), "doubt": uncertainty(one.question.bits),
            "load": one.question.load, "approach": pick.newness, "because": because(pick), "gate": gate(one),
            "proposal": f"explore-bet-{one.initiative.initiative}",
        })  # fmt: skip
    return {
        "beat": {"first": beat.period.first.isoformat(), "last": beat.period.last.isoformat()},
        "means": None if means is None else {
            "reserve": encode(means.reserve), "slack": encode(means.slack), "slack_left": encode(means.slack_left),
            "committed": encode(means.committed), "for_bets": encode(means.for_bets), "one_bet": encode(means.stake),
        },
        "tests": {"at_once": found.capacity.tests, "running": found.capacity.running, "by": found.capacity.by},
        "bets": bets,
        "runners_up": [[_plain(one) for one in other] for other in found.runners_up],
        "left_out": [
            {"initiative": one.initiative.initiative, "assumption": one.assumption, "why": one.why}
            for one in found.left_out[:most]
        ],
    }  # fmt: skip


def _plain(one: Candidate) -> dict[str, Any]:
    return {
        "initiative": one.initiative.initiative, "assumption": one.assumption.assumption,
        "chance": one.assumption.chance, "may_lose": encode(one.stake),
    }  # fmt: skip
