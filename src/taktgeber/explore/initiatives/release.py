"""What proves incremental leaves the lab, by decision of both leads: one lets it go, the other takes it.

The lab's purse is not handed over: what was not spent stays in the reserve, and the receiver asks for money of its own
under today's yardsticks (L6; house rules 3 and 11 are not touched).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from taktgeber.core import Beat, Finding, Proposal, Setting, Text, text
from taktgeber.govern import INITIATIVES, UNITS, Initiative, UnitState
from taktgeber.govern.kinds import DISTANCES

from .entry_body import body_of
from .place import placed, proved_incremental
from .placement_words import far_words

if TYPE_CHECKING:
    from taktgeber.core import Book

TAKE = "exploit-take-"
_NAMED = 5


def release_proposals(beat: Beat, running: Iterable[Initiative]) -> tuple[Proposal, ...]:
    """Two for each of those that run in the lab and were proved a small step; one where nobody exploits yet."""
    initiatives, taker = beat.book.state(INITIATIVES), _taker(beat)
    made: list[Proposal] = []
    for one in running:
        proof = proved_incremental(initiatives, one.initiative)
        if proof is not None:
            made.append(_release(beat, one, proof))
            if taker is not None and _taken(one, taker) not in initiatives.said:
                made.append(_take(one, proof, taker))
    return tuple(made)


def placement_findings(book: Book, running: Iterable[Initiative]) -> Iterator[Finding]:
    """One for all of whom nobody has said how far they are: they are sheltered on trust."""
    initiatives = book.state(INITIATIVES)
    silent = [one.name for one in running if placed(initiatives, one.initiative) is None]
    if silent:
        says = text("Nobody has said how far {names} and others are from today's business.",
                    names=tuple(silent[:_NAMED]))  # fmt: skip
        if len(silent) <= _NAMED:
            says = text("Nobody has said how far {names} is from today's business.", names=tuple(silent))
        yield Finding("distance-not-said", "warn", says,
                      text("Until then no tranche goes to it and it reaches no gate. Say it: takt lab initiative NAME "
                           "--technology 0 --market 1 --proposition 2 --why \"...\""))  # fmt: skip


def _release(beat: Beat, one: Initiative, proof: Initiative) -> Proposal:
    reason = f"a small step from today's business: {proof.why}" if proof.why else "a small step from today's business"
    stopped = body_of(one, state="stopped", distance=dict(proof.distance), why=proof.why or None, reason=reason)
    learned = {
        "insight": f"{one.initiative}-is-near", "hand": "explore", "on": one.initiative, "holds": True,
        "says": f"{one.name} is a small step from today's business." + (f" {proof.why}" if proof.why else ""),
        "day": beat.past.last.isoformat(),
    }  # fmt: skip
    return Proposal(
        id=f"explore-release-{one.initiative}",
        room="explore",
        mode="explore",
        says=text("Release {name} from the lab: it is a small step from today's business and goes on there. What was "
                  "not spent of its stake stays in the reserve.", name=one.name),
        moves=(),
        forecasts=(),
        learns=_learns(proof),
        decider="explore_lead",
        excludes=(),
        rests_on=(f"entry:{one.entry}", f"entry:{proof.entry}"),
        sets=(Setting("insight", learned), Setting("initiative", stopped)),
    )  # fmt: skip


def _take(one: Initiative, proof: Initiative, taker: UnitState) -> Proposal:
    body = body_of(
        one, initiative=_taken(one, taker), unit=taker.unit, metrics=[], lose=None, until=None, horizon_beats=1,
        state="running", distance=dict(proof.distance), why=proof.why or None, reason="released by the lab",
    )  # fmt: skip
    return Proposal(
        id=f"{TAKE}{one.initiative}",
        room="explore",
        mode="exploit",
        says=text("Take {name} from the lab into {unit}, with a budget of its own and today's yardsticks: what it is "
                  "judged by is asked anew.", name=one.name, unit=taker.name),
        moves=(),
        forecasts=(),
        learns=_learns(proof),
        decider="exploit_lead",
        excludes=(),
        rests_on=(f"entry:{one.entry}", f"entry:{proof.entry}"),
        sets=(Setting("initiative", body),),
    )  # fmt: skip


def _learns(proof: Initiative) -> Text:
    technology, market, proposition = (far_words(proof.distance[part]) for part in DISTANCES)
    return text("Its technology is {technology}, its market {market}, its value proposition {proposition}.",
                technology=technology, market=market, proposition=proposition)  # fmt: skip


def _taker(beat: Beat) -> UnitState | None:
    """The first unit that exploits, of no single market before the others."""
    units = [unit for unit in beat.book.state(UNITS).units.values() if unit.mode == "exploit"]
    return min(units, key=lambda unit: (unit.market is not None, unit.unit), default=None)


def _taken(one: Initiative, taker: UnitState) -> str:
    return f"{one.initiative}-in-{taker.unit}"
